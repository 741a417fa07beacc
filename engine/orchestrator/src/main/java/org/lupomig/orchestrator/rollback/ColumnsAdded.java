package org.lupomig.orchestrator.rollback;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.port.AddedColumn;
import org.lupomig.orchestrator.port.AlteredColumns;
import org.lupomig.orchestrator.port.LaterChange;
import org.lupomig.orchestrator.port.RowDigest;

/**
 * The columns that a batch added to tables that it did not make, or whose rows were counted before, under the tables'
 * present names.
 */
final class ColumnsAdded {
    private final Map<ObjectName, List<Added>> tables = new HashMap<>();

    /**
     * A column.
     *
     * @param statement that added it
     * @param left all rows as it left them; null where these were not counted
     */
    private record Added(
            int statement, String name, @Nullable RowDigest left) {}

    /** A statement added columns. */
    void added(int statement, ObjectName table, List<String> columns, @Nullable RowDigest left) {
        List<Added> all = tables.computeIfAbsent(table, name -> new ArrayList<>());
        columns.forEach(column -> all.add(new Added(statement, column, left)));
    }

    /** A table has another name now. */
    void renamed(Rename pair) {
        List<Added> moved = tables.remove(pair.from());
        if (moved != null) {
            tables.put(pair.to(), moved);
        }
    }

    /**
     * Those of a table that hold values of their own and are still there, with what was done to the table since.
     *
     * @param behind the statement behind which they were added
     */
    List<AddedColumn> of(ObjectName table, int behind, RowsLeft rows, GivenValues given) {
        List<AddedColumn> found = new ArrayList<>();
        for (Added added : tables.getOrDefault(table, List.of())) {
            List<LaterChange> since = rows.since(table, added.statement());
            String now = now(added.name(), since);
            if (added.statement() > behind && now != null && since.size() <= RowsLeft.MOST) {
                found.add(new AddedColumn(added.name(), now, given.of(table, now), added.left(), since));
            }
        }
        return found;
    }

    /** Its name behind all of these; null where it is no more, or its values were computed from others. */
    private static @Nullable String now(String name, List<LaterChange> since) {
        String now = name;
        for (LaterChange each : since) {
            if (each instanceof LaterChange.Altered altered) {
                AlteredColumns.Column column = altered.columns().column(now);
                if (column == null || column.after() == null) {
                    return null;
                }
                now = column.after();
            }
        }
        return now;
    }
}
