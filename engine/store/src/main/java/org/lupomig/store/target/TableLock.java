package org.lupomig.store.target;

import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * A write lock that keeps everybody else out of a table from a look at it to the statement that changes it.
 *
 * <p>Where the account may not lock, or the statement names other tables too, it is done without.
 */
final class TableLock {
    private TableLock() {}

    /** Does something under the lock. A refused lock is thrown, and has had no effect. */
    static <T> T held(
            ServerConnection connection, ObjectName table, Supplier<T> work, Function<T, StatementOutcome> outcome) {
        return held(connection, table, work, work, outcome);
    }

    /**
     * The same.
     *
     * @param without what is done where the lock cannot be had for it
     */
    static <T> T held(
            ServerConnection connection,
            ObjectName table,
            Supplier<T> work,
            Supplier<T> without,
            Function<T, StatementOutcome> outcome) {
        if (!take(connection, table)) {
            return without.get();
        }
        T locked;
        try {
            locked = work.get();
        } finally {
            if (!connection.closed()) {
                connection.update("UNLOCK TABLES");
            }
        }
        return outcome.apply(locked) instanceof StatementOutcome.Refused refused
                        && refused.code() == ServerError.NOT_LOCKED
                ? without.get()
                : locked;
    }

    /**
     * Does something under locks that have to be had: a refused one is thrown, and has had no effect.
     *
     * @param read tables that are only read
     */
    static <T> T needed(ServerConnection connection, List<ObjectName> write, List<ObjectName> read, Supplier<T> work) {
        StringJoiner locks = new StringJoiner(", ");
        write.forEach(table -> locks.add(SqlQuoting.identifier(table) + " WRITE"));
        read.forEach(table -> locks.add(SqlQuoting.identifier(table) + " READ"));
        connection.update("LOCK TABLES " + locks);
        try {
            return work.get();
        } finally {
            if (!connection.closed()) {
                connection.update("UNLOCK TABLES");
            }
        }
    }

    private static boolean take(ServerConnection connection, ObjectName table) {
        try {
            connection.update("LOCK TABLES " + SqlQuoting.identifier(table) + " WRITE");
            return true;
        } catch (ServerRefused e) {
            return switch (e.code()) {
                case ServerError.SCHEMA_DENIED, ServerError.TABLE_DENIED -> false;
                default -> throw e;
            };
        }
    }
}
