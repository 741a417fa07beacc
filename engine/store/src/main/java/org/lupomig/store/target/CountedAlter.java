package org.lupomig.store.target;

import java.util.List;
import java.util.function.Supplier;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetSession.CountedOutcome;
import org.lupomig.store.connect.ServerConnection;

/**
 * Changes a table between two counts of its rows, under a write lock that keeps everybody else out from the first to
 * the second.
 *
 * <p>Where the account may not lock, or the statement names other tables too, it is done without: then what somebody
 * writes in the moment between count and change is taken for ours.
 */
final class CountedAlter {
    /** Of no table: no rows have this checksum. */
    static final RowDigest UNKNOWN = new RowDigest(-1, -1);

    private final ServerConnection connection;
    private final ObjectName table;
    private final Runnable unbounded;

    /**
     * Over a session's connection.
     *
     * @param unbounded lets statements take as long as they take, for the counts
     */
    CountedAlter(ServerConnection connection, ObjectName table, Runnable unbounded) {
        this.connection = connection;
        this.table = table;
        this.unbounded = unbounded;
    }

    /** A refused lock is thrown, and has had no effect. */
    CountedOutcome send(Supplier<StatementOutcome> alter) {
        return TableLock.held(
                connection, table, () -> counted(alter), () -> amongOthers(counted(alter)), CountedOutcome::outcome);
    }

    /** The same, but that only what it left is counted, and is not known where others could write in between. */
    CountedOutcome sendAlone(Supplier<StatementOutcome> alter) {
        return TableLock.held(
                connection,
                table,
                () -> counted(UNKNOWN, alter),
                () -> new CountedOutcome(alter.get(), UNKNOWN, null),
                CountedOutcome::outcome);
    }

    /**
     * The same onto just these rows, and under a lock that has to be had: a refused one is thrown, and where the rows
     * are others, nothing is sent.
     */
    CountedOutcome sendOnto(RowDigest all, Supplier<StatementOutcome> alter) {
        return TableLock.needed(connection, List.of(table), List.of(), () -> {
            unbounded.run();
            RowDigest before = Digests.of(connection, table);
            return before.equals(all)
                    ? counted(before, alter)
                    : new CountedOutcome(new StatementOutcome.Refused(0, "HY000", UnfitLook.MOVED), before, null);
        });
    }

    private static CountedOutcome amongOthers(CountedOutcome counted) {
        return new CountedOutcome(counted.outcome(), counted.before(), counted.after(), false, null);
    }

    private CountedOutcome counted(Supplier<StatementOutcome> alter) {
        unbounded.run();
        return counted(Digests.of(connection, table), alter);
    }

    private CountedOutcome counted(RowDigest before, Supplier<StatementOutcome> alter) {
        StatementOutcome outcome = alter.get();
        if (!(outcome instanceof StatementOutcome.Accepted)) {
            return new CountedOutcome(outcome, before, null);
        }
        unbounded.run();
        return new CountedOutcome(outcome, before, Digests.of(connection, table));
    }
}
