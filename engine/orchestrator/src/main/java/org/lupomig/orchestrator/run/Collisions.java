package org.lupomig.orchestrator.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Step;
import org.lupomig.model.sql.EventFact;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.SequenceFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.Touch.Access;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.ViewFact;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.port.Target;

/**
 * What steps would run into on a server as it is: names that are taken, objects that are missing. The steps are walked
 * in their order, each upon what those before it would have left. Only reads.
 */
public final class Collisions {
    private static final String THERE = "which is there already";
    private static final String MISSING = "which is not there";

    private final Target.Facts facts;
    private final Map<ObjectName, Boolean> tables = new HashMap<>();
    private final Map<String, Boolean> schemas = new HashMap<>();
    private final Map<String, Boolean> programs = new HashMap<>();
    private final Set<String> emptied = new HashSet<>();
    private final Set<ObjectName> temporary = new HashSet<>();
    private final List<Problem> found = new ArrayList<>();

    private Collisions(Target.Facts facts) {
        this.facts = facts;
    }

    /** Of steps that have not completed, in the plan's order. */
    public static List<Problem> of(List<Step> steps, Target.Facts facts) {
        Collisions collisions = new Collisions(facts);
        for (Step step : steps) {
            collisions.temporary.clear();
            step.statements().forEach(statement -> collisions.look(step, statement));
        }
        return collisions.found;
    }

    private void look(Step step, Statement statement) {
        StatementFact fact = statement.fact();
        if (fact instanceof StatementFact.RenameTable rename) {
            for (StatementFact.Rename pair : rename.renames()) {
                rename(step, statement, pair, rename.guard() != null);
            }
            return;
        }
        boolean guarded = isGuarded(fact);
        boolean replaces = statement.touches().stream().anyMatch(t -> t.access() == Access.CREATES)
                && statement.touches().stream().anyMatch(t -> t.access() == Access.DROPS);
        for (Touch touch : statement.touches()) {
            if (touch.schema() == null || touch.isUnknown()) {
                continue;
            }
            if (touch.table() == null) {
                schema(step, statement, touch.schema(), touch.access(), guarded, replaces);
            } else {
                table(
                        step,
                        statement,
                        new ObjectName(touch.schema(), touch.table()),
                        touch.access(),
                        guarded,
                        replaces);
            }
        }
        if (fact instanceof StatementFact.CreateTable create && create.temporary()) {
            temporary.add(create.table());
        }
        program(step, statement, fact);
    }

    private void rename(Step step, Statement statement, StatementFact.Rename pair, boolean guarded) {
        if (pair.from().schema() == null || pair.to().schema() == null) {
            return;
        }
        boolean there = exists(pair.from());
        if (!there && !guarded) {
            say(step, statement, "moves", pair.from(), MISSING);
        }
        if (there || !guarded) {
            tables.put(pair.from(), false);
            if (exists(pair.to())) {
                say(step, statement, "moves a table to", pair.to(), THERE);
            } else if (!schemaExists(String.valueOf(pair.to().schema()))) {
                say(step, statement, "moves a table to", pair.to(), "in a schema which is not there");
            }
            tables.put(pair.to(), true);
        }
    }

    private void schema(
            Step step, Statement statement, String schema, Access access, boolean guarded, boolean replaces) {
        boolean there = schemaExists(schema);
        switch (access) {
            case CREATES -> {
                if (there && !guarded && !replaces) {
                    say(step, statement, "creates", schema, THERE);
                }
                if (!there || replaces) {
                    emptied.add(schema);
                }
                schemas.put(schema, true);
            }
            case DROPS -> {
                if (!there && !guarded && !replaces) {
                    say(step, statement, "drops", schema, MISSING);
                }
                if (!replaces) {
                    emptied.add(schema);
                    schemas.put(schema, false);
                    tables.keySet().removeIf(table -> schema.equals(table.schema()));
                }
            }
            case READS, WRITES, ALTERS -> {
                if (!there) {
                    say(step, statement, access == Access.ALTERS ? "alters" : "works in", schema, MISSING);
                    schemas.put(schema, true);
                }
            }
            case UNKNOWN -> {
                // nothing is named
            }
        }
    }

    private void table(
            Step step, Statement statement, ObjectName table, Access access, boolean guarded, boolean replaces) {
        if (temporary.contains(table)) {
            return;
        }
        boolean there = exists(table);
        if (access == Access.CREATES) {
            if (there && !guarded && !replaces) {
                say(step, statement, "creates", table, THERE);
            } else if (!schemaExists(String.valueOf(table.schema()))) {
                say(step, statement, "creates", table, "in a schema which is not there");
                schemas.put(String.valueOf(table.schema()), true);
            }
            tables.put(table, true);
        } else if (access == Access.DROPS) {
            if (!there && !guarded && !replaces) {
                say(step, statement, "drops", table, MISSING);
            }
            tables.putIfAbsent(table, false);
            if (!replaces) {
                tables.put(table, false);
            }
        } else if (!there && !(guarded && access == Access.ALTERS)) {
            String verb = access == Access.ALTERS ? "alters" : access == Access.WRITES ? "writes to" : "reads";
            say(step, statement, verb, table, MISSING);
            tables.put(table, true);
        }
    }

