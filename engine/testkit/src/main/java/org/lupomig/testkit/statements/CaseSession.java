package org.lupomig.testkit.statements;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * A session in which a case can run: its schemas are made, what it is given is there, {@code c} is its default schema.
 * Closing it removes
 * the schemas whose name is {@code c} with or without a number, and the accounts whose name begins with {@code lm_}.
 */
public final class CaseSession implements AutoCloseable {
    /** The schema in which a case runs, and the one beside it. */
    public static final List<String> SCHEMAS = List.of("c", "c2");

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
        removeSchemas(database);
        removeAccounts(database);
        for (String schema : SCHEMAS) {
            database.execute("CREATE DATABASE " + schema + " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci");
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
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            while (statement.getMoreResults() || statement.getUpdateCount() != -1) {
                continue;
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

    @Override
    public void close() throws SQLException {
        connection.close();
        try {
            database.execute(of.cleaning().stream().map(CaseSql::text).toArray(String[]::new));
        } finally {
            removeSchemas(database);
            removeAccounts(database);
        }
    }

    private static void removeSchemas(TestDatabase database) throws SQLException {
        List<String> statements = new ArrayList<>();
        statements.add("SET SESSION foreign_key_checks = 0, lock_wait_timeout = 30");
        for (String schema :
                database.query("SELECT schema_name FROM information_schema.schemata WHERE schema_name REGEXP '^c[0-9]*$'")) {
            statements.add("DROP DATABASE " + schema);
        }
        database.execute(statements.toArray(String[]::new));
    }

    private static void removeAccounts(TestDatabase database) throws SQLException {
        List<String> statements = database.query(
                "SELECT IF(JSON_VALUE(Priv, '$.is_role') = 1, CONCAT('DROP ROLE ', QUOTE(User)),"
                        + " CONCAT('DROP USER ', QUOTE(User), '@', QUOTE(Host)))"
                        + " FROM mysql.global_priv WHERE User LIKE 'lm\\_%'");
        database.execute(statements.toArray(String[]::new));
    }
}
