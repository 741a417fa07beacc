package org.lupomig.orchestrator.run;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
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

/** Which routines, triggers and events there would be, statement by statement. A trigger goes with its table. */
final class PlannedPrograms {
    private final Target.Facts facts;
    private final Map<Program, Boolean> known = new HashMap<>();
    /** The tables of triggers that the plan makes. */
    private final Map<Program, ObjectName> ofTables = new HashMap<>();

    private final Set<ObjectName> dropped = new HashSet<>();
    private final Set<String> emptied = new HashSet<>();

    PlannedPrograms(Target.Facts facts) {
        this.facts = facts;
    }

    private record Program(String type, ObjectName name) {}

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
        dropped.add(table);
        ofTables.forEach((trigger, of) -> {
            if (of.equals(table)) {
                known.put(trigger, false);
            }
        });
        ofTables.values().removeIf(table::equals);
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
        return planned != null
                ? planned
                : !emptied.contains(String.valueOf(program.name().schema())) && isThere(facts, where(program));
    }

    private String where(Program program) {
        String schema = text(program.name().schema());
        String name = text(program.name().name());
        return switch (program.type()) {
            case "TRIGGER" ->
                "TRIGGERS WHERE TRIGGER_SCHEMA = " + schema + " AND TRIGGER_NAME = " + name
                        + stays(program.name().schema());
            case "EVENT" -> "EVENTS WHERE EVENT_SCHEMA = " + schema + " AND EVENT_NAME = " + name;
            default ->
                "ROUTINES WHERE ROUTINE_SCHEMA = " + schema + " AND ROUTINE_TYPE = " + text(program.type())
                        + " AND ROUTINE_NAME = " + name;
        };
    }

    /** That a trigger's table is none of those that are gone. */
    private String stays(@Nullable String schema) {
        StringJoiner names = new StringJoiner(", ", " AND EVENT_OBJECT_TABLE NOT IN (", ")");
        names.setEmptyValue("");
        for (ObjectName table : dropped) {
            if (table.schema() != null && table.schema().equals(schema)) {
                names.add(text(table.name()));
            }
        }
        return names.toString();
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
