package org.lupomig.store.scratch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AccountRef;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;

/**
 * Accounts and roles, and the roles that these have, with what they may do with some schemas and everywhere: never with
 * a password, and locked.
 */
final class AccountCopy {
    /** There is no such grant; such a role cannot be. */
    private static final Set<Integer> NOT_THERE = Set.of(1141, 1959);

    /** How an account proves who it is, in the line of what it may do everywhere. */
    private static final Pattern SECRET =
            Pattern.compile(" IDENTIFIED (BY PASSWORD '[^']*'|VIA .*?)(?= REQUIRE | WITH |$)");

    /** What is granted in a line: on a table or routine of a schema. */
    private static final Pattern ON_OBJECT =
            Pattern.compile("^GRANT .* ON (?:\\w+(?: BODY)? )?`((?:[^`]++|``)++)`\\.`(?:[^`]++|``)++` TO ");

    private static final Pattern ROLE = Pattern.compile("^GRANT `((?:[^`]++|``)++)` TO ");

    private final ServerConnection connection;
    private final Collection<String> schemas;
    private final Map<String, List<String>> rights = new TreeMap<>();
    private final Map<String, String> made = new LinkedHashMap<>();
    private final List<String> unread = new ArrayList<>();

    /** From a server that is only read. */
    AccountCopy(ServerConnection connection, Collection<String> schemas) {
        this.connection = connection;
        this.schemas = schemas;
    }

    /** One that is named: where no host stands behind it, the role or the account of every host. */
    void add(AccountRef named) {
        if (named.type() == AccountRef.Type.NAMED) {
            add(named.name(), named.host());
        }
    }

    /** A role. */
    void role(String name) {
        add(name, null);
    }

    private void add(String name, @Nullable String host) {
        String asked = SqlQuoting.literal(name) + (host == null ? "" : "@" + SqlQuoting.literal(host));
        List<String> lines;
        try {
            lines = Reading.texts(connection, "SHOW GRANTS FOR " + asked);
        } catch (ServerRefused e) {
            if (!NOT_THERE.contains(e.code())) {
                unread.add("account " + asked + ": " + e.getMessage() + " (error " + e.code() + ")");
            }
            return;
        }
        String role = " TO " + SqlQuoting.identifier(name);
        String account = role + "@" + SqlQuoting.identifier(host == null ? "%" : host);
        boolean isRole = host == null && lines.stream().anyMatch(line -> isOf(line, role));
        String grantee = isRole ? role : account;
        String quoted = SqlQuoting.literal(name) + (isRole ? "" : "@" + SqlQuoting.literal(host == null ? "%" : host));
        if (made.put(
                        quoted,
                        isRole
                                ? "CREATE ROLE IF NOT EXISTS " + quoted
                                : "CREATE USER IF NOT EXISTS " + quoted + " ACCOUNT LOCK")
                != null) {
            return;
        }
        List<String> own = rights.computeIfAbsent(quoted, each -> new ArrayList<>());
        for (String line : lines) {
            Matcher object = ON_OBJECT.matcher(line);
            boolean elsewhere =
                    object.find() && !schemas.contains(object.group(1).replace("``", "`"));
            boolean defaults = line.startsWith("SET DEFAULT ROLE ");
            if (!elsewhere && (isOf(line, grantee) || defaults) && !line.startsWith("GRANT PROXY ")) {
                own.add(SECRET.matcher(line).replaceFirst(""));
            }
            Matcher granted = ROLE.matcher(line);
            if (granted.find() && isOf(line, grantee)) {
                role(granted.group(1).replace("``", "`"));
            }
        }
    }

    private static boolean isOf(String line, String grantee) {
        int at = line.indexOf(grantee);
        int end = at + grantee.length();
        return at >= 0 && (end == line.length() || line.charAt(end) == ' ');
    }

    /** What could not be read, one sentence each. */
    List<String> unread() {
        return unread;
    }

    /** Statements that make them, without any rights, by name as a statement has it. */
    Map<String, String> made() {
        return made;
    }

    /** Statements that give one its rights; to be sent when all that they name is there. */
    List<String> rights(String quoted) {
        return rights.getOrDefault(quoted, List.of());
    }
}
