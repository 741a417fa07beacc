package org.lupomig.cli;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows that an application puts into tables that were not there before a plan, or not empty: wherever such a table is
 * moved, its rows are to be found afterwards.
 */
final class StrayRows {
    private static final String OTHERS = " NOT IN ('mysql', 'sys', 'test', 'information_schema', 'performance_schema')";

    /** A row that was committed, known by what is in one of its columns. */
    private record Stray(String table, String column, int id) {}

    private final List<Stray> strays = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    /** Takes in which tables are there at first. */
    void begin(Statement statement) throws SQLException {
        try (ResultSet found =
                statement.executeQuery("SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.TABLES")) {
            while (found.next()) {
                known.add(quoted(found.getString(1)) + "." + quoted(found.getString(2)));
            }
        }
    }

    /**
     * Puts one row into each table that was not there at first and has a column for whole numbers. It draws from no
     * sequence: what is drawn stays drawn.
     *
     * @return how many it tried
     */
    int write(Statement statement, int id) throws SQLException {
        List<Stray> made = new ArrayList<>();
        try (ResultSet found = statement.executeQuery("""
                SELECT k.TABLE_SCHEMA, k.TABLE_NAME, MIN(k.COLUMN_NAME) FROM information_schema.COLUMNS k
                JOIN information_schema.TABLES t USING (TABLE_SCHEMA, TABLE_NAME)
                WHERE k.DATA_TYPE IN ('int', 'bigint') AND k.IS_GENERATED = 'NEVER'
                AND t.TABLE_TYPE = 'BASE TABLE' AND t.ENGINE = 'InnoDB' AND k.TABLE_SCHEMA"""
                + OTHERS + " AND NOT EXISTS (SELECT 1 FROM information_schema.COLUMNS d WHERE d.TABLE_SCHEMA ="
                + " k.TABLE_SCHEMA AND d.TABLE_NAME = k.TABLE_NAME AND d.COLUMN_DEFAULT LIKE '%nextval%')"
                + " AND k.TABLE_SCHEMA NOT LIKE 'lupomig%' AND k.TABLE_NAME NOT LIKE 'lupomig%'"
                + " GROUP BY k.TABLE_SCHEMA, k.TABLE_NAME")) {
            while (found.next()) {
                String table = quoted(found.getString(1)) + "." + quoted(found.getString(2));
                if (!known.contains(table)) {
                    made.add(new Stray(table, quoted(found.getString(3)), id + made.size()));
                }
            }
        }
        for (Stray stray : made) {
            put(statement, stray.table, stray.column, stray.id);
        }
        return made.size();
    }

    /** Puts a row into a table, by one of its columns; the others have their defaults. */
    void put(Statement statement, String table, String column, int id) throws SQLException {
        try {
            statement.executeUpdate("INSERT INTO " + table + " (" + column + ") VALUES (" + id + ")");
            strays.add(new Stray(table, column, id));
        } catch (SQLException e) {
            statement.execute("ROLLBACK"); // it takes no such row, or is away
        }
    }

    int written() {
        return strays.size();
    }

    /** Whether any went into this table. */
    boolean writtenTo(String table) {
        return strays.stream().anyMatch(stray -> stray.table.equals(table));
    }

    /**
     * What is nowhere any more; what is found outside of what is held is taken out.
     *
     * @param said whether the run says that it has kept a table, or that a person has to look
     */
    List<String> misses(Statement statement, boolean said) throws SQLException {
        List<String> misses = new ArrayList<>();
        for (Stray stray : strays) {
            boolean found = false;
            boolean held = false;
            for (String table : having(statement, stray.column)) {
                if (count(statement, table, stray) > 0) {
                    found = true;
                    held |= table.startsWith("`lupomig_held`");
                    if (!table.startsWith("`lupomig")) {
                        statement.executeUpdate("DELETE FROM " + table + " WHERE " + stray.column + " = " + stray.id);
                    }
                }
            }
            if (!found) {
                misses.add(stray + " is nowhere");
            } else if (held && !said) {
                misses.add(stray + " is held, and nobody says so");
            }
        }
        return misses;
    }

    private static int count(Statement statement, String table, Stray stray) {
        try (ResultSet row =
                statement.executeQuery("SELECT COUNT(*) FROM " + table + " WHERE " + stray.column + " = " + stray.id)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            return 0; // a column of another kind
        }
    }

    private static List<String> having(Statement statement, String column) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(
                "SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.COLUMNS JOIN information_schema.TABLES"
                        + " USING (TABLE_SCHEMA, TABLE_NAME) WHERE TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')"
                        + " AND TABLE_SCHEMA" + OTHERS + " AND CONCAT('`', REPLACE(COLUMN_NAME, '`', '``'), '`') = '"
                        + column.replace("'", "''") + "'")) {
            while (found.next()) {
                tables.add(quoted(found.getString(1)) + "." + quoted(found.getString(2)));
            }
        }
        return tables;
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
