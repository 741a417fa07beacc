package org.lupomig.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.DynamicFact;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.Unparsed;

/**
 * Which statements run. Far more is read than is run: what may run is decided here, from what a statement was read as.
 * Of what an undo script takes away nothing is kept: less runs there.
 */
public final class ForwardRule {
    private ForwardRule() {}

    /** Whether a statement of this kind may run as part of a change. */
    public static boolean runs(StatementFact fact) {
        return !(fact instanceof Unparsed) && Refusal.of(fact) == null;
    }

    /** Whether it may run in an undo script at least, which still has to match what it takes back. */
    public static boolean runsInUndo(StatementFact fact) {
        return !(fact instanceof Unparsed) && Refusal.inUndo(fact) == null && notInUndo(fact) == null;
    }

    /** Why a statement that runs as part of a change may not in an undo script, one clause; null where it may. */
    static @Nullable String notInUndo(StatementFact fact) {
        return fact instanceof DynamicFact || fact instanceof RowFact.Call
                ? "an undo script says itself what it takes back"
                : null;
    }

    /** Why it may not run as part of a change, one clause; null where it may. */
    public static @Nullable String whyNot(StatementFact fact) {
        return whyNever(fact);
    }

    /** Why it may run nowhere, one clause; null where it may, be it in undo scripts only. */
    public static @Nullable String whyNever(StatementFact fact) {
        if (fact instanceof Unparsed unparsed) {
            return unparsed.reason();
        }
        Refusal refusal = Refusal.of(fact);
        return refusal == null ? null : refusal.reason();
    }
}
