package org.lupomig.testkit.mariadb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Everything in some schemas as one text: definitions, triggers and all rows. Two dumps are equal where the schemas
 * are, but for AUTO_INCREMENT counters and the order of secondary keys.
 */
public final class SchemaDump {
    private static final Pattern COUNTER = Pattern.compile(" AUTO_INCREMENT=\\d+");

    private SchemaDump() {}

    /** A dump of these schemas; of one that is not there it says so. */
    public static String of(TestDatabase database, String... schemas) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_mode = '', time_zone = '+00:00'");
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
        out.append(column(statement, "SHOW CREATE SCHEMA `" + schema + "`", 2).get(0))
                .append('\n');
        for (String trigger : column(
                statement,
                "SELECT CONCAT_WS(' ', TRIGGER_NAME, ACTION_TIMING, EVENT_MANIPULATION, EVENT_OBJECT_TABLE,"
                        + " ACTION_STATEMENT) FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = '" + schema
                        + "' ORDER BY TRIGGER_NAME",
                1)) {
            out.append("trigger ").append(trigger).append('\n');
        }
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
                    row.append(i > 1 ? "|" : "").append(rows.getString(i));
                }
                out.add(row.toString());
            }
        }
        return out;
    }
}
