package org.lupomig.cli;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a table had before a plan, which an application changes while that runs. How they were is kept in a
 * schema of the application's, so that they can be made so again.
 */
final class ChangedRows {
    static final String SCHEMA = "lupomig_bystander";

    private final String table;
    private final String key;
    private final String kept;
    private final List<String> changing;
    private final List<String> following;
    private final List<Integer> keys;
    private int turn;

    private ChangedRows(
            String table, String key, String kept, List<String> changing, List<String> following, List<Integer> keys) {
        this.table = table;
        this.key = key;
        this.kept = kept;
        this.changing = changing;
        this.following = following;
        this.keys = keys;
    }

    /**
     * A value that was changed.
     *
     * @param key of its row
     */
    record Changed(int key, String column) {}

    /** @param columns that are no generated ones, the key left out */
    static ChangedRows of(Statement statement, int number, String table, String key, List<String> columns)
            throws SQLException {
        String kept = SCHEMA + ".o" + number;
        statement.execute("CREATE TABLE " + kept + " AS SELECT * FROM " + table);
        List<Integer> keys = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT " + key + " FROM " + kept + " ORDER BY 1")) {
            while (rows.next()) {
                keys.add(rows.getInt(1));
            }
        }
        List<String> changing = new ArrayList<>();
        List<String> following = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SHOW COLUMNS FROM " + table)) {
            while (rows.next()) {
                String name = "`" + rows.getString(1).replace("`", "``") + "`";
                String type = rows.getString(2);
                boolean simple = type.contains("char")
                        || type.contains("text")
                        || type.contains("int")
                        || type.contains("decimal");
                if (simple && columns.contains(name)) {
                    changing.add(name);
                } else if (rows.getString("Extra").toLowerCase(Locale.ROOT).contains("on update")) {
                    following.add(name);
                }
            }
        }
        changing.removeAll(referred(statement, table));
        return new ChangedRows(table, key, kept, changing, following, keys);
    }

    /** Columns whose changes others follow. */
    private static List<String> referred(Statement statement, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "SELECT REPLACE(REFERENCED_COLUMN_NAME, '`', '``') FROM information_schema.KEY_COLUMN_USAGE WHERE"
                        + " CONCAT('`', REFERENCED_TABLE_SCHEMA, '`.`', REPLACE(REFERENCED_TABLE_NAME, '`', '``'), '`') = '"
                        + table.replace("'", "''") + "'")) {
            while (rows.next()) {
                columns.add("`" + rows.getString(1) + "`");
            }
        }
        return columns;
    }

    /** Changes one value of one row; null where nothing is to change, or the row is not there. */
    @Nullable
    Changed change(Statement statement, int value) throws SQLException {
        if (keys.isEmpty() || changing.isEmpty()) {
            return null;
        }
        Changed changed = new Changed(keys.get(turn % keys.size()), changing.get(turn / keys.size() % changing.size()));
        turn++;
        return statement.executeUpdate("UPDATE " + table + " SET " + changed.column + " = " + value % 97 + " WHERE "
                                + key + " = " + changed.key)
                        == 1
                ? changed
                : null;
    }

    /** Makes a value as it was at first, and those that the server changes with it. */
    void again(Statement statement, Changed changed) throws SQLException {
        List<String> columns = new ArrayList<>(following);
        columns.add(changed.column);
        String all = String.join(
                ", ", columns.stream().map(each -> "t." + each + " = o." + each).toList());
        statement.execute("UPDATE " + table + " t JOIN " + kept + " o ON o." + key + " = t." + key + " SET " + all
                + " WHERE t." + key + " = " + changed.key);
    }
}
