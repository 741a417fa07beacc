package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Step;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SequenceFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.Touch.Access;
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
    private final Map<ObjectName, Boolean> views = new HashMap<>();
    private final Map<String, Boolean> schemas = new HashMap<>();
    private final PlannedPrograms programs;
    private final Set<String> emptied = new HashSet<>();
    private final Set<ObjectName> temporary = new HashSet<>();
    private PlannedChecks checks = new PlannedChecks();
    private final List<Problem> found = new ArrayList<>();

    private Collisions(Target.Facts facts) {
        this.facts = facts;
        this.programs = new PlannedPrograms(facts);
    }

    /** Of steps that have not completed, in the plan's order. */
    public static List<Problem> of(List<Step> steps, Target.Facts facts) {
        Collisions collisions = new Collisions(facts);
        for (Step step : steps) {
            collisions.temporary.clear();
            collisions.checks = new PlannedChecks();
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
        StatementFact.Rename renamed = RenamedTables.byAlter(fact);
        checks.of(statement);
        boolean guarded = isGuarded(fact);
        boolean replaces = statement.touches().stream().anyMatch(t -> t.access() == Access.CREATES)
                && statement.touches().stream().anyMatch(t -> t.access() == Access.DROPS);
        for (Touch touch : statement.touches()) {
            boolean moves = renamed != null && (touch.access() == Access.CREATES || touch.access() == Access.DROPS);
            if (moves || touch.schema() == null || touch.isUnknown() || checks.leaveOut(statement, touch)) {
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
        if (renamed != null) {
            rename(step, statement, renamed, guarded);
        }
        if (fact instanceof StatementFact.CreateTable create && create.temporary()) {
            temporary.add(create.table());
        }
        PlannedPrograms.Collision program = programs.look(fact);
        if (program != null) {
            say(
                    step,
                    statement,
                    program.creates() ? "creates" : "drops",
                    program.name(),
                    program.creates() ? THERE : MISSING);
        }
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
            if (!pair.from().schema().equals(pair.to().schema()) && programs.hasTriggers(pair.from())) {
                say(
                        step,
                        statement,
                        "moves a table to",
                        pair.to(),
                        "though it has triggers, which stay in their schema");
            }
            programs.moved(pair.from(), pair.to());
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
                    programs.emptied(schema);
                }
                schemas.put(schema, true);
            }
            case DROPS -> {
                if (!there && !guarded && !replaces) {
                    say(step, statement, "drops", schema, MISSING);
                }
                if (!replaces) {
                    emptied.add(schema);
                    programs.emptied(schema);
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
        if (access == Access.DROPS && guarded && statement.fact() instanceof StatementFact.DropTable && isView(table)) {
            return;
        }
        if (access == Access.CREATES) {
            views.put(table, statement.fact() instanceof ViewFact.CreateView);
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
            programs.dropped(table);
            if (!replaces) {
                tables.put(table, false);
            }
        } else if (!there && !(guarded && access == Access.ALTERS)) {
            String verb = access == Access.ALTERS ? "alters" : access == Access.WRITES ? "writes to" : "reads";
            say(step, statement, verb, table, MISSING);
            tables.put(table, true);
        }
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

    /** The server leaves a view that is named where tables are dropped. */
    private boolean isView(ObjectName name) {
        return exists(name)
                && views.computeIfAbsent(
                        name,
                        n -> PlannedPrograms.isThere(
                                facts,
                                "VIEWS WHERE TABLE_SCHEMA = " + PlannedPrograms.text(n.schema()) + " AND TABLE_NAME = "
                                        + PlannedPrograms.text(n.name())));
    }

    /** Sequences share the names of tables, and an expectation counts them as none. */
    private boolean sequenceExists(ObjectName name) {
        return PlannedPrograms.isThere(
                facts,
                "TABLES WHERE TABLE_TYPE = 'SEQUENCE' AND TABLE_SCHEMA = " + PlannedPrograms.text(name.schema())
                        + " AND TABLE_NAME = " + PlannedPrograms.text(name.name()));
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
