package org.lupomig.store.target;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation.DropUntouched;
import org.lupomig.store.connect.ServerConnection;

/**
 * Drops a table under a write lock under which it is seen to be as it should be. Whoever waits for the table meanwhile
 * is told that there is none, as after any drop; transactions that had read or changed it have ended, or it would not
 * be locked.
 *
 * <p>A kill before the drop has changed nothing: the lock goes with the session. What comes after it only gives the
 * lock back.
 */
final class UntouchedDrop {
    private final ServerConnection connection;
    private final DropUntouched drop;
    private final Catalogue catalogue;
    private final Runnable unbounded;

    /**
     * Over a session's connection.
     *
     * @param catalogue to look at the table under the lock
     * @param unbounded lets the look take as long as it takes
     */
    UntouchedDrop(ServerConnection connection, DropUntouched drop, Catalogue catalogue, Runnable unbounded) {
        this.connection = connection;
        this.drop = drop;
        this.catalogue = catalogue;
        this.unbounded = unbounded;
    }

    /** Looks and sends. A refused lock is thrown, and has had no effect. */
    StatementOutcome send(Supplier<StatementOutcome> send) {
        return TableLock.needed(connection, List.of(drop.table()), List.of(), () -> {
            unbounded.run();
            String difference = difference();
            return difference == null ? send.get() : StatementOutcome.Refused.overtaken(drop.table() + difference);
        });
    }

    /**
     * Whether it is not made as it should be.
     *
     * @param live how it is made; null where it is not there
     */
    static boolean isOther(@Nullable String live, DropUntouched drop) {
        return live == null
                || !KeepingAlter.withoutCounter(live).equals(KeepingAlter.withoutCounter(drop.definition()));
    }

    private @Nullable String difference() {
        ObjectName table = drop.table();
        if (isOther(catalogue.definition(table), drop)) {
            return " has another definition now";
        }
        RowDigest rows = drop.rows();
        boolean none = rows == null || rows.rows() == 0;
        String found = connection.one(
                "SELECT (SELECT COUNT(*) FROM information_schema.TRIGGERS"
                        + " WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?), "
                        + (none ? "EXISTS (SELECT 1 FROM " + SqlQuoting.identifier(table) + ")" : "0"),
                (row, ctx) -> row.getInt(1) > 0 ? " has a trigger now" : row.getInt(2) > 0 ? " has rows now" : "",
                Catalogue.schemaOf(table),
                table.name());
        if (!found.isEmpty()) {
            return found;
        }
        return none || Digests.of(connection, table).equals(rows) ? null : " has other rows now";
    }
}
