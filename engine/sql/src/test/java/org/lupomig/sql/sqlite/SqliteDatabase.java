package org.lupomig.sql.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A file that SQLite itself works on. */
final class SqliteDatabase implements AutoCloseable {
    private final Path folder;
    private final Connection connection;

    /** One row of an answer. */
    record Row(Map<String, String> values) {
        /** The value of a column that the answer has; empty for null. */
        String get(String column) {
            String value = values.get(column);
            if (value == null) {
                throw new IllegalArgumentException("no column " + column + " in " + values);
            }
            return value;
        }
    }

    /** A new one, in a folder of its own. */
    SqliteDatabase(Path folder) throws IOException, SQLException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("data"));
        connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("log.db"));
        // nothing here outlives the test, let alone a loss of power
        run("PRAGMA synchronous = OFF");
    }

    /** Runs one statement; files that it names are in the folder. */
    void run(String sql) throws SQLException {
        String moved = sql;
        for (String file : List.of("archive.db", "data/more.db", "copy.db")) {
            moved = moved.replace("'" + file + "'", "'" + folder.resolve(file) + "'");
        }
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(moved)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        // a statement that answers has run only when all is read
                    }
                }
            }
        }
    }

    /** Has a statement read, and not run. */
    void prepare(String sql) throws SQLException {
        connection.prepareStatement(sql).close();
    }

    /** The rows of an answer, each value by the name of its column. */
    List<Row> rows(String sql) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            int columns = answer.getMetaData().getColumnCount();
            while (answer.next()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 1; i <= columns; i++) {
                    Object value = answer.getObject(i);
                    String text = value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
                    row.put(answer.getMetaData().getColumnLabel(i), value == null ? "" : text);
                }
                rows.add(new Row(row));
            }
        }
        return rows;
    }

    /** What is defined: {@code schema.name} in lower case, with {@code type of table}. SQLite's own is left out. */
    Map<String, String> objects() throws SQLException {
        Map<String, String> objects = new TreeMap<>();
        for (Row database : rows("PRAGMA database_list")) {
            String schema = database.get("name");
            for (Row row : rows("SELECT type, name, tbl_name FROM \"" + schema + "\".sqlite_schema")) {
                String name = SqliteWords.folded(row.get("name"));
                if (!name.startsWith("sqlite_")) {
                    objects.put(
                            SqliteWords.folded(schema) + "." + name,
                            row.get("type") + " of " + SqliteWords.folded(row.get("tbl_name")));
                }
            }
        }
        return objects;
    }

    /** All of {@code main} that a rollback has to bring back. */
    String dump() throws SQLException {
        StringBuilder dump = new StringBuilder();
        for (Row row : rows("SELECT * FROM main.sqlite_schema ORDER BY name")) {
            dump.append(row.get("sql")).append('\n');
            String name = row.get("name");
            if (row.get("type").equals("table") && !row.get("sql").startsWith("CREATE VIRTUAL")) {
                dump.append(rows("SELECT * FROM main.\"" + name.replace("\"", "\"\"") + "\""))
                        .append('\n');
            }
        }
        dump.append(rows("PRAGMA user_version")).append(rows("PRAGMA application_id"));
        return dump.toString();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
