package org.lupomig.store.target;

import java.time.Duration;
import java.util.Set;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
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

    static void remove(Set<ObjectName> sequences, Duration age, MariaDbServer server) {
        try (ServerConnection connection = server.open(SessionSettings.UNDO)) {
            long up = connection.one(
                    "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'UPTIME'",
                    (row, ctx) -> row.getLong(1));
            if (Duration.ofSeconds(up).compareTo(age.plus(MARGIN)) > 0) {
                return;
            }
            for (ObjectName sequence : sequences) {
                boolean there = connection.first(
                                "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?"
                                        + " AND TABLE_TYPE = 'SEQUENCE'",
                                (row, ctx) -> 1,
                                sequence.schema(),
                                sequence.name())
                        != null;
                if (there) {
                    connection.update("DROP SEQUENCE IF EXISTS " + SqlQuoting.identifier(sequence));
                }
            }
        }
    }
}
