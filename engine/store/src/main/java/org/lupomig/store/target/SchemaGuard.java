package org.lupomig.store.target;

import java.util.List;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * A table of ours in a schema that is about to go, by which its removal is held up until it was looked at. One that a
 * command left when it was killed is known by its comment, and does not count as something in the schema.
 */
final class SchemaGuard {
    private static final String NAME = "lupomig_guard";
    private static final String COMMENT = "keeps others out while this schema is dropped; may be dropped itself";

    private final String table;

    SchemaGuard(String schema) {
        this.table = SqlQuoting.identifier(new ObjectName(schema, NAME));
    }

    /** Makes it; false where the account may not. */
    boolean make(ServerConnection connection) {
        try {
            connection.update("CREATE TABLE IF NOT EXISTS " + table + " (guard INT) COMMENT = '" + COMMENT + "'");
            return true;
        } catch (ServerRefused e) {
            return switch (e.code()) {
                case ServerError.SCHEMA_DENIED, ServerError.TABLE_DENIED -> false;
                default -> throw e;
            };
        }
    }

    /** Takes it away, where that can be done: what is left of it counts for nothing. */
    void drop(ServerConnection connection) {
        try {
            connection.update(dropping());
        } catch (ServerRefused e) {
            // the next removal finds it, and goes on
        }
    }

    private String dropping() {
        return "DROP TABLE IF EXISTS " + table;
    }

    /**
     * A query that nobody can drop the table under while it runs. It goes on for a while when its client is gone:
     * longer than a removal that waits for it, which then ends without having dropped anything. A sleep looks after its
     * client every five seconds, which is as long as the removal waits: one that is shorter, before it, never looks.
     */
    String hold(int seconds) {
        return "SELECT (SELECT COUNT(*) FROM " + table + "), SLEEP(4) + SLEEP(" + seconds + ")";
    }

    /** Gives a schema that still has a guard its options again, and takes that away; nothing where it has none. */
    static StatementOutcome released(ServerConnection connection, String schema, String options) {
        if (!isThere(connection, schema)) {
            return new StatementOutcome.Accepted(0, List.of());
        }
        StatementOutcome outcome = Answer.to(options, connection);
        if (outcome instanceof StatementOutcome.Accepted) {
            StatementOutcome gone = Answer.to(new SchemaGuard(schema).dropping(), connection);
            // refused for good it stays, and counts for nothing; what waits is tried again
            return gone instanceof StatementOutcome.Refused ? outcome : gone;
        }
        return outcome;
    }

    /** Takes a guard out of what is in a schema. */
    static void leaveOut(ServerConnection reader, String schema, List<String> contents) {
        String content = "table " + NAME;
        if (contents.contains(content) && isThere(reader, schema)) {
            contents.remove(content);
        }
    }

    private static boolean isThere(ServerConnection reader, String schema) {
        return reader.one(
                "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?"
                        + " AND TABLE_COMMENT = ?",
                (row, ctx) -> row.getInt(1) == 1,
                schema,
                NAME,
                COMMENT);
    }
}
