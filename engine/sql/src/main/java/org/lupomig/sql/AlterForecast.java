package org.lupomig.sql;

import java.util.StringJoiner;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.AlterAction.AddColumn;
import org.lupomig.model.sql.AlterAction.AddIndex;
import org.lupomig.model.sql.StatementFact.AlterTable;

/** The way back of added columns and indexes, in words. */
final class AlterForecast {
    private AlterForecast() {}

    static String explain(AlterTable alter) {
        StringJoiner parts = new StringJoiner(" and ");
        boolean guarded = alter.guard() != null;
        for (AlterAction action : alter.actions()) {
            parts.add(part(action));
            guarded |= action.guard() != null;
        }
        return "drop " + parts + " of " + alter.table() + (guarded ? " (what was there before stays)" : "");
    }

    private static String part(AlterAction action) {
        if (action instanceof AddColumn column) {
            return "column " + column.column();
        }
        if (action instanceof AddIndex index) {
            String name = index.index();
            return index.primary() ? "the primary key" : name == null ? "the index it names itself" : "index " + name;
        }
        throw new IllegalArgumentException("no forecast for " + action);
    }
}
