package org.lupomig.store.target;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.UnfitRows;
import org.lupomig.orchestrator.port.FoundUnfit;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.LaterChange;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.SomeRows;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation.AlterBack;
import org.lupomig.orchestrator.port.TargetOperation.Altering;
import org.lupomig.orchestrator.port.TargetSession.FoundValues;
import org.lupomig.orchestrator.port.TargetSession.OwnValues;
import org.lupomig.store.connect.ServerConnection;

/** Looks for rows that would not come through an ALTER as they are, and sends it only where there are none. */
final class UnfitLook {
    /** Why a statement is not sent that goes by the digest of all rows. */
    static final String MOVED = "somebody has changed its rows just now";

    private final ServerConnection connection;
    private final Runnable unbounded;

    /**
     * Over a session's connection.
     *
     * @param unbounded lets the look take as long as it takes
     */
    UnfitLook(ServerConnection connection, Runnable unbounded) {
        this.connection = connection;
        this.unbounded = unbounded;
    }

    /** Looks and sends under one lock. */
    StatementOutcome locked(Altering alter, Supplier<StatementOutcome> send) {
        KeptColumns aside = alter instanceof AlterBack columns ? columns.aside() : null;
        if (aside != null) {
            return TableLock.needed(
                    connection, List.of(alter.table(), aside.image()), List.of(), () -> copied(alter, aside, send));
        }
        if (alter instanceof AlterBack back && back.refers() && !back.keys().isEmpty()) {
            KeysLook keys = new KeysLook(connection, back.table(), back.keys());
            unbounded.run();
            Supplier<StatementOutcome> held = () -> sendHeld(back, send);
            return KeysLook.judges(back.keys()) ? keys.locked(held) : keys.told(locked(back, back.all(), send));
        }
        return locked(alter, alter instanceof AlterBack back ? back.all() : null, send);
    }

    /** Copies what goes, and sends: where values do not fit, nothing goes, and nothing is copied. */
    private StatementOutcome copied(Altering alter, KeptColumns aside, Supplier<StatementOutcome> send) {
        String unfit = unfit(alter);
        if (unfit != null) {
            return new StatementOutcome.Refused(0, "HY000", unfit);
        }
        unbounded.run();
        StatementOutcome refused = AsideCopy.fill(connection, alter.table(), aside);
        return refused == null ? sendUnwritten(alter, send) : refused;
    }

    private StatementOutcome sendHeld(AlterBack back, Supplier<StatementOutcome> send) {
        unbounded.run();
        return back.all() == null || back.all().equals(Digests.of(connection, back.table()))
                ? send(back, send)
                : new StatementOutcome.Refused(0, "HY000", MOVED);
    }

    private StatementOutcome locked(Altering alter, @Nullable RowDigest all, Supplier<StatementOutcome> send) {
        if (all != null) {
            return TableLock.needed(connection, List.of(alter.table()), List.of(), () -> {
                unbounded.run();
                if (!all.equals(Digests.of(connection, alter.table()))) {
                    return new StatementOutcome.Refused(0, "HY000", MOVED);
                }
                // All rows are as they were left: no column has anything else in it than then.
                String unfit = unfit(alter);
                return unfit == null ? send.get() : new StatementOutcome.Refused(0, "HY000", unfit);
            });
        }
        return alter.unfit().isEmpty() && alter.added().isEmpty()
                ? send.get()
                : TableLock.held(connection, alter.table(), () -> send(alter, send), outcome -> outcome);
    }

    /** Looks and sends under whatever lock is held. */
    StatementOutcome send(Altering alter, Supplier<StatementOutcome> send) {
        String unfit = unfit(alter);
        return unfit == null ? sendUnwritten(alter, send) : new StatementOutcome.Refused(0, "HY000", unfit);
    }

    /** Sends where nobody has written into the columns that are to be as they were added. */
    private StatementOutcome sendUnwritten(Altering alter, Supplier<StatementOutcome> send) {
        String why = null;
        for (String column : alter.added()) {
            unbounded.run();
            why = why == null ? new ColumnValues(connection).lost(alter.table(), column) : why;
        }
        return why == null ? send.get() : new StatementOutcome.Refused(0, "HY000", why);
    }

    private @Nullable String unfit(Altering alter) {
        for (UnfitRows rows : alter.unfit()) {
            unbounded.run();
            String found = found(connection, alter.table(), rows);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Whether there is such a row, as far as the server says. */
    static FoundUnfit in(ServerConnection reader, ObjectName table, UnfitRows rows, List<LaterChange> since) {
        try {
            String found = since.isEmpty()
                    ? found(reader, table, rows)
                    : new EarlierRows(table, since, reader).unfit(rows, reader);
            return found == null ? new FoundUnfit(OwnValues.NONE, "") : new FoundUnfit(OwnValues.SOME, found);
        } catch (ServerRefused e) {
            return new FoundUnfit(OwnValues.UNSEEN, "");
        }
    }

    /** Which rows meet a condition, as far as the server says. */
    static FoundValues meeting(ServerConnection reader, ObjectName table, String condition) {
        String those = " FROM " + SqlQuoting.identifier(table) + " WHERE " + condition;
        try {
            SomeRows rows = RowKeys.of(ImageColumn.ofKey(table, reader), what -> "SELECT " + what + those, reader);
            return new FoundValues(rows.rows() == 0 ? OwnValues.NONE : OwnValues.SOME, rows);
        } catch (ServerRefused e) {
            return FoundValues.of(OwnValues.UNSEEN);
        }
    }

    private static @Nullable String found(ServerConnection connection, ObjectName table, UnfitRows rows) {
        UnfitRows.Unique unique = rows.unique();
        if (unique != null) {
            return DoubleValues.in(table, rows, unique, connection);
        }
        return any(connection, table, rows.condition()) ? rows.why() : null;
    }

    private static boolean any(ServerConnection connection, ObjectName table, String condition) {
        return connection.first(
                        "SELECT 1 FROM " + SqlQuoting.identifier(table) + " WHERE " + condition + " LIMIT 1",
                        (rows, ctx) -> 1)
                != null;
    }
}
