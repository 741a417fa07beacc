package org.lupomig.store.scratch;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.store.connect.ServerConnection;

/** Questions to the catalogue that a dump and a copy have in common. */
final class Reading {
    /** Nobody's but the server's. */
    private static final String SYSTEM = "('mysql', 'sys', 'information_schema', 'performance_schema')";

    private Reading() {}

    /** All schemas that are not the server's own, sorted. */
    static List<String> schemas(ServerConnection connection) {
        return texts(
                connection,
                "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN " + SYSTEM
                        + " ORDER BY SCHEMA_NAME");
    }

    /** The first column of all rows. */
    static List<String> texts(ServerConnection connection, String sql, @Nullable Object... values) {
        return connection.list(sql, (row, context) -> String.valueOf(row.getString(1)), values);
    }

    /** One table, view or sequence of a schema. */
    record Named(String name, String type) {
        boolean isSequence() {
            return type.equals("SEQUENCE");
        }

        boolean isView() {
            return type.endsWith("VIEW");
        }
    }

    /** All of a schema, sorted by name. */
    static List<Named> tables(ServerConnection connection, String schema) {
        return connection.list(
                "SELECT TABLE_NAME, TABLE_TYPE FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?"
                        + " ORDER BY TABLE_NAME",
                (row, context) -> new Named(row.getString(1), row.getString(2)),
                schema);
    }

    /** All routines and packages of a schema, by type and name; a package before its body. */
    static List<Named> routines(ServerConnection connection, String schema) {
        return connection.list(
                "SELECT ROUTINE_NAME, ROUTINE_TYPE FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ?"
                        + " ORDER BY ROUTINE_TYPE, ROUTINE_NAME",
                (row, context) -> new Named(row.getString(1), row.getString(2)),
                schema);
    }

    /** Names of all triggers of a schema, in the order in which those of a table fire. */
    static List<String> triggers(ServerConnection connection, String schema) {
        return texts(
                connection,
                "SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ? GROUP BY TRIGGER_NAME"
                        + " ORDER BY MIN(EVENT_OBJECT_TABLE), MIN(ACTION_TIMING), MIN(EVENT_MANIPULATION),"
                        + " MIN(ACTION_ORDER)",
                schema);
    }

    static List<String> events(ServerConnection connection, String schema) {
        return texts(
                connection,
                "SELECT EVENT_NAME FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ? ORDER BY EVENT_NAME",
                schema);
    }

    /** All columns of the first row, one a line. */
    static String lines(ServerConnection connection, String sql) {
        return connection.one(sql, (row, context) -> joined(row, "\n"));
    }

    /** One column of the first row. */
    static String column(ServerConnection connection, String sql, int column) {
        return connection.one(sql, (row, context) -> String.valueOf(row.getString(column)));
    }

    static String joined(ResultSet row, String between) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        StringBuilder out = new StringBuilder();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            out.append(i > 1 ? between : "").append(row.getString(i));
        }
        return out.toString();
    }

    /** A column that holds values of its own, and how they are read as texts. */
    record ValueColumn(String name, boolean binary) {
        /** The value as a text that nothing on the way to us can change. */
        String expression() {
            return binary
                    ? "HEX(" + SqlQuoting.identifier(name) + ")"
                    : "CAST(" + SqlQuoting.identifier(name) + " AS CHAR CHARACTER SET utf8mb4)";
        }
    }

    /**
     * Columns of a table, invisible ones too, but for those in which the server notes when a row began and ended.
     *
     * @param computed whether those are wanted that are computed of others
     */
    static List<ValueColumn> columns(ServerConnection connection, ObjectName table, boolean computed) {
        return connection.list(
                "SELECT COLUMN_NAME, DATA_TYPE IN ('binary', 'varbinary', 'tinyblob', 'blob', 'mediumblob', 'longblob',"
                        + " 'bit', 'geometry', 'point', 'linestring', 'polygon', 'multipoint', 'multilinestring',"
                        + " 'multipolygon', 'geometrycollection', 'vector') FROM information_schema.COLUMNS"
                        + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?"
                        + " AND COALESCE(GENERATION_EXPRESSION, '') NOT IN ('ROW START', 'ROW END')"
                        + (computed ? "" : " AND IS_GENERATED = 'NEVER'") + " ORDER BY ORDINAL_POSITION",
                (row, context) -> new ValueColumn(row.getString(1), row.getBoolean(2)),
                String.valueOf(table.schema()),
                table.name());
    }
}
