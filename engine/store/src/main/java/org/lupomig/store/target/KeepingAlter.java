package org.lupomig.store.target;

import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.lupomig.orchestrator.port.ObjectState;
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
    private final Catalogue catalogue;
    private final Runnable unbounded;
    private final LongConsumer copied;

    /**
     * Over a session's connection.
     *
     * @param catalogue to look at the table under the lock
     * @param unbounded lets statements take as long as they take
     * @param copied is told of how many rows values are kept, when the copy is durable
     */
    KeepingAlter(
            ServerConnection connection,
            AlterKeeping alter,
            Catalogue catalogue,
            Runnable unbounded,
            LongConsumer copied) {
        this.connection = connection;
        this.alter = alter;
        this.catalogue = catalogue;
        this.unbounded = unbounded;
        this.copied = copied;
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
        if (!(catalogue.describe(alter.table()) instanceof ObjectState.Present live)
                || !withoutCounter(live.definition()).equals(withoutCounter(alter.definition()))) {
            // the image has the columns that the table had
            return new CountedOutcome(
                    StatementOutcome.Refused.overtaken(alter.table() + " has another definition now"),
                    CountedAlter.UNKNOWN,
                    null);
        }
        KeptSql sql = new KeptSql(alter.table(), alter.kept());
        unbounded.run();
        RowDigest before = allRows ? Digests.of(connection, alter.table()) : CountedAlter.UNKNOWN;
        connection.update(sql.clear());
        StatementOutcome filled = Answer.to(sql.fill(ImageColumn.of(alter.kept().image(), connection)), connection);
        if (!(filled instanceof StatementOutcome.Accepted accepted)) {
            return new CountedOutcome(filled, before, null);
        }
        copied.accept(accepted.affected());
        before = allRows ? before : new RowDigest(accepted.affected(), CountedAlter.UNKNOWN.checksum());
        StatementOutcome outcome = new UnfitLook(connection, unbounded).send(alter, send);
        if (!(outcome instanceof StatementOutcome.Accepted)) {
            return new CountedOutcome(outcome, before, null);
        }
        unbounded.run();
        RowDigest after = allRows
                ? Digests.of(connection, alter.table())
                : alter.kept().leavesAny() ? KeptValues.left(connection, alter.table(), alter.kept()) : null;
        return new CountedOutcome(outcome, before, after, true, accepted.affected());
    }

    /** A definition without where the table counts on from, which rows that come in change. */
    static String withoutCounter(String definition) {
        String word = " AUTO_INCREMENT=";
        int from = definition.indexOf(word, definition.lastIndexOf("\n)"));
        int to = from < 0 ? -1 : definition.indexOf(' ', from + word.length());
        return to < 0 ? definition : definition.substring(0, from) + definition.substring(to);
    }
}
