package org.lupomig.sql;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ClientCommand;
import org.lupomig.model.sql.CompoundFact;
import org.lupomig.model.sql.MaintenanceFact;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TransactionFact;
import org.lupomig.model.sql.UndoForecast;

/**
 * What an author may have run without a way back, by {@code undo none because "…"}: statements that are read and do
 * something to data or server. What steers the session or its transactions would change what the engine itself does,
 * and is run for nobody; nor is what only answers, or what would keep the rest of the plan from being taken back.
 */
final class Waiver {
    private Waiver() {}

    /** Why a statement has no way back, where it may be run without one; null for all others. */
    static @Nullable String whyStays(StatementFact fact) {
        return ForwardRule.runs(fact) || !allows(fact) ? null : ForwardRule.whyNot(fact);
    }

    /** What can be said of the way back of a statement that may be run without one. */
    static UndoForecast forecast(StatementFact fact, Set<ObjectName> created) {
        if (fact instanceof RowFact.Call && ForwardRule.runs(fact)) {
            return new UndoForecast(
                    UndoForecast.Strategy.LATE,
                    "the procedure is read just before and followed, and the statements that it comes to are sent in its place"
                            + " and taken back one by one; where it does what cannot be followed it is called, and what it"
                            + " does stays");
        }
        String stays = whyStays(fact);
        return stays == null
                ? Forecast.of(fact, created)
                : new UndoForecast(UndoForecast.Strategy.WAIVED, "it stays: " + stays);
    }

    private static boolean allows(StatementFact fact) {
        boolean locks = fact instanceof MaintenanceFact.Flush flush && flush.lock() != null;
        boolean answers = fact instanceof MaintenanceFact.Show
                || fact instanceof MaintenanceFact.Describe
                || fact instanceof MaintenanceFact.Help
                || (fact instanceof MaintenanceFact.Explain explain && !explain.runs());
        boolean ours = fact instanceof TransactionFact
                || (fact instanceof SessionFact session && !GlobalSettings.isGlobal(session))
                || fact instanceof StatementFact.SetNames
                || fact instanceof ClientCommand
                || fact instanceof CompoundFact;
        boolean footing = fact instanceof SessionFact session && GlobalSettings.isFooting(session);
        boolean unread = fact instanceof StatementFact.Unparsed || fact instanceof StatementFact.Refused;
        // the server would ask us for the file, which it is not given
        boolean local = fact instanceof RowFact.LoadRows load && load.local();
        return !locks && !answers && !ours && !footing && !unread && !local;
    }
}
