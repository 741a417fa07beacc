package org.lupomig.testkit.mariadb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Removes from a test server what tests left on it. */
final class ServerCleaning {
    private static final int NO_SUCH_THREAD = 1094;
    private static final int LONGEST_WAIT_MILLIS = 30_000;
    private static final int PAUSE_MILLIS = 5;

    private static final String OTHER_SESSIONS =
            "SELECT id FROM information_schema.processlist WHERE id <> connection_id()"
                    + " AND user NOT IN ('system user', 'event_scheduler') AND command <> 'Daemon'";

    private final Connection connection;
    private final Set<String> kept;

    /** @param kept schemas that stay as they are */
    ServerCleaning(Connection connection, Set<String> kept) {
        this.connection = connection;
        this.kept = Set.copyOf(kept);
    }

    void run() throws SQLException {
        endOtherSessions();
        execute("SET GLOBAL read_only = 0, sql_mode = DEFAULT");
        execute("SET SESSION foreign_key_checks = 0, lock_wait_timeout = 30");
        for (String schema : strings("SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT IN"
                + " ('mysql', 'sys', 'information_schema', 'performance_schema')")) {
            if (!kept.contains(schema)) {
                execute("DROP DATABASE " + quoted(schema, '`'));
            }
        }
        // One without a name goes too: from its host it would be taken before an account of a test that is for any
        // host.
        for (String account :
                strings("SELECT concat(quote(User), '@', quote(Host)) FROM mysql.global_priv WHERE User NOT"
                        + " IN ('root', 'mariadb.sys', 'mysql', 'healthcheck', 'PUBLIC')"
                        + " AND concat(User, '@', Host) <> current_user()"
                        + " AND coalesce(json_value(Priv, '$.is_role'), 0) <> 1")) {
            execute("DROP USER IF EXISTS " + account);
        }
        for (String role : strings("SELECT User FROM mysql.global_priv WHERE User <> 'PUBLIC'"
                + " AND json_value(Priv, '$.is_role') = 1")) {
            execute("DROP ROLE IF EXISTS " + quoted(role, '`'));
        }
    }

    /** A session that a test left open may hold locks that would keep a schema from being dropped. */
    private void endOtherSessions() throws SQLException {
        for (String id : strings(OTHER_SESSIONS)) {
            try {
                execute("KILL CONNECTION " + id);
            } catch (SQLException e) {
                if (e.getErrorCode() != NO_SUCH_THREAD) {
                    throw e;
                }
            }
        }
        long deadline = System.nanoTime() + LONGEST_WAIT_MILLIS * 1_000_000L;
        while (!strings(OTHER_SESSIONS).isEmpty() && System.nanoTime() - deadline < 0) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private List<String> strings(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(String name, char quote) {
        String mark = String.valueOf(quote);
        return mark + name.replace(mark, mark + mark) + mark;
    }
}
