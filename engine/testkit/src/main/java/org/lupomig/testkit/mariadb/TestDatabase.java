package org.lupomig.testkit.mariadb;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The MariaDB of this test JVM: started on first use, ended with the JVM, and printed once.
 *
 * <p>Taken is, in this order, what {@code LUPOMIG_TEST_DATABASE} names; a container, when there is an engine and the
 * image; the embedded server; an installed one. {@code LUPOMIG_REQUIRE_TESTCONTAINERS=true} allows the container only.
 *
 * <p>Commits are not forced to disk: a test that kills the server needs an {@link org.lupomig.embedded.EmbeddedServer}
 * of its own.
 */
public final class TestDatabase {
    /** Where the server comes from. */
    public enum Source {
        NAMED,
        CONTAINER,
        EMBEDDED
    }

    private static final AtomicBoolean USED = new AtomicBoolean();

    private static @Nullable TestDatabase current;

    private final Source source;
    private final String url;
    private final String user;
    private final String password;

    TestDatabase(Source source, String url, String user, String password) {
        this.source = source;
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** The database of this JVM. */
    public static synchronized TestDatabase get() {
        TestDatabase database = current;
        if (database == null) {
            database = TestDatabaseChoice.make(System.getenv());
            current = database;
        }
        return database;
    }

    /** Where the database of this JVM comes from; null while no test has asked for it. */
    static synchronized @Nullable Source sourceInUse() {
        return current == null ? null : current.source;
    }

    /**
     * Whether anybody has gone to the database of this JVM since this was last asked. A fixture is made before its test
     * is said to begin, so the one who counts asks when a test has ended.
     */
    static boolean takeUse() {
        return USED.getAndSet(false);
    }

    /** Another server, which a test has started for itself. */
    public static TestDatabase at(String jdbcUrl, String user, String password) {
        return new TestDatabase(Source.NAMED, jdbcUrl, user, password);
    }

    /** Where the server comes from. */
    public Source source() {
        return source;
    }

    /** The server's address without account and schema, such as {@code jdbc:mariadb://127.0.0.1:40001/}. */
    public String jdbcUrl() {
        USED.set(true);
        return url;
    }

    /** The server's address with its account, as a person would give it to the command line. */
    public String jdbcUrlWithAccount() {
        return jdbcUrl() + "?user=" + user + "&password=" + password;
    }

    /** An account that may do everything. */
    public String user() {
        return user;
    }

    /** The account's password. */
    public String password() {
        return password;
    }

    /** A new connection of {@link #user()}, without a default schema. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), user, password);
    }

    /** A new connection of another account. */
    public Connection connectAs(String account, String itsPassword) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), account, itsPassword);
    }

    /** The server's own description of its version, such as {@code 10.11.19-MariaDB}. */
    public String version() throws SQLException {
        return query("SELECT version()").get(0);
    }

    /** Runs statements on one new connection. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The values of a query on a new connection, row by row; SQL's null is the text {@code NULL}. */
    public List<String> query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    String value = rows.getString(column);
                    values.add(value == null ? "NULL" : value);
                }
            }
            return values;
        }
    }

    /**
     * Makes the server as good as new: ends every other session, drops every schema and account that is not the
     * server's own, and makes it writable.
     */
    public void clear() throws SQLException {
        clearBut(Set.of());
    }

    /** The same, but for these schemas, which stay as they are. */
    public void clearBut(Set<String> schemas) throws SQLException {
        try (Connection connection = connect()) {
            new ServerCleaning(connection, schemas).run();
        }
    }
}
