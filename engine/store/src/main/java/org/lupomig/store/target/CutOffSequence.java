package org.lupomig.store.target;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;
import org.lupomig.store.connect.SessionSettings;

/**
 * A sequence that has no row. {@code CREATE SEQUENCE} is answered before the row is written down: a server that dies
 * just then finds the table without it. To open that is "Can't find record", and a lock is left behind, over which the
 * server ends itself with the next question of anybody ({@code trx_locks == 0}; seen with 10.11.19 and 11.4.5). Neither
 * the type in {@code information_schema.TABLES} nor {@code DROP SEQUENCE} opens it.
 */
final class CutOffSequence {
    /** Whoever says how long ago something was has heard of it a little later, and reads another clock. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private CutOffSequence() {}

    static void remove(Map<ObjectName, Set<String>> sequences, Duration age, MariaDbServer server) {
        try (ServerConnection connection = server.open(SessionSettings.UNDO)) {
            long up = connection.one(
                    "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'UPTIME'",
                    (row, ctx) -> row.getLong(1));
            if (Duration.ofSeconds(up).compareTo(age.plus(MARGIN)) > 0) {
                return;
            }
            for (Map.Entry<ObjectName, Set<String>> before : sequences.entrySet()) {
                ObjectName sequence = before.getKey();
                boolean there = connection.first(
                                "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?"
                                        + " AND TABLE_TYPE = 'SEQUENCE'",
                                (row, ctx) -> 1,
                                sequence.schema(),
                                sequence.name())
                        != null;
                if (there && !isFromBefore(connection, sequence, before.getValue())) {
                    connection.update("DROP SEQUENCE IF EXISTS " + SqlQuoting.identifier(sequence));
                }
            }
        }
    }

    /** Whether it is the one that was to be replaced, which has its row. */
    private static boolean isFromBefore(ServerConnection connection, ObjectName sequence, Set<String> before) {
        String table = before.isEmpty() ? null : table(connection, sequence);
        return table != null && before.contains(table);
    }

    /** The number of the table that holds a sequence, which is not opened for that; null where nobody says it. */
    static @Nullable String table(ServerConnection reader, ObjectName sequence) {
        String schema = Catalogue.schemaOf(sequence);
        try {
            return reader.first(
                    "SELECT CAST(TABLE_ID AS CHAR) FROM information_schema.INNODB_SYS_TABLES"
                            + " WHERE CAST(NAME AS BINARY) = " + Catalogue.INNODB_NAME,
                    (row, ctx) -> row.getString(1),
                    schema,
                    schema,
                    sequence.name(),
                    sequence.name());
        } catch (ServerRefused e) {
            if (e.code() == ServerError.RIGHT_MISSING) {
                return null;
            }
            throw e;
        }
    }
}
