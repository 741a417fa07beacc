package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.lupomig.orchestrator.evidence.ChangesAccounts;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState.Present;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation.RestoreAccount;
import org.lupomig.store.connect.ServerConnection;

/**
 * Makes an account or role as it was, by as many statements as there are differences. Between any two, what it has lies
 * between what it had and what it is to have.
 */
final class AccountRestore {
    private static final String ON = " ON ";
    private static final String ROLE = "ROLE ";
    private static final String ADMIN = " ADMIN";
    private static final String PROXY = "PROXY ON ";
    private static final String OPTION = "GRANT OPTION";

    private final ServerObject object;
    private final Present before;
    private final Set<String> lacks;
    private final Set<String> exceeds;
    private final Set<String> has;
    private final RestoreAccount restore;
    private final List<String> sent = new ArrayList<>();

    private AccountRestore(RestoreAccount restore) {
        this.restore = restore;
        this.object = restore.object();
        this.before = restore.before();
        this.has = restore.now() instanceof Present now ? now.settings().keySet() : Set.of();
        this.lacks = new TreeSet<>(before.settings().keySet());
        this.lacks.removeAll(has);
        this.exceeds = new TreeSet<>(has);
        this.exceeds.removeAll(before.settings().keySet());
    }

    static StatementOutcome send(RestoreAccount restore, ServerConnection connection) {
        String own =
                Objects.requireNonNull(connection.one("SELECT @@sql_mode", (row, ctx) -> row.getString(1)), "sql_mode");
        String password = restore.before().beside().get(Present.PASSWORD_SET);
        try {
            connection.update("SET sql_mode = ''");
            if (password != null && !password.equals("0")) {
                // A password counts from when it was set.
                connection.update("SET timestamp = " + Long.parseLong(password));
            }
            return Answer.all(statements(restore), connection);
        } finally {
            if (!connection.closed()) {
                connection.update("SET timestamp = DEFAULT");
                connection.update("SET sql_mode = ?", own);
            }
        }
    }

    /** What is sent, in its order. */
    static List<String> statements(RestoreAccount restore) {
        AccountRestore made = new AccountRestore(restore);
        made.identity();
        made.roles();
        made.rights();
        return made.sent;
    }

    private void identity() {
        List<String> lines = before.definition().lines().toList();
        if (!(restore.now() instanceof Present now)) {
            sent.addAll(lines);
            return;
        }
        boolean password = !Objects.equals(
                before.beside().get(Present.PASSWORD_SET), now.beside().get(Present.PASSWORD_SET));
        boolean same = before.definition().equals(now.definition()) && !password;
        if (lines.isEmpty() || same || object.kind() == ServerObject.Kind.ROLE) {
            return;
        }
        AccountClauses is = AccountClauses.of(now.definition().lines().toList().get(0));
        String clauses = AccountClauses.of(lines.get(0)).changing(is, password);
        if (!clauses.isEmpty()) {
            sent.add("ALTER USER " + object.grantee() + clauses);
        }
        sent.addAll(lines.subList(1, lines.size()));
    }

    private void roles() {
        for (String right : lacks) {
            if (right.startsWith(ROLE) && !right.endsWith("`" + ADMIN)) {
                String with = before.settings().containsKey(right + ADMIN) ? " WITH ADMIN OPTION" : "";
                sent.add("GRANT " + right.substring(ROLE.length()) + " TO " + object.grantee() + with);
            } else if (right.startsWith(ROLE) && has.contains(role(right))) {
                sent.add("GRANT " + role(right).substring(ROLE.length()) + " TO " + object.grantee()
                        + " WITH ADMIN OPTION");
            }
        }
        for (String right : lacks) {
            if (right.startsWith(ChangesAccounts.DEFAULT_ROLE)) {
                sent.add("SET " + right + " FOR " + object.grantee());
            }
        }
        boolean none = lacks.stream().noneMatch(right -> right.startsWith(ChangesAccounts.DEFAULT_ROLE));
        for (String right : exceeds) {
            if (right.startsWith(ChangesAccounts.DEFAULT_ROLE) && none) {
                sent.add("SET DEFAULT ROLE NONE FOR " + object.grantee());
            } else if (right.startsWith(ROLE) && !right.endsWith("`" + ADMIN)) {
                sent.add("REVOKE " + right.substring(ROLE.length()) + " FROM " + object.grantee());
            } else if (right.startsWith(ROLE) && before.settings().containsKey(role(right))) {
                sent.add("REVOKE ADMIN OPTION FOR " + role(right).substring(ROLE.length()) + " FROM "
                        + object.grantee());
            }
        }
    }

