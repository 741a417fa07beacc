package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.ServerObjectState.Present;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;

/**
 * Reads accounts and roles: what they are from {@code SHOW CREATE USER}, what they may from {@code SHOW GRANTS}, who
 * has a role and when a password was set from the server's own tables.
 */
final class AccountCatalogue {
    /** There is no such grant. */
    private static final int NO_GRANT = 1141;

    private final ServerConnection reader;
    private final ServerObject object;

    private AccountCatalogue(ServerConnection reader, ServerObject object) {
        this.reader = reader;
        this.object = object;
    }

    static ServerObjectState look(ServerConnection reader, ServerObject object) {
        return new AccountCatalogue(reader, object).look();
    }

    /** The account of a connection, and its active role where it has one, with all roles that this one has in turn. */
    static List<ServerObject> runsAs(ServerConnection connection) {
        String account = connection.one("SELECT CURRENT_USER()", (row, ctx) -> row.getString(1));
        int at = account.lastIndexOf('@');
        List<ServerObject> own = new ArrayList<>();
        own.add(ServerObject.user(account.substring(0, at), account.substring(at + 1)));
        own.addAll(connection.list(
                "SELECT ROLE_NAME FROM information_schema.ENABLED_ROLES WHERE ROLE_NAME <> 'PUBLIC' ORDER BY 1",
                (row, ctx) -> ServerObject.role(row.getString(1))));
        return own;
    }

    private ServerObjectState look() {
        if (object.isEverybody()) {
            return present("", rights(), new TreeMap<>());
        }
        boolean role = object.kind() == ServerObject.Kind.ROLE;
        String[] row = reader.first(
                "SELECT JSON_VALUE(Priv, '$.password_last_changed'), @@secure_timestamp FROM mysql.global_priv"
                        + " WHERE User = ? AND Host = ? AND COALESCE(JSON_VALUE(Priv, '$.is_role'), 0) = ?",
                (rows, ctx) -> new String[] {rows.getString(1), rows.getString(2)},
                object.user(),
                object.host(),
                role ? 1 : 0);
        if (row == null) {
            return new ServerObjectState.Absent();
        }
        Map<String, String> beside = new TreeMap<>();
        String definition = role ? "CREATE ROLE " + object.grantee() : String.join("\n", shown());
        if (role) {
            beside.put(Present.MEMBERS, String.join("\n", members()));
        } else {
            if (row[0] != null && row[1].equals("NO")) {
                beside.put(Present.PASSWORD_SET, row[0]);
            }
            String lost = hashesRefused();
            if (lost != null) {
                beside.put(Present.LOST, lost);
            }
        }
        Set<String> rights = rights();
        String lost = new AccountRegrant(reader).whyNot(rights);
        if (lost != null) {
            beside.put(Present.LOST_GRANTS, lost);
        }
        return present(definition, rights, beside);
    }

    private static Present present(String definition, Set<String> rights, Map<String, String> beside) {
        Map<String, String> settings = new TreeMap<>();
        rights.forEach(right -> settings.put(right, ""));
        return new Present(definition, settings, beside);
    }

    /** More than one statement where a password has expired and would expire again. */
    private List<String> shown() {
        return reader.list("SHOW CREATE USER " + object.grantee(), (row, ctx) -> row.getString(1));
    }

    private Set<String> rights() {
        try {
            return AccountRights.of(
                    reader.list("SHOW GRANTS FOR " + object.grantee(), (row, ctx) -> row.getString(1)), object);
        } catch (ServerRefused e) {
            if (e.code() == NO_GRANT) {
                return Set.of();
            }
            throw e;
        }
    }

    private List<String> members() {
        return reader.list(
                "SELECT User, Host FROM mysql.roles_mapping WHERE Role = ? ORDER BY Host, User",
                (row, ctx) -> {
                    String host = row.getString(2);
                    return (host.isEmpty()
                                    ? ServerObject.role(row.getString(1))
                                    : ServerObject.user(row.getString(1), host))
                            .line();
                },
                object.name().name());
    }

    /** Why a password could not be given back, of which only the hash is known. */
    private @Nullable String hashesRefused() {
        Long validating = reader.first(
                "SELECT COUNT(*) FROM information_schema.PLUGINS WHERE PLUGIN_TYPE = 'PASSWORD VALIDATION'"
                        + " AND PLUGIN_STATUS = 'ACTIVE' AND @@strict_password_validation",
                (row, ctx) -> row.getLong(1));
        return validating == null || validating == 0
                ? null
                : "the server validates passwords and takes no hash of one (strict_password_validation)";
    }
}
