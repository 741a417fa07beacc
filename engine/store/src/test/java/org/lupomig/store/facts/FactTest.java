package org.lupomig.store.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A server with nothing on it but the schemas {@code a} and {@code b}, and sessions on it. */
abstract class FactTest {
    private final TestDatabase database = TestDatabase.get();
    private final List<Session> sessions = new ArrayList<>();
    Session s = new Session(null);

    /** A session of its own, in the schema {@code a}. */
    record Session(@Nullable Connection connection) {
        void sql(String... statements) throws SQLException {
            for (String sql : statements) {
                try (Statement statement = open().createStatement()) {
                    statement.execute(sql);
                }
            }
        }

        int changed(String sql) throws SQLException {
            try (Statement statement = open().createStatement()) {
                return statement.executeUpdate(sql);
            }
        }

        List<String> values(String sql) throws SQLException {
            try (Statement statement = open().createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                List<String> values = new ArrayList<>();
                while (rows.next()) {
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        values.add(String.valueOf(rows.getString(i)));
                    }
                }
                return values;
            }
        }

        String value(String sql) throws SQLException {
            return values(sql).get(0);
        }

        void refused(int code, String sql) {
            assertThatThrownBy(() -> sql(sql)).as(sql).isInstanceOfSatisfying(SQLException.class, e -> assertThat(
                            e.getErrorCode())
                    .as(e.getMessage())
                    .isEqualTo(code));
        }

        private Connection open() {
            return Objects.requireNonNull(connection);
        }
    }

    @BeforeEach
    void begin() throws SQLException {
        database.clear();
        s = session();
        s.sql("CREATE SCHEMA a", "CREATE SCHEMA b", "USE a");
    }

    Session session() throws SQLException {
        Session session = new Session(database.connect());
        sessions.add(session);
        if (!session.values("SHOW SCHEMAS LIKE 'a'").isEmpty()) {
            session.sql("USE a");
        }
        return session;
    }

    /** A session of another account, whose password is {@code pw}; in no schema. */
    Session session(String account) throws SQLException {
        Session session = new Session(database.connectAs(account, "pw"));
        sessions.add(session);
        return session;
    }

    boolean exists(String table) throws SQLException {
        return !s.values("SELECT 1 FROM information_schema.TABLES WHERE CONCAT(TABLE_SCHEMA, '.', TABLE_NAME) = '"
                        + table + "'")
                .isEmpty();
    }

    /** Sends a statement that will wait. */
    static CompletableFuture<Void> later(Session session, String sql) {
        return CompletableFuture.runAsync(() -> {
            try {
                session.sql(sql);
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        });
    }

    /**
     * Whether a session waits for a row that another has. The view of transactions is too old where it is asked often.
     */
    static boolean waitsForARow(Session looking) throws SQLException {
        return looking.values("SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_current_waits'")
                .get(1)
                .equals("1");
    }

    @AfterEach
    void end() throws SQLException {
        for (Session session : sessions) {
            session.open().close();
        }
    }
}
