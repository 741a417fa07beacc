package org.lupomig.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.DynamicFact;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TransactionFact;
import org.lupomig.model.sql.Uses;

/** Which statements may be texts first, that are read only just before they run. */
public final class LateRule {
    private LateRule() {}

    /** Why a statement that makes another out of a text is not run, and the words that make it so; null where it is. */
    static @Nullable Refusal of(DynamicFact fact) {
        List<Refusal> found = new ArrayList<>();
        if (fact instanceof DynamicFact.Prepare prepare) {
            found.addAll(SessionRefusals.effects(fact.kind(), prepare.text().uses()));
        } else if (fact instanceof DynamicFact.Execute execute) {
            found.addAll(using(fact, execute.using()));
        } else if (fact instanceof DynamicFact.ExecuteImmediate execute) {
            found.addAll(SessionRefusals.effects(fact.kind(), execute.text().uses()));
            found.addAll(using(fact, execute.using()));
        }
        return found.isEmpty() ? null : Collections.min(found, Comparator.comparing(Refusal::at));
    }

    /** A call; what the procedure itself does is seen when it is called. */
    static @Nullable Refusal of(RowFact.Call call) {
        List<Refusal> found = SessionRefusals.effects(call.kind(), call.arguments());
        return found.isEmpty() ? null : found.get(0);
    }

    private static List<Refusal> using(DynamicFact fact, Uses uses) {
        return SessionRefusals.effects(fact.kind(), uses);
    }

    /** Why what was a text first does not run as part of a change, one clause; null where it does. */
    public static @Nullable String whyNot(StatementFact fact) {
        String whyNot = ForwardRule.whyNot(fact);
        if (whyNot != null) {
            return whyNot;
        }
        if (fact instanceof StatementFact.UseSchema) {
            return "what follows it was read for another schema; write USE as a statement of its own";
        } else if (fact instanceof DynamicFact) {
            return "the server takes no such statement out of a text";
        } else if (fact instanceof TransactionFact || fact instanceof SessionFact.LockTables) {
            return "where transactions and locks begin and end is read from the script; write it as a statement of its own";
        }
        return fact instanceof RowFact.Call
                ? "a text may not call a procedure; write the CALL as a statement of its own"
                : null;
    }
}
