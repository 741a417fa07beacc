package org.lupomig.store.target;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation.RestoreObject;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * Puts rows back into tables whose triggers must not fire for it: these are away for that time, under a write lock, so
 * that nobody else's rows miss them. An account that may not lock does without: what others write in that time does not
 * fire them.
 *
 * <p>The lock ends with the session. Where that ends in between, triggers are missing until the undo goes on.
 */
final class QuietTables {
    private final ServerConnection connection;
    private final List<RestoreObject> triggers;

    /**
     * Over a session's connection.
     *
     * @param triggers in the order in which they are made again
     */
    QuietTables(ServerConnection connection, List<RestoreObject> triggers) {
        this.connection = connection;
        this.triggers = List.copyOf(triggers);
    }

    /**
     * Puts rows back.
     *
     * @param transaction does something in one
     */
    StatementOutcome send(RowReturn rows, Function<Supplier<StatementOutcome>, StatementOutcome> transaction) {
        RowReturn.State[] state = new RowReturn.State[1];
        StatementOutcome looked = transaction.apply(() -> {
            state[0] = rows.state();
            // it says why it will not
            return state[0] == RowReturn.State.MOVED || state[0] == RowReturn.State.LOST
                    ? rows.send()
                    : new StatementOutcome.Accepted(0, List.of());
        });
        if (!(looked instanceof StatementOutcome.Accepted)) {
            StatementOutcome made = again();
            return made instanceof StatementOutcome.Accepted ? looked : made;
        } else if (state[0] == RowReturn.State.AS_BEFORE) {
            return again();
        }
        return lock(rows.locks()) ? underLock(rows) : without(() -> transaction.apply(rows::send));
    }

    private StatementOutcome underLock(RowReturn rows) {
        try {
            // over before the triggers' CREATE, which would commit what there is of it
            return without(() -> LockedTransaction.within(
                    connection, rows::send, outcome -> outcome instanceof StatementOutcome.Accepted));
        } finally {
            if (!connection.closed()) {
                connection.update("UNLOCK TABLES");
                connection.update("SET autocommit = 1");
            }
        }
    }

    private boolean lock(Set<String> tables) {
        connection.update("SET autocommit = 0");
        try {
            connection.update("LOCK TABLES " + String.join(", ", tables));
            return true;
        } catch (ServerRefused e) {
            connection.update("SET autocommit = 1");
            return switch (e.code()) {
                case ServerError.SCHEMA_DENIED, ServerError.TABLE_DENIED -> false;
                default -> throw e;
            };
        }
    }

    private StatementOutcome without(Supplier<StatementOutcome> work) {
        StatementOutcome outcome;
        try {
            for (RestoreObject trigger : triggers) {
                connection.update("DROP TRIGGER IF EXISTS "
                        + SqlQuoting.identifier(trigger.object().name()));
            }
            outcome = work.get();
        } catch (ServerRefused e) {
            again();
            throw e;
        } catch (ConnectionLost e) {
            // what is not known is only what became of the rows
            if (!connection.closed()) {
                again();
            }
            throw e;
        }
        StatementOutcome made = again();
        return made instanceof StatementOutcome.Accepted ? outcome : made;
    }

    /** Makes those again that are missing, each behind those before it. */
    private StatementOutcome again() {
        StatementOutcome made = new StatementOutcome.Accepted(0, List.of());
        for (RestoreObject trigger : triggers) {
            if (made instanceof StatementOutcome.Accepted && missing(trigger)) {
                made = new ObjectRestore(connection).sendPlain(trigger);
            }
        }
        return made;
    }

    private boolean missing(RestoreObject trigger) {
        return connection.one(
                "SELECT COUNT(*) = 0 FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ? AND TRIGGER_NAME = ?"
                        // the catalogue does not tell them apart by case, where the server does
                        + " AND (@@lower_case_table_names <> 0 OR TRIGGER_NAME = BINARY ?)",
                (row, ctx) -> row.getBoolean(1),
                trigger.object().schema(),
                trigger.object().name().name(),
                trigger.object().name().name());
    }
}
