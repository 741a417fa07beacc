package org.lupomig.orchestrator.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.EventFact;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.orchestrator.port.Target;

/**
 * Which routines, triggers and events there would be, statement by statement. A trigger goes with its table: it moves
 * with it, and is dropped with it.
 */
final class PlannedPrograms {
    private final Target.Facts facts;
    private final Map<Program, Boolean> known = new HashMap<>();
    /** The tables of triggers, as they are called by now. */
    private final Map<Program, ObjectName> ofTables = new HashMap<>();
    /** What became of tables, in order: of triggers that are asked for later. */
    private final List<Move> moves = new ArrayList<>();

    private final Set<String> emptied = new HashSet<>();

    PlannedPrograms(Target.Facts facts) {
        this.facts = facts;
    }

    private record Program(String type, ObjectName name) {}

    /** A table has another name; null: it is gone. */
    private record Move(ObjectName from, @Nullable ObjectName to) {}

    /** What a statement makes though it is there, or drops though it is not. */
    record Collision(ObjectName name, boolean creates) {}

    /** A schema is gone, or new. */
    void emptied(String schema) {
        emptied.add(schema);
        known.keySet().removeIf(program -> schema.equals(program.name().schema()));
        ofTables.keySet().removeIf(program -> schema.equals(program.name().schema()));
    }

    /** A table is gone, or another one is in its place. */
    void dropped(ObjectName table) {
        moves.add(new Move(table, null));
        ofTables.forEach((trigger, of) -> {
            if (same(of, table)) {
                known.put(trigger, false);
            }
        });
        ofTables.values().removeIf(of -> same(of, table));
    }

    /** A table has another name. */
    void moved(ObjectName from, ObjectName to) {
        moves.add(new Move(from, to));
        ofTables.replaceAll((trigger, of) -> same(of, from) ? to : of);
    }

    /** Whether a table has triggers by now. */
    boolean hasTriggers(ObjectName table) {
        ObjectName first = table;
        for (int i = moves.size() - 1; i >= 0 && first != null; i--) {
            Move move = moves.get(i);
            ObjectName to = move.to();
            if (to != null && same(to, first)) {
                first = move.from();
            } else if (same(move.from(), first)) {
                // The server's went from there: this one is the plan's.
                first = null;
            }
        }
        return ofTables.values().stream().anyMatch(of -> same(of, table))
                || (first != null
                        && !emptied.contains(String.valueOf(first.schema()))
                        && isThere(facts, others(first)));
    }

    /** Triggers of a table that are on the server and have not been spoken of. */
    private String others(ObjectName table) {
        StringJoiner names = new StringJoiner(", ", " AND TRIGGER_NAME NOT IN (", ")");
        names.setEmptyValue("");
        known.keySet().stream()
                .filter(program -> program.type().equals("TRIGGER"))
                .forEach(program -> names.add(text(program.name().name())));
        return "TRIGGERS WHERE EVENT_OBJECT_SCHEMA = " + text(table.schema()) + " AND EVENT_OBJECT_TABLE = "
                + text(table.name()) + names;
    }

    /** As servers differ in whether the case of a table's name counts, it does not here. */
    private static boolean same(ObjectName one, ObjectName other) {
        return one.toString().equalsIgnoreCase(other.toString());
    }

    /** What a statement runs into; null where it is nothing. */
    @Nullable
    Collision look(StatementFact fact) {
        if (fact instanceof RoutineFact.CreateRoutine create) {
            return made(
                    new Program(create.type().words(), create.routine().name()),
                    create.guard() != null || create.orReplace());
        } else if (fact instanceof RoutineFact.DropRoutine drop) {
            return gone(new Program(drop.type().words(), drop.routine().name()), drop.guard() != null);
        } else if (fact instanceof TriggerFact.CreateTrigger create) {
            return trigger(create);
        } else if (fact instanceof TriggerFact.DropTrigger drop) {
            return gone(new Program("TRIGGER", drop.trigger().name()), drop.guard() != null);
        } else if (fact instanceof EventFact.CreateEvent create) {
            return made(new Program("EVENT", create.event().name()), create.guard() != null || create.orReplace());
        } else if (fact instanceof EventFact.DropEvent drop) {
            return gone(new Program("EVENT", drop.event().name()), drop.guard() != null);
        }
        return null;
    }

    private @Nullable Collision trigger(TriggerFact.CreateTrigger create) {
        Program trigger = new Program("TRIGGER", create.trigger().name());
        boolean stays = create.guard() != null && trigger.name().schema() != null && isThere(trigger);
        if (stays) {
            return null;
        }
        ofTables.put(trigger, create.table().name());
        return made(trigger, create.guard() != null || create.orReplace());
    }

    private @Nullable Collision made(Program program, boolean guarded) {
        boolean collides = program.name().schema() != null && isThere(program) && !guarded;
        known.put(program, true);
        return collides ? new Collision(program.name(), true) : null;
    }

    private @Nullable Collision gone(Program program, boolean guarded) {
        boolean collides = program.name().schema() != null && !isThere(program) && !guarded;
        known.put(program, false);
        ofTables.remove(program);
        return collides ? new Collision(program.name(), false) : null;
    }

    private boolean isThere(Program program) {
        Boolean planned = known.get(program);
        if (planned != null) {
            return planned;
        }
        if (emptied.contains(String.valueOf(program.name().schema()))) {
            return false;
        }
        return program.type().equals("TRIGGER") ? isTriggerThere(program) : isThere(facts, where(program));
    }

    /** Whether the server has it, on a table that is still there. */
    private boolean isTriggerThere(Program trigger) {
        Target.QueryAnswer answer = facts.query(
                "SELECT EVENT_OBJECT_TABLE FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = "
                        + text(trigger.name().schema()) + " AND TRIGGER_NAME = "
                        + text(trigger.name().name()),
                null);
        ObjectName table = answer instanceof Target.QueryAnswer.Text text
                ? new ObjectName(trigger.name().schema(), text.value())
                : null;
        for (Move move : moves) {
            table = table != null && same(table, move.from()) ? move.to() : table;
        }
        if (table != null) {
            ofTables.put(trigger, table);
        }
        known.put(trigger, table != null);
        return table != null;
    }

    private String where(Program program) {
        String schema = text(program.name().schema());
        String name = text(program.name().name());
        return switch (program.type()) {
            case "EVENT" -> "EVENTS WHERE EVENT_SCHEMA = " + schema + " AND EVENT_NAME = " + name;
            default ->
                "ROUTINES WHERE ROUTINE_SCHEMA = " + schema + " AND ROUTINE_TYPE = " + text(program.type())
                        + " AND ROUTINE_NAME = " + name;
        };
    }

    /** Whether the information schema has such a row. */
    static boolean isThere(Target.Facts facts, String where) {
        Target.QueryAnswer answer = facts.query("SELECT COUNT(*) FROM information_schema." + where, null);
        return answer instanceof Target.QueryAnswer.Numeric number
                && number.value().signum() > 0;
    }

    /** A text in SQL, whatever is in it. */
    static String text(@Nullable String value) {
        byte[] bytes = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
        return "CONVERT(X'" + HexFormat.of().formatHex(bytes) + "' USING utf8mb4)";
    }
}