    private static String role(String right) {
        return right.substring(0, right.length() - ADMIN.length());
    }

    private void rights() {
        Map<String, Set<String>> give = byObject(lacks);
        Map<String, Set<String>> take = byObject(exceeds);
        take.forEach((on, names) -> {
            if (names.remove("ALL PRIVILEGES")) {
                // What it had of all of them is given again.
                sent.add("REVOKE ALL PRIVILEGES ON " + on + " FROM " + object.grantee());
                Set<String> had = byObject(before.settings().keySet()).getOrDefault(on, Set.of());
                give.computeIfAbsent(on, key -> new TreeSet<>()).addAll(had);
            }
        });
        Map<String, Set<String>> given = new LinkedHashMap<>(give);
        given.forEach(this::grant);
        take.forEach((on, names) -> {
            boolean all = give.getOrDefault(on, Set.of()).contains("ALL PRIVILEGES");
            if (names.remove(OPTION)) {
                sent.add("REVOKE GRANT OPTION ON " + on + " FROM " + object.grantee());
            }
            if (!names.isEmpty() && !all) {
                sent.add("REVOKE " + String.join(", ", names) + ON + on + " FROM " + object.grantee());
            }
        });
        proxies();
    }

    private void grant(String on, Set<String> rights) {
        Set<String> names = new TreeSet<>(rights);
        boolean option = names.remove(OPTION);
        if (names.isEmpty() && !option) {
            return;
        }
        sent.add("GRANT " + (names.isEmpty() ? "USAGE" : String.join(", ", names)) + ON + on + " TO " + object.grantee()
                + (option ? " WITH GRANT OPTION" : ""));
    }

    private void proxies() {
        boolean passedOn = false;
        Set<String> proxied = new TreeSet<>();
        lacks.stream().filter(right -> right.startsWith(PROXY)).forEach(right -> proxied.add(proxied(right)));
        exceeds.stream().filter(right -> right.startsWith(PROXY)).forEach(right -> proxied.add(proxied(right)));
        for (String right : proxied) {
            boolean option = before.settings().containsKey(right + " " + OPTION);
            passedOn |= option;
            sent.add(
                    before.settings().containsKey(right)
                            ? "GRANT " + right + " TO " + object.grantee() + (option ? " WITH GRANT OPTION" : "")
                            : "REVOKE " + right + " FROM " + object.grantee());
        }
        if (passedOn && !before.settings().containsKey(OPTION + " ON *.*")) {
            // The server takes it for a right to pass on everything.
            sent.add("REVOKE GRANT OPTION ON *.* FROM " + object.grantee());
        }
    }

    private static String proxied(String right) {
        return right.endsWith(" " + OPTION) ? right.substring(0, right.length() - OPTION.length() - 1) : right;
    }

    private static Map<String, Set<String>> byObject(Set<String> rights) {
        Map<String, Set<String>> found = new LinkedHashMap<>();
        for (String right : rights) {
            int on = right.indexOf(ON);
            if (on >= 0
                    && !right.startsWith(PROXY)
                    && !right.startsWith(ROLE)
                    && !right.startsWith(ChangesAccounts.DEFAULT_ROLE)) {
                found.computeIfAbsent(right.substring(on + ON.length()), key -> new TreeSet<>())
                        .add(right.substring(0, on));
            }
        }
        return found;
    }
}
