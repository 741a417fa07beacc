package org.lupomig.testkit.statements;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * A session in which a case can run: its schemas are made, what it is given is there, {@code c} is its default schema.
 *
 * <p>Opening and closing remove the schemas whose name is {@code c} with or without a number, and the accounts whose
 * name begins with {@code lm_}.
 */
public final class CaseSession implements AutoCloseable {
    /** The schema in which a case runs, and the one beside it. */
    public static final List<String> SCHEMAS = List.of("c", "c2");

    private static final String REMOVAL =
            "SELECT concat('DROP DATABASE ', schema_name) FROM information_schema.schemata"
                    + " WHERE schema_name REGEXP '^c[0-9]*$'"
                    + " UNION ALL SELECT if(json_value(Priv, '$.is_role') = 1, concat('DROP ROLE ', quote(User)),"
                    + " concat('DROP USER ', quote(User), '@', quote(Host)))"
                    + " FROM mysql.global_priv WHERE User LIKE 'lm\\_%'";

    private final TestDatabase database;
    private final StatementCase of;
    private final Connection connection;

    private CaseSession(TestDatabase database, StatementCase of, Connection connection) {
        this.database = database;
        this.of = of;
        this.connection = connection;
    }

    /**
     * Prepares a case.
     *
     * @throws SQLException when the server refuses what the case is given
     */
    public static CaseSession open(TestDatabase database, StatementCase of) throws SQLException {
        try (Connection other = database.connect()) {
            remove(other);
            for (String schema : SCHEMAS) {
                send(other, "CREATE DATABASE " + schema + " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci");
            }
        }
        CaseSession session = new CaseSession(database, of, database.connect());
        try {
            session.send("USE c");
            session.send("SET SESSION time_zone = '+00:00', lock_wait_timeout = 5, innodb_lock_wait_timeout = 5");
            for (CaseSql sql : of.given()) {
                session.send(sql.text());
            }
            return session;
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }

    /** The session's connection; it is closed with the session. */
    public Connection connection() {
        return connection;
    }

    /** Sends one of the case's statements; where the case is only to be prepared, prepares it. */
    public void run(CaseSql sql) throws SQLException {
        if (of.is(Trait.PARSED)) {
            prepare(sql.text());
        } else {
            send(sql.text());
        }
    }

    /** Sends a statement as it is, and reads all that it answers. */
    public void send(String sql) throws SQLException {
        send(connection, sql);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        try (Connection other = database.connect()) {
            try {
                for (CaseSql sql : of.cleaning()) {
                    send(other, sql.text());
                }
            } finally {
                remove(other);
            }
        }
    }

    private void prepare(String sql) throws SQLException {
        try (PreparedStatement text = connection.prepareStatement("SET @case_text = ?")) {
            text.setString(1, sql);
            text.execute();
        }
        send("PREPARE case_statement FROM @case_text");
    }

    private static void remove(Connection connection) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(REMOVAL)) {
            while (rows.next()) {
                statements.add(rows.getString(1));
            }
        }
        send(connection, "SET SESSION foreign_key_checks = 0, lock_wait_timeout = 30");
        for (String sql : statements) {
            send(connection, sql);
        }
    }

    private static void send(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            boolean rows = statement.execute(sql);
            while (rows || statement.getUpdateCount() != -1) {
                rows = statement.getMoreResults();
            }
        }
    }
}
