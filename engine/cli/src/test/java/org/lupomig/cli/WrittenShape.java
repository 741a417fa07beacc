package org.lupomig.cli;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a table had before a plan ran, in a temporary table of whoever writes. A row that is written while
 * the plan has them changed is put in there too: what the server makes of it is what an undo is to make of it. Who
 * writes to columns that have just changed their names for each other's writes each value under the other's name.
 */
final class WrittenShape {
    private final String table;
    private final @Nullable String twin;
    private final String key;
    private final List<String> columns;
    private final Map<String, String> types;

    private WrittenShape(
            String table, @Nullable String twin, String key, List<String> columns, Map<String, String> types) {
        this.table = table;
        this.twin = twin;
        this.key = key;
        this.columns = columns;
        this.types = types;
    }

    /** @param columns that are written, the key left out */
    static WrittenShape of(Statement statement, String table, String key, List<String> columns) throws SQLException {
        Map<String, String> types = types(statement, table);
        String twin = table.substring(0, table.length() - 1) + "_as_before`";
        try {
            statement.execute("CREATE TEMPORARY TABLE " + twin + " LIKE " + table);
        } catch (SQLException e) {
            twin = null; // of a kind that there are no temporary ones of: its rows are to stay as they were written
        }
        return new WrittenShape(table, twin, key, columns, types);
    }

    /** Where a row is found as the columns before hold it; null where they are the ones that it was written to. */
    @Nullable
    String asBefore(Statement statement, int id) throws SQLException {
        Map<String, String> now = types(statement, table);
        if (twin == null || now.equals(types)) {
            return null;
        }
        List<String> names = new ArrayList<>(now.keySet());
        List<String> sources = new ArrayList<>();
        int position = 0;
        for (Map.Entry<String, String> column : types.entrySet()) {
            if (columns.contains(column.getKey())) {
                String there = position < names.size() ? names.get(position) : column.getKey();
                boolean renamed = !column.getValue().equals(now.get(column.getKey()))
                        && column.getValue().equals(now.get(there));
                sources.add(renamed ? there : column.getKey());
            }
            position++;
        }
        List<String> targets = types.keySet().stream().filter(columns::contains).toList();
        statement.execute("REPLACE INTO " + twin + " (" + key + list(targets) + ") SELECT " + key + list(sources)
                + " FROM " + table + " WHERE " + key + " = " + id);
        return twin;
    }

    private static String list(List<String> names) {
        return String.join("", names.stream().map(name -> ", " + name).toList());
    }

    /** By the columns' quoted names, in the order that they have. */
    private static Map<String, String> types(Statement statement, String table) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery("SHOW FULL COLUMNS FROM " + table)) {
            while (rows.next()) {
                types.put(
                        "`" + rows.getString(1).replace("`", "``") + "`", rows.getString(2) + " " + rows.getString(3));
            }
        }
        return types;
    }
}
