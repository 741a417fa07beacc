package org.lupomig.store.target;

import java.util.function.Supplier;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation.Alter;
import org.lupomig.orchestrator.port.TargetOperation.Altering;
import org.lupomig.store.connect.ServerConnection;

/**
 * Sends an author's ALTER under the author's own mode, where the server refuses under a strict one what the definition
 * asks for, whatever the rows are: a text that is longer than its type may be, a key that is too long. A mode that is
 * not strict gives another type, or a shorter key. A value that came with a longer column while the ALTER waited would
 * be cut under it as well, so that it is sent only where the table is as it was seen.
 */
final class LenientAlter {
    private final ServerConnection connection;
    private final Alter alter;
    private final Catalogue catalogue;
    private final UnfitLook look;

    LenientAlter(ServerConnection connection, Alter alter, Catalogue catalogue, UnfitLook look) {
        this.connection = connection;
        this.alter = alter;
        this.catalogue = catalogue;
        this.look = look;
    }

    /** Whether an ALTER was refused for its definition alone. */
    static boolean isFor(Altering altering, StatementOutcome outcome) {
        return altering instanceof Alter
                && outcome instanceof StatementOutcome.Refused refused
                && switch (refused.code()) {
                    // a key, a column, an enumeration, a comment of a table or a column
                    case 1071, 1074, 1291, 1628, 1629 -> true;
                    default -> false;
                };
    }

    /**
     * Looks and sends under one lock.
     *
     * @param strict what the server said under a strict mode: that is the answer where the lock is not to be had
     */
    StatementOutcome locked(StatementOutcome strict, Supplier<StatementOutcome> send) {
        return TableLock.held(connection, alter.table(), () -> send(send), () -> strict, outcome -> outcome);
    }

    /** Looks and sends under whatever lock is held. */
    StatementOutcome send(Supplier<StatementOutcome> send) {
        boolean same = catalogue.describe(alter.table()) instanceof ObjectState.Present live
                && KeepingAlter.withoutCounter(live.definition())
                        .equals(KeepingAlter.withoutCounter(alter.definition()));
        return same
                ? look.send(alter, send)
                : StatementOutcome.Refused.overtaken(alter.table() + " has another definition now");
    }
}
