package org.lupomig.store.target;

import java.util.List;
import java.util.function.Supplier;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation.AlterKeeping;
import org.lupomig.orchestrator.port.TargetSession.CountedOutcome;
import org.lupomig.store.connect.ServerConnection;

/**
 * Sends an ALTER that loses values, with a copy of these before it, under one lock: nobody changes any in between. The
 * copy is durable before the ALTER begins.
 */
final class KeepingAlter {
    private final ServerConnection connection;
    private final AlterKeeping alter;
    private final Runnable unbounded;

    /**
     * Over a session's connection.
     *
     * @param unbounded lets statements take as long as they take
     */
    KeepingAlter(ServerConnection connection, AlterKeeping alter, Runnable unbounded) {
        this.connection = connection;
        this.alter = alter;
        this.unbounded = unbounded;
    }

    /**
     * Sends it. A refused lock is thrown, and has had no effect.
     *
     * @param allRows whether all rows are counted, before and after; else what is left of the values
     */
    CountedOutcome send(boolean allRows, Supplier<StatementOutcome> send) {
        return TableLock.needed(
                connection, List.of(alter.table(), alter.kept().image()), alter.beside(), () -> locked(allRows, send));
    }

    private CountedOutcome locked(boolean allRows, Supplier<StatementOutcome> send) {
        KeptSql sql = new KeptSql(alter.table(), alter.kept());
        unbounded.run();
        RowDigest before = allRows ? Digests.of(connection, alter.table()) : CountedAlter.UNKNOWN;
        connection.update(sql.clear());
        StatementOutcome filled = Answer.to(sql.fill(ImageColumn.of(alter.kept().image(), connection)), connection);
        if (!(filled instanceof StatementOutcome.Accepted)) {
            return new CountedOutcome(filled, before, null);
        }
        StatementOutcome outcome = new UnfitLook(connection, unbounded).send(alter, send);
        if (!(outcome instanceof StatementOutcome.Accepted)) {
            return new CountedOutcome(outcome, before, null);
        }
        unbounded.run();
        RowDigest after = allRows
                ? Digests.of(connection, alter.table())
                : alter.kept().leavesAny() ? KeptValues.left(connection, alter.table(), alter.kept()) : null;
        return new CountedOutcome(outcome, before, after);
    }
}
