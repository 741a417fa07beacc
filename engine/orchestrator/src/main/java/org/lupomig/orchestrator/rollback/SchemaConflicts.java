package org.lupomig.orchestrator.rollback;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.evidence.Discard;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.TargetSession;

/** What others have put into schemas that a batch made. */
final class SchemaConflicts {
    private final TargetSession session;
    private final GoneBefore before;
    private final DiscardWays ways;

    SchemaConflicts(TargetSession session, GoneBefore before, DiscardWays ways) {
        this.session = session;
        this.before = before;
        this.ways = ways;
    }

    /**
     * Adds what is in one that is not the batch's.
     *
     * @param tables as the batch left them
     * @param others what is no table, as it left it
     */
    void find(String schema, Map<ObjectName, ObjectState> tables, LastSeen others, List<Conflict> conflicts) {
        if (!(describe(schema) instanceof SchemaState.Present present)) {
            conflicts.add(Conflict.of("schema " + schema, "it is gone"));
            return;
        }
        for (String content : present.contents()) {
            boolean own = goesBefore(schema, content)
                    || tables.entrySet().stream()
                            .anyMatch(seen -> seen.getValue() instanceof ObjectState.Present there
                                    && schema.equals(seen.getKey().schema())
                                    && content.equals(
                                            word(there) + " " + seen.getKey().name()))
                    || others.present().stream().anyMatch(seen -> is(seen, schema, content));
            if (!own) {
                conflicts.add(Conflict.of("schema " + schema, "it has " + content, stranger(schema, content)));
            }
        }
    }

    /** One as it will be when what goes before has gone back. */
    SchemaState describe(String schema) {
        SchemaState back = before.found().schemas().get(schema);
        return back == null ? session.describeSchema(schema) : back;
    }

    /** Whether something in a schema will be gone when batches have gone back that go before this one. */
    private boolean goesBefore(String schema, String content) {
        return before.found().objects().entrySet().stream()
                        .anyMatch(entry -> entry.getValue().absent()
                                && schema.equals(entry.getKey().schema())
                                && content.substring(content.indexOf(' ') + 1)
                                        .equals(entry.getKey().name()))
                || before.found().others().entrySet().stream()
                        .anyMatch(entry -> entry.getValue().absent() && is(entry.getKey(), schema, content));
    }

    private static boolean is(ServerObject object, String schema, String content) {
        String named = object.kind().words() + " " + object.name().name();
        return schema.equals(object.schema())
                && content.toLowerCase(Locale.ROOT).equals(named.toLowerCase(Locale.ROOT));
    }

    /** How something that others put into a schema of the batch can go out of its way; none: it cannot. */
    private List<Discard> stranger(String schema, String content) {
        String word = "table ";
        if (!content.startsWith(word)) {
            return List.of();
        }
        ObjectName table = new ObjectName(schema, content.substring(word.length()));
        return ways.ofStranger(table, session.describe(table));
    }

    /** As what a schema names it among its contents. */
    private static String word(ObjectState.Present there) {
        return switch (there.kind()) {
            case "BASE TABLE", "SYSTEM VERSIONED" -> "table";
            default -> there.kind().toLowerCase(Locale.ROOT);
        };
    }
}
