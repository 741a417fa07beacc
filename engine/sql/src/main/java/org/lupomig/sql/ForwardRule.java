package org.lupomig.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.Refused;

/** Which statements run as part of a change. Whatever removes something runs in undo scripts only. */
public final class ForwardRule {
    private ForwardRule() {}

    /** Whether a statement of this kind may run as part of a change. */
    public static boolean runs(StatementFact fact) {
        return whyNot(fact) == null;
    }

    /** Why it may not, one clause; null where it may. */
    public static @Nullable String whyNot(StatementFact fact) {
        if (fact instanceof Refused refused) {
            return refused.reason();
        }
        Removal removal = Removal.of(fact);
        return removal == null ? null : removal.why();
    }
}
