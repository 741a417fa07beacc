package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.store.connect.ServerConnection;

/**
 * Whether an account sees the events and routines of a schema. To one that may not the server shows none, as if there
 * were none.
 *
 * <p>Read from {@code SHOW GRANTS}, because {@code information_schema} leaves out what comes from a role. What is not
 * proved by a grant on the schema or on everything counts as not seen.
 */
final class Sight {
    private static final String ALL = "ALL PRIVILEGES";

    private final List<Grant> grants = new ArrayList<>();
    private final String schema;

    private Sight(String schema) {
        this.schema = schema;
    }

    /** What an account may hold in this schema without seeing it, for people; empty where it sees everything. */
    static List<String> hidden(ServerConnection reader, String schema) {
        // the server compares names in lower case where it keeps them so, and grants are kept so with them
        Sight sight = new Sight(reader.one(
                "SELECT IF(@@lower_case_table_names = 0, ?, LOWER(?))",
                (rows, ctx) -> rows.getString(1),
                schema,
                schema));
        reader.list("SHOW GRANTS", (rows, ctx) -> rows.getString(1)).forEach(sight::read);
        var hidden = new ArrayList<String>();
        if (!sight.has("EVENT")) {
            hidden.add("event (this account may not see events: GRANT EVENT)");
        }
        if (!sight.has("EXECUTE", "ALTER ROUTINE", "CREATE ROUTINE")) {
            hidden.add("routine (this account may not see routines: GRANT EXECUTE)");
        }
        return hidden;
    }

    /** Of one grantee the server takes one grant that fits, which is not easily told; so all that fit must do. */
    private boolean has(String... oneOf) {
        Map<String, Boolean> ofGrantees = new HashMap<>();
        for (Grant grant : grants) {
            boolean enough = grant.privileges.contains(ALL);
            for (String privilege : oneOf) {
                enough |= grant.privileges.contains(privilege);
            }
            if (grant.pattern.isEmpty()) {
                if (enough) {
                    return true;
                }
            } else if (fits(grant.pattern, 0, schema, 0)) {
                ofGrantees.merge(grant.grantee, enough, Boolean::logicalAnd);
            }
        }
        return ofGrantees.containsValue(true);
    }

    /**
     * Takes in {@code GRANT EVENT, DROP ON `shop`.* TO `anna`@`%`}; grants of roles, tables and routines tell nothing.
     */
    private void read(String line) {
        int on = line.indexOf(" ON ");
        if (!line.startsWith("GRANT ") || on < 0) {
            return;
        }
        String rest = line.substring(on + 4);
        int to = rest.indexOf(rest.startsWith("`") ? "`.* TO " : "*.* TO ");
        if (to < 0) {
            return;
        }
        String pattern = to == 0 ? "" : rest.substring(1, to).replace("``", "`");
        String grantee = rest.substring(to + "*.* TO ".length());
        // an account's password stands behind it, and a right to pass on
        int end = grantee.indexOf(' ');
        grants.add(new Grant(
                List.of(line.substring("GRANT ".length(), on).split(", ", -1)),
                pattern,
                end < 0 ? grantee : grantee.substring(0, end)));
    }

    /** As {@code LIKE} does, with a backslash before what stands for itself. */
    private static boolean fits(String pattern, int p, String name, int n) {
        if (p == pattern.length()) {
            return n == name.length();
        }
        char c = pattern.charAt(p);
        if (c == '%') {
            return fits(pattern, p + 1, name, n) || (n < name.length() && fits(pattern, p, name, n + 1));
        }
        boolean escaped = c == '\\' && p + 1 < pattern.length();
        char literal = escaped ? pattern.charAt(p + 1) : c;
        return n < name.length()
                && (c == '_' || literal == name.charAt(n))
                && fits(pattern, p + (escaped ? 2 : 1), name, n + 1);
    }

    /**
     * One grant.
     *
     * @param pattern of the schemas' names; empty for all
     */
    private record Grant(List<String> privileges, String pattern, String grantee) {}
}
