package org.lupomig.store.scratch;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.store.connect.ServerConnection;

/** Some rows of a table, as statements that insert them elsewhere. */
final class RowCopy {
    /** Rows of one INSERT. */
    private static final int TOGETHER = 100;

    private RowCopy() {}

    /**
     * Reads them.
     *
     * @param rows how many, at the most
     */
    static List<String> inserts(ServerConnection connection, ObjectName table, long rows) {
        List<String> statements = new ArrayList<>();
        List<Reading.ValueColumn> columns = Reading.columns(connection, table, false);
        if (columns.isEmpty()) {
            return statements;
        }
        List<String> names = columns.stream()
                .map(column -> SqlQuoting.identifier(column.name()))
                .toList();
        List<String> values = connection.list(
                "SELECT "
                        + String.join(
                                ", ",
                                columns.stream()
                                        .map(Reading.ValueColumn::expression)
                                        .toList()) + " FROM " + SqlQuoting.identifier(table) + " LIMIT " + rows,
                (row, context) -> {
                    List<String> literals = new ArrayList<>();
                    for (int i = 0; i < columns.size(); i++) {
                        String value = row.getString(i + 1);
                        literals.add(
                                value == null
                                        ? "NULL"
                                        : columns.get(i).binary() && !value.isEmpty()
                                                ? "0x" + value
                                                : SqlQuoting.literal(value));
                    }
                    return "(" + String.join(", ", literals) + ")";
                });
        String into = "INSERT INTO " + SqlQuoting.identifier(table) + " (" + String.join(", ", names) + ") VALUES ";
        for (int from = 0; from < values.size(); from += TOGETHER) {
            statements.add(into + String.join(", ", values.subList(from, Math.min(values.size(), from + TOGETHER))));
        }
        return statements;
    }
}
