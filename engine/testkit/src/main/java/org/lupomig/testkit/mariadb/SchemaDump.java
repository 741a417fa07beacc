package org.lupomig.testkit.mariadb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Everything in some schemas as one text: definitions of tables, views, sequences, triggers, routines and events, and
 * all rows. Two dumps are equal where the schemas are, but for AUTO_INCREMENT counters and the order of secondary keys
 * and of triggers.
 */
public final class SchemaDump {
    private static final Pattern COUNTER = Pattern.compile(" AUTO_INCREMENT=\\d+");
    private static final Pattern PLACE = Pattern.compile("(?is)\\sON[\\s`].*?FOR\\s+EACH\\s+ROW");

    private SchemaDump() {}

    /** A dump of these schemas; of one that is not there it says so. */
    public static String of(TestDatabase database, String... schemas) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_mode = '', time_zone = '+00:00', lock_wait_timeout = 20");
            StringBuilder out = new StringBuilder();
            for (String schema : schemas) {
                dump(statement, schema, out);
            }
            return out.toString();
        }
    }

    private static void dump(Statement statement, String schema, StringBuilder out) throws SQLException {
        if (column(statement, "SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = '" + schema + "'", 1)
                .isEmpty()) {
            out.append("no schema ").append(schema).append('\n');
            return;
        }
        // An empty comment is shown where the server was started since it was taken away.
        out.append(column(statement, "SHOW CREATE SCHEMA `" + schema + "`", 2)
                        .get(0)
                        .replaceFirst(" COMMENT ''$", ""))
                .append('\n');
        programs(statement, schema, out);
        for (String table : column(
                statement,
                "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '" + schema
                        + "' ORDER BY TABLE_NAME",
                1)) {
            String name = "`" + schema + "`.`" + table.replace("`", "``") + "`";
            out.append(normalised(
                            column(statement, "SHOW CREATE TABLE " + name, 2).get(0)))
                    .append('\n');
            List<String> rows = rows(statement, "SELECT * FROM " + name);
            Collections.sort(rows);
            rows.forEach(row -> out.append(row).append('\n'));
        }
    }

    /**
     * A trigger in its own words, with the settings it was made under; when it was made is left out. Which words stand
     * between {@code ON} and {@code FOR EACH ROW} is left out too: these the server writes anew with every rename.
     */
    private static void words(Statement statement, String schema, String trigger, StringBuilder out)
            throws SQLException {
        String name = "`" + schema + "`.`" + trigger.replace("`", "``") + "`";
        try (ResultSet row = statement.executeQuery("SHOW CREATE TRIGGER " + name)) {
            row.next();
            out.append("  ")
                    .append(PLACE.matcher(String.valueOf(row.getString(3))).replaceFirst(" ON TABLE FOR EACH ROW"));
            for (int i : new int[] {2, 4, 5, 6}) {
                out.append('|').append(row.getString(i));
            }
            out.append('\n');
        }
    }

    /** Triggers, routines and events, each with the account and the settings that it runs under. */
    private static void programs(Statement statement, String schema, StringBuilder out) throws SQLException {
        for (String trigger : column(
                statement,
                "SELECT CONCAT_WS(' ', TRIGGER_NAME, ACTION_TIMING, EVENT_MANIPULATION, EVENT_OBJECT_TABLE,"
                        + " ACTION_STATEMENT, DEFINER, SQL_MODE, CHARACTER_SET_CLIENT, COLLATION_CONNECTION)"
                        + " FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = '" + schema
                        + "' ORDER BY TRIGGER_NAME",
                1)) {
            out.append("trigger ").append(trigger).append('\n');
        }
        for (String trigger : column(
                statement,
                "SELECT DISTINCT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = '" + schema
                        + "' ORDER BY TRIGGER_NAME",
                1)) {
            words(statement, schema, trigger, out);
        }
        for (String routine : column(
                statement,
                "SELECT CONCAT(ROUTINE_TYPE, ' `" + schema + "`.`', REPLACE(ROUTINE_NAME, '`', '``'), '`')"
                        + " FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = '" + schema
                        + "' ORDER BY ROUTINE_TYPE, ROUTINE_NAME",
                1)) {
            rows(statement, "SHOW CREATE " + routine)
                    .forEach(row -> out.append(row).append('\n'));
        }
        for (String event : column(
                statement,
                "SELECT CONCAT('EVENT `" + schema + "`.`', REPLACE(EVENT_NAME, '`', '``'), '`')"
                        + " FROM information_schema.EVENTS WHERE EVENT_SCHEMA = '" + schema + "' ORDER BY EVENT_NAME",
                1)) {
            rows(statement, "SHOW CREATE " + event)
                    .forEach(row -> out.append(row).append('\n'));
        }
    }

    /** Keys in one order, no counter. */
    private static String normalised(String definition) {
        List<String> before = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (String line : COUNTER.matcher(definition).replaceAll("").split("\n", -1)) {
            boolean key = line.matches("  (UNIQUE |FULLTEXT |SPATIAL )?KEY .*");
            if (key) {
                keys.add(line.replaceAll(",$", ""));
            } else {
                (keys.isEmpty() ? before : after).add(line.replaceAll(",$", ""));
            }
        }
        Collections.sort(keys);
        before.addAll(keys);
        before.addAll(after);
        return String.join("\n", before);
    }

    private static List<String> column(Statement statement, String sql, int column) throws SQLException {
        List<String> out = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                out.add(rows.getString(column));
            }
        }
        return out;
    }

    private static List<String> rows(Statement statement, String sql) throws SQLException {
        List<String> out = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder row = new StringBuilder("  ");
                for (int i = 1; i <= columns; i++) {
                    row.append(i > 1 ? "|" : "").append(value(rows, i));
                }
                out.add(row.toString());
            }
        } catch (SQLException e) {
            if (e.getErrorCode() == 0) {
                throw e; // not the server's: what is there would go unseen
            }
            // Such as a view over what is not there: so it must be afterwards, too.
            out.add("  unreadable: " + e.getErrorCode());
        }
        return out;
    }

    private static String value(ResultSet rows, int column) throws SQLException {
        return switch (rows.getMetaData().getColumnType(column)) {
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> {
                byte[] bytes = rows.getBytes(column);
                yield bytes == null ? "NULL" : HexFormat.of().formatHex(bytes);
            }
            default -> String.valueOf(rows.getString(column));
        };
    }
}
