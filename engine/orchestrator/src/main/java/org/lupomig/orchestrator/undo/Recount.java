package org.lupomig.orchestrator.undo;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Counts the rows of a table that the batch created once more after its columns have changed, which changes the digest
 * of the same rows. Made before the change, so that what a stranger wrote until then is seen.
 */
final class Recount {
    private final TargetSession session;
    private final ObjectName table;
    private final RowLedger.@Nullable Entry known;
    private final @Nullable RowDigest rows;
    private final boolean own;

    private Recount(
            TargetSession session,
            ObjectName table,
            RowLedger.@Nullable Entry known,
            @Nullable RowDigest rows,
            boolean own) {
        this.session = session;
        this.table = table;
        this.known = known;
        this.rows = rows;
        this.own = own;
    }

    /** Before the change. */
    static Recount before(ObjectName table, RowLedger ledger, TargetSession session) {
        RowLedger.Entry known = ledger.get(table);
        if (known == null || known.rows() == null) {
            return new Recount(session, table, null, null, false);
        }
        RowDigest rows = session.digest(table);
        return new Recount(session, table, known, rows, known.accountsFor(rows));
    }

    /** After it; null where the table is not the batch's, or nothing was put into it. */
    @Nullable
    Counted after() {
        if (known == null || rows == null) {
            return null;
        }
        RowDigest now = session.digest(table);
        return new Counted(table, now, own && now.rows() == rows.rows());
    }

    /** Where the change was made by a run that died before it counted: as many rows as ever are taken for the same. */
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