    private void program(Step step, Statement statement, StatementFact fact) {
        if (fact instanceof RoutineFact.CreateRoutine create) {
            String type = create.type().words();
            program(step, statement, type, create.routine().name(), true, create.guard() != null || create.orReplace());
        } else if (fact instanceof RoutineFact.DropRoutine drop) {
            program(step, statement, drop.type().words(), drop.routine().name(), false, drop.guard() != null);
        } else if (fact instanceof TriggerFact.CreateTrigger create) {
            ObjectName name = create.trigger().name();
            program(step, statement, "TRIGGER", name, true, create.guard() != null || create.orReplace());
        } else if (fact instanceof TriggerFact.DropTrigger drop) {
            program(step, statement, "TRIGGER", drop.trigger().name(), false, drop.guard() != null);
        } else if (fact instanceof EventFact.CreateEvent create) {
            program(
                    step,
                    statement,
                    "EVENT",
                    create.event().name(),
                    true,
                    create.guard() != null || create.orReplace());
        } else if (fact instanceof EventFact.DropEvent drop) {
            program(step, statement, "EVENT", drop.event().name(), false, drop.guard() != null);
        }
    }

    private void program(
            Step step, Statement statement, String type, ObjectName name, boolean creates, boolean guarded) {
        if (name.schema() == null) {
            return;
        }
        String key = type + " " + name;
        boolean there = programs.computeIfAbsent(
                key, k -> !emptied.contains(String.valueOf(name.schema())) && programExists(type, name));
        if (there == creates && !guarded) {
            say(step, statement, creates ? "creates" : "drops", name, creates ? THERE : MISSING);
        }
        programs.put(key, creates);
    }

    private boolean programExists(String type, ObjectName name) {
        String where =
                switch (type) {
                    case "TRIGGER" -> "TRIGGERS WHERE TRIGGER_SCHEMA = " + text(name.schema()) + " AND TRIGGER_NAME = ";
                    case "EVENT" -> "EVENTS WHERE EVENT_SCHEMA = " + text(name.schema()) + " AND EVENT_NAME = ";
                    default ->
                        "ROUTINES WHERE ROUTINE_SCHEMA = " + text(name.schema()) + " AND ROUTINE_TYPE = " + text(type)
                                + " AND ROUTINE_NAME = ";
                };
        return isThere(where + text(name.name()));
    }

    private boolean isThere(String where) {
        Target.QueryAnswer answer = facts.query("SELECT COUNT(*) FROM information_schema." + where, null);
        return answer instanceof Target.QueryAnswer.Numeric number
                && number.value().signum() > 0;
    }

    /** A text in SQL, whatever is in it. */
    private static String text(@Nullable String value) {
        byte[] bytes = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
        return "CONVERT(X'" + HexFormat.of().formatHex(bytes) + "' USING utf8mb4)";
    }

    private boolean exists(ObjectName table) {
        Boolean known = tables.get(table);
        if (known == null) {
            known = !emptied.contains(String.valueOf(table.schema()))
                    && (facts.tableExists(table) || sequenceExists(table));
            tables.put(table, known);
        }
        return known;
    }

    /** Sequences share the names of tables, and an expectation counts them as none. */
    private boolean sequenceExists(ObjectName name) {
        return isThere("TABLES WHERE TABLE_TYPE = 'SEQUENCE' AND TABLE_SCHEMA = " + text(name.schema())
                + " AND TABLE_NAME = " + text(name.name()));
    }

    private boolean schemaExists(String schema) {
        return schemas.computeIfAbsent(schema, facts::schemaExists);
    }

    private void say(Step step, Statement statement, String verb, Object what, String why) {
        found.add(Problem.at(statement.location(), EngineMessage.COLLISION, step.address(), verb, what, why));
    }

    private static boolean isGuarded(StatementFact fact) {
        Object guard = null;
        if (fact instanceof StatementFact.CreateTable create) {
            guard = create.guard();
        } else if (fact instanceof StatementFact.CreateSchema create) {
            guard = create.guard();
        } else if (fact instanceof StatementFact.DropTable drop) {
            guard = drop.guard();
        } else if (fact instanceof StatementFact.DropSchema drop) {
            guard = drop.guard();
        } else if (fact instanceof StatementFact.AlterTable alter) {
            guard = alter.guard();
        } else if (fact instanceof ViewFact.CreateView create) {
            guard = create.guard();
        } else if (fact instanceof ViewFact.DropViews drop) {
            guard = drop.guard();
        } else if (fact instanceof SequenceFact.CreateSequence create) {
            guard = create.guard();
        } else if (fact instanceof SequenceFact.AlterSequence alter) {
            guard = alter.guard();
        } else if (fact instanceof SequenceFact.DropSequences drop) {
            guard = drop.guard();
        }
        return guard != null;
    }
}
