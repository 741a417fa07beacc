package org.lupomig.store.target;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.evidence.ChangesAccounts;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.store.connect.ServerConnection;

/** Whether what an account or role may could be granted to it again as a whole. */
final class AccountRegrant {
    private static final String ON = " ON ";
    private static final String PROXY = "PROXY ON ";
    private static final String ROLE = "ROLE ";

    private final ServerConnection reader;
    private final Set<String> own = new HashSet<>();

    AccountRegrant(ServerConnection reader) {
        this.reader = reader;
        List<String> lines = reader.list("SHOW GRANTS", (row, ctx) -> row.getString(1));
        for (ServerObject mine : AccountCatalogue.runsAs(reader)) {
            own.addAll(AccountRights.of(lines, mine));
        }
    }

    /** Why not; null where it could. */
    @Nullable
    String whyNot(Set<String> rights) {
        for (String right : rights) {
            String why = whyNot(right, rights);
            if (why != null) {
                return why;
            }
        }
        return null;
    }

    private @Nullable String whyNot(String right, Set<String> rights) {
        if (right.startsWith(ChangesAccounts.DEFAULT_ROLE)) {
            String role = right.substring("DEFAULT ".length());
            return rights.contains(role)
                    ? null
                    : "its default " + role + " is none that it has, and could not be set again";
        }
        if (right.startsWith(ROLE)) {
            String role = right.endsWith(" ADMIN") ? right : right + " ADMIN";
            return own.contains(role) ? null : mayNot(right);
        }
        if (right.startsWith(PROXY)) {
            String one = right.endsWith(" GRANT OPTION") ? right : right + " GRANT OPTION";
            return own.contains(one) || own.contains(PROXY + "''@'%' GRANT OPTION") ? null : mayNot(right);
        }
        int on = right.indexOf(ON);
        String object = right.substring(on + ON.length());
        if (!mayGrant(right.substring(0, on), object)) {
            return mayNot(right);
        }
        return isThere(object)
                ? null
                : "it has rights on " + object + ", which is not there, so that they could not be granted again";
    }

    private static String mayNot(String right) {
        return "this account could not grant it " + right + " again";
    }

    /** Rights are looked for on the object, its schema and everything. */
    private boolean mayGrant(String name, String object) {
        List<String> names = AccountRights.names(object);
        String schema = names.isEmpty() ? object : SqlQuoting.identifier(names.get(0)) + ".*";
        boolean passes = false;
        boolean has = false;
        int columns = name.indexOf(" (");
        String whole = columns < 0 ? name : name.substring(0, columns);
        for (String level : List.of("*.*", schema, object)) {
            passes |= own.contains("GRANT OPTION ON " + level);
            has |= own.contains("ALL PRIVILEGES ON " + level) || own.contains(whole + ON + level);
        }
        return passes && has;
    }

    private boolean isThere(String object) {
        List<String> names = AccountRights.names(object);
        if (names.size() < 2) {
            return true;
        }
        String question = object.startsWith("`")
                ? "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?"
                : "SELECT 1 FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ? AND ROUTINE_NAME = ?";
        return !reader.list(question, (row, ctx) -> 1, names.get(0), names.get(1))
                .isEmpty();
    }
}
