package org.lupomig.sql;

import java.util.StringJoiner;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.DropTable;
import org.lupomig.model.sql.UndoForecast;
import org.lupomig.model.sql.UndoForecast.Strategy;

/** What becomes of that which a statement drops, empties or replaces, in words. */
final class HoldForecast {
    private static final String STAYS = " to the held schema, where %s until purged; ";

    private HoldForecast() {}

    static UndoForecast of(StatementFact fact) {
        if (fact instanceof DropTable drop) {
            boolean one = drop.tables().size() == 1;
            StringJoiner names = new StringJoiner(", ");
            for (ObjectName table : drop.tables()) {
                names.add(table.toString());
            }
            return hold((one ? "table " : "tables ") + names, one, drop.guard() != null);
        }
        throw new IllegalArgumentException("no forecast for " + fact.kind());
    }

    private static UndoForecast hold(String what, boolean one, boolean guarded) {
        String explanation = what + (one ? " moves" : " move") + STAYS.replace("%s", one ? "it stays" : "they stay")
                + "moved back" + (guarded ? " (nothing, if not there before)" : "");
        return new UndoForecast(Strategy.HOLD, explanation);
    }
}
