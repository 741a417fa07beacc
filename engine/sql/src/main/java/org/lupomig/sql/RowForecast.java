package org.lupomig.sql;

import java.util.List;
import java.util.Set;
import org.lupomig.model.sql.ChangedRows;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.UndoForecast;
import org.lupomig.model.sql.UndoForecast.Strategy;

/**
 * How changes of rows will be undone, as far as their text tells: what else they change is known on the server only.
 */
final class RowForecast {
    private static final String UNLESS = " if nobody changed them since";
    private static final String CLOSURE = ", with what foreign keys and triggers change besides";

    private RowForecast() {}

    /**
     * The forecast for one statement.
     *
     * @param rows at least one
     * @param created tables that the same batch created before
     */
    static UndoForecast of(List<ChangedRows> rows, Set<ObjectName> created) {
        List<ChangedRows> others =
                rows.stream().filter(each -> !created.contains(each.table())).toList();
        if (others.isEmpty()) {
            String tables = names(rows);
            return new UndoForecast(
                    Strategy.WITH_ITS_TABLE, "its rows go with table" + (rows.size() > 1 ? "s " : " ") + tables);
        }
        ChangedRows first = others.get(0);
        if (first.unproved() != null) {
            return new UndoForecast(
                    Strategy.TABLE_IMAGE,
                    "all rows of " + names(others) + " are copied to the held schema first, because " + first.unproved()
                            + CLOSURE + ", and put back" + UNLESS);
        }
        if (first.change() == ChangedRows.Change.INSERTS) {
            return new UndoForecast(
                    Strategy.ROW_IMAGE,
                    "the keys of the rows that come into " + first.table()
                            + " are noted, and these rows deleted if nobody changed them since"
                            + " (without a primary key all its rows are copied first)");
        }
        String which = first.where() == null ? "all rows of " : "the rows it changes of ";
        String back = first.change() == ChangedRows.Change.DELETES ? "inserted again" : "given back their values";
        return new UndoForecast(
                Strategy.ROW_IMAGE,
                which + first.table() + " are copied to the held schema first" + CLOSURE + ", and " + back + UNLESS);
    }

    private static String names(List<ChangedRows> rows) {
        return String.join(
                ", ", rows.stream().map(each -> each.table().toString()).toList());
    }
}
