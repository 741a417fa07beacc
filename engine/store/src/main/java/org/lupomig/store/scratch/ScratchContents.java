package org.lupomig.store.scratch;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;
import org.lupomig.store.connect.SessionSettings;

/** What is put on a scratch server, and removed from it. */
public final class ScratchContents {
    private static final String ACCOUNTS =
            "SELECT CONCAT(QUOTE(User), '@', QUOTE(Host)) FROM mysql.global_priv WHERE User NOT IN ('PUBLIC',"
                    + " 'mariadb.sys') AND COALESCE(JSON_VALUE(Priv, '$.is_role'), 0) <> 1";
    private static final String ROLES =
            "SELECT QUOTE(User) FROM mysql.global_priv WHERE COALESCE(JSON_VALUE(Priv, '$.is_role'), 0) = 1"
                    + " AND User <> 'PUBLIC'";

    private final MariaDbServer server;
    private final Set<String> accounts;
    private final Set<String> roles;

    private ScratchContents(MariaDbServer server, Set<String> accounts, Set<String> roles) {
        this.server = server;
        this.accounts = accounts;
        this.roles = roles;
    }

    /** Notes what is the server's own: its accounts and roles as they are now. */
    public static ScratchContents of(MariaDbServer server) {
        return server.reading(connection -> new ScratchContents(
                server,
                new LinkedHashSet<>(Reading.texts(connection, ACCOUNTS)),
                new LinkedHashSet<>(Reading.texts(connection, ROLES))));
    }

    /** Names of all schemas that are not the server's own. */
    public static List<String> schemas(MariaDbServer server) {
        return server.reading(Reading::schemas);
    }

    /** Whether two addresses lead to one server: a lock that is held there is held here. */
    public static boolean isSame(MariaDbServer one, MariaDbServer other, String token) {
        try (ServerConnection holder = one.open(SessionSettings.READER)) {
            holder.list("SELECT GET_LOCK(?, 0)", (row, context) -> row.getInt(1), "lupomig/rehearsal/" + token);
            String owner = other.reading(connection -> connection.one(
                    "SELECT IS_USED_LOCK(?)",
                    (row, context) -> String.valueOf(row.getString(1)),
                    "lupomig/rehearsal/" + token));
            return !owner.equals("null");
        }
    }

    /**
     * Sends statements one after the other, as the client would, under the server's own settings.
     *
     * @return what the server said of the first that it refused; null where it took all
     */
    public @Nullable Refusal send(List<String> statements) {
        return send(SessionSettings.FORWARD, statements);
    }

    /** The same of definitions and rows as they were read elsewhere. */
    public @Nullable Refusal put(List<String> statements) {
        return send(SessionSettings.UNDO, statements);
    }

    private @Nullable Refusal send(SessionSettings settings, List<String> statements) {
        try (ServerConnection connection = server.open(settings);
                Statement statement = connection.driver().createStatement()) {
            statement.setEscapeProcessing(false);
            for (int i = 0; i < statements.size(); i++) {
                try {
                    statement.execute(statements.get(i));
                } catch (SQLException e) {
                    if (ServerError.lost(e, connection.driver())) {
                        throw ServerError.translated(e, connection.driver());
                    }
                    return new Refusal(i, ServerError.text(e) + " (error " + e.getErrorCode() + ")");
                }
            }
            return null;
        } catch (SQLException e) {
            throw new IllegalStateException("a statement that was not closed", e);
        }
    }

    /**
     * What the server refused.
     *
     * @param statement which, from 0
     * @param sentence the server's own
     */
    public record Refusal(int statement, String sentence) {}

    /** Removes every schema and every account that was not there at first. */
    public void clear() {
        try (ServerConnection connection = server.open(SessionSettings.UNDO)) {
            connection.update("SET SESSION lock_wait_timeout = 60");
            for (String schema : Reading.schemas(connection)) {
                connection.update("DROP DATABASE " + Reading.quoted(schema));
            }
            for (String account : Reading.texts(connection, ACCOUNTS)) {
                if (!accounts.contains(account)) {
                    connection.update("DROP USER " + account);
                }
            }
            for (String role : Reading.texts(connection, ROLES)) {
                if (!roles.contains(role)) {
                    connection.update("DROP ROLE " + role);
                }
            }
        } catch (ServerRefused e) {
            throw new IllegalStateException("the scratch server cannot be emptied: " + e.getMessage(), e);
        }
    }
}
