package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.SomeRows;
import org.lupomig.store.connect.ServerConnection;

/** Tells rows for people: how many there are, and a few of them by their keys. Of other columns nothing is shown. */
final class RowKeys {
    private RowKeys() {}

    /**
     * Looks.
     *
     * @param key columns of the table's primary key; none where it has none
     * @param rows the query for something of all these rows
     */
    static SomeRows of(List<ImageColumn> key, UnaryOperator<String> rows, ServerConnection reader) {
        Long count =
                reader.first("SELECT COUNT(*) FROM (" + rows.apply("1 AS n") + ") AS d", (row, ctx) -> row.getLong(1));
        if (count == null || count == 0 || key.isEmpty()) {
            return new SomeRows(count == null ? 0 : count, List.of());
        }
        StringJoiner columns = new StringJoiner(", ");
        StringJoiner shown = new StringJoiner(", ");
        StringJoiner order = new StringJoiner(", ");
        for (int i = 0; i < key.size(); i++) {
            String name = "k" + i;
            columns.add(SqlQuoting.identifier(key.get(i).name()) + " AS " + name);
            shown.add(key.get(i).shown(name));
            order.add(name);
        }
        String sql = "SELECT CONCAT_WS(', ', " + shown + ") FROM (" + rows.apply(columns.toString())
                + ") AS d ORDER BY " + order + " LIMIT " + SomeRows.FEW;
        return new SomeRows(count, new ArrayList<>(RowSql.texts(sql, reader)));
    }
}
