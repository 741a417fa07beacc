package org.lupomig.cli.wiring;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lupomig.store.StoreSchemas;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * A server that has a new store, and nothing else. Many begin with one, again and again: so the store is made once, and
 * then it is enough to put back the rows that it began with. Where anything else of it has changed it is made anew.
 */
final class EmptyServer {
    private static final List<String> STORE =
            List.of(StoreSchemas.DEFAULT.orchestration(), StoreSchemas.DEFAULT.ephemeral());
    private static final String HELD = StoreSchemas.DEFAULT.held();

    private static @Nullable EmptyServer last;

    private final String url;
    private final String dump;
    private final Map<String, List<List<@Nullable String>>> rows = new TreeMap<>();

    private EmptyServer(TestDatabase database) throws SQLException {
        url = database.jdbcUrl();
        dump = dump(database);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement, STORE)) {
                rows.put(table, select(statement, "SELECT * FROM " + table));
            }
        }
    }

    /** Makes one of it. */
    static synchronized void begin(TestDatabase database) throws SQLException {
        EmptyServer known = last;
        if (known == null || !known.url.equals(database.jdbcUrl()) || !known.isBack(database)) {
            database.clear();
            StoreForTests.make(database);
            last = new EmptyServer(database);
        }
    }

    private boolean isBack(TestDatabase database) throws SQLException {
        Set<String> kept = Set.of(STORE.get(0), STORE.get(1), HELD);
        database.clearBut(kept);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            if (!strings(statement, "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA")
                    .containsAll(kept)) {
                return false;
            }
            statement.execute("SET SESSION foreign_key_checks = 0, lock_wait_timeout = 30");
            for (String table : tables(statement, List.of(HELD))) {
                statement.execute("DROP TABLE " + table);
            }
            connection.setAutoCommit(false);
            for (String table : tables(statement, STORE)) {
                statement.execute("DELETE FROM " + table);
                for (List<@Nullable String> row : rows.getOrDefault(table, List.of())) {
                    insert(connection, table, row);
                }
            }
            connection.commit();
        }
        return dump(database).equals(dump);
    }

    private static void insert(Connection connection, String table, List<@Nullable String> row) throws SQLException {
        String marks = String.join(", ", Collections.nCopies(row.size(), "?"));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
            for (int i = 0; i < row.size(); i++) {
                insert.setString(i + 1, row.get(i));
            }
            insert.executeUpdate();
        }
    }

    private static String dump(TestDatabase database) throws SQLException {
        return SchemaDump.of(database, STORE.get(0), STORE.get(1), HELD);
    }

    private static List<String> tables(Statement statement, List<String> schemas) throws SQLException {
        return strings(
                statement,
                "SELECT CONCAT('`', TABLE_SCHEMA, '`.`', REPLACE(TABLE_NAME, '`', '``'), '`')"
                        + " FROM information_schema.TABLES WHERE TABLE_SCHEMA IN ('" + String.join("', '", schemas)
                        + "')");
    }

    private static List<String> strings(Statement statement, String sql) throws SQLException {
        return select(statement, sql).stream().map(row -> row.get(0)).toList();
    }

    /** Values as texts, and null. */
    private static List<List<@Nullable String>> select(Statement statement, String sql) throws SQLException {
        List<List<@Nullable String>> all = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(rows.getString(i));
                }
                all.add(row);
            }
        }
        return all;
    }
}
