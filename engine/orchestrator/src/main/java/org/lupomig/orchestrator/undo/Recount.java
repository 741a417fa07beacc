package org.lupomig.orchestrator.undo;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Counts the rows of a table that the batch created where a run that died has changed its columns back, and could not
 * write down what it counted. That changes the digest of the same rows, so that as many rows as ever are taken for the
 * same.
 */
final class Recount {
    private Recount() {}

    /** The rows; null where the table is not the batch's, nothing was put into it, or nothing has changed. */
    static @Nullable Counted late(ObjectName table, RowLedger ledger, TargetSession session) {
        RowLedger.Entry known = ledger.get(table);
        if (known == null || known.rows() == null) {
            return null;
        }
        RowDigest now = session.digest(table);
        return known.accountsFor(now)
                ? null
                : new Counted(
                        table, now, known.own() && now.rows() == known.rows().rows());
    }
}
