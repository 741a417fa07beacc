package org.lupomig.store.target;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.store.connect.ServerConnection;

/** Sends a statement on a sequence while nobody draws from it, and not where somebody has since it was looked at. */
final class SequenceLock {
    /** Why it is not sent. */
    static final String DRAWN = "numbers were drawn from it just now";

    private SequenceLock() {}

    /**
     * Looks and sends under one lock. A refused lock is thrown, and has had no effect.
     *
     * @param next what it gave next when it was looked at
     */
    static StatementOutcome held(
            ServerConnection connection, ObjectName sequence, @Nullable String next, Supplier<StatementOutcome> send) {
        return TableLock.needed(connection, List.of(sequence), List.of(), () -> {
            if (!next(connection, sequence).equals(next)) {
                return StatementOutcome.Refused.overtaken(DRAWN);
            }
            StatementOutcome outcome = send.get();
            return outcome instanceof StatementOutcome.Accepted accepted
                    ? new StatementOutcome.Accepted(
                            accepted.affected(), accepted.warnings(), nextOrNull(connection, sequence))
                    : outcome;
        });
    }

    private static String next(ServerConnection connection, ObjectName sequence) {
        return connection.one(
                "SELECT next_not_cached_value FROM " + SqlQuoting.identifier(sequence), (row, ctx) -> row.getString(1));
    }

    private static @Nullable String nextOrNull(ServerConnection connection, ObjectName sequence) {
        try {
            return next(connection, sequence);
        } catch (ServerRefused e) {
            return null; // it was dropped
        }
    }
}
