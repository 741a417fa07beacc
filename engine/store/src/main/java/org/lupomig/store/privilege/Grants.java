package org.lupomig.store.privilege;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;

/**
 * What an account may do, its active role and what is granted to everybody included.
 *
 * <p>Read from {@code SHOW GRANTS}, because {@code information_schema} leaves out what comes from a role. What is not
 * proved by a grant counts as not allowed: a grant to another account that the server would count in is not shown.
 */
public final class Grants {
    private static final String ALL = "ALL PRIVILEGES";
    /** No schema is named so. */
    private static final String EVERYTHING = "";

    /** With one of these on everything, {@code KEY_COLUMN_USAGE} shows the foreign keys of all tables. */
    private static final List<String> SHOWING = List.of(
            "SELECT",
            "INSERT",
            "UPDATE",
            "DELETE",
            "CREATE",
            "DROP",
            "REFERENCES",
            "INDEX",
            "ALTER",
            "CREATE VIEW",
            "SHOW VIEW",
            "TRIGGER",
            "DELETE HISTORY");

    private static final int WITHOUT_GRANT_TABLES = 1290;

    private final String account;
    private final boolean lowerCase;
    private final boolean unchecked;
    private final Set<String> everywhere = new HashSet<>();
    private final Set<String> passing = new HashSet<>();
    private final Map<String, Set<String>> tables = new HashMap<>();
    private final Map<Grantee, Map<String, Set<String>>> schemas = new HashMap<>();

    private Grants(String account, boolean lowerCase, boolean unchecked, List<String> lines) {
        this.account = account;
        this.lowerCase = lowerCase;
        this.unchecked = unchecked;
        lines.forEach(this::read);
    }

    /** Those of the account that reads. */
    public static Grants of(ServerConnection reader) {
        String[] facts = reader.one("SELECT CURRENT_USER(), @@lower_case_table_names", (rows, ctx) ->
                new String[] {rows.getString(1), rows.getString(2)});
        boolean lowerCase = !facts[1].equals("0");
        try {
            List<String> lines = reader.list("SHOW GRANTS", (rows, ctx) -> rows.getString(1));
            return new Grants(quoted(facts[0]), lowerCase, false, lines);
        } catch (ServerRefused e) {
            if (e.code() == WITHOUT_GRANT_TABLES) {
                return new Grants(quoted(facts[0]), lowerCase, true, List.of());
            }
            throw e;
        }
    }

    /** The account as it is written in a GRANT. */
    public String account() {
        return account;
    }

    /** Whether a right over the whole server is granted, by its word in a GRANT. */
    public boolean allowEverywhere(String right) {
        return unchecked || everywhere.contains(right) || everywhere.contains(ALL);
    }

    /** Whether the server shows the account the foreign keys of all tables, also where it lacks PROCESS. */
    public boolean showReferences() {
        return SHOWING.stream().anyMatch(this::allowEverywhere);
    }

    /**
     * Whether some right may be passed on to others.
     *
     * @param schema null for everything
     * @param table null for all of the schema
     */
    public boolean passOn(@Nullable String schema, @Nullable String table) {
        return unchecked
                || passing.contains(EVERYTHING)
                || (schema != null && passing.stream().anyMatch(on -> SchemaPattern.fits(on, folded(schema))))
                || (schema != null && table != null && passing.contains(key(schema, table)));
    }

    /** Those that these lines of {@code SHOW GRANTS} say. */
    static Grants read(boolean lowerCase, List<String> lines) {
        return new Grants("", lowerCase, false, lines);
    }

    /**
     * Whether something is allowed.
     *
     * @param table null where it must be allowed on the whole schema
     */
    public boolean allow(Privilege privilege, String schema, @Nullable String table) {
        if (unchecked) {
            return true;
        }
        EnumSet<Privilege> oneOf = EnumSet.copyOf(privilege.impliedBy());
        if (holds(everywhere, oneOf)
                || (table != null && holds(tables.getOrDefault(key(schema, table), Set.of()), oneOf))) {
            return true;
        }
        for (Map<String, Set<String>> ofGrantee : schemas.values()) {
            if (holds(chosen(ofGrantee, folded(schema)), oneOf)) {
                return true;
            }
        }
        return false;
    }

    /**
     * What a GRANT on a schema names so that it gives these rights, and takes none away that the account has there by a
     * pattern.
     *
     * @param words the rights, as they are written in it
     */
    public String toGrant(Set<String> words, String schema) {
        Set<String> all = new TreeSet<>(words);
        all.addAll(hiddenByAGrantOn(schema));
        return String.join(", ", all);
    }

    /** The schema as that GRANT names it: a pattern, in backticks. */
    public String grantedOn(String schema) {
        return SqlQuoting.identifier(nameIn(schema));
    }

    /**
     * The name under which a grant on a schema is to be made: as it was where the account has one that fits this schema
     * and no other pattern, else so that it fits this schema only.
     */
    String nameIn(String schema) {
        List<String> fitting = fitting(folded(schema));
        return fitting.equals(List.of(folded(schema))) ? schema : SchemaPattern.exactly(schema);
    }

    /** What the account may by a pattern, and would no longer by it once it has a grant under {@link #nameIn}. */
    Set<String> hiddenByAGrantOn(String schema) {
        List<String> fitting = fitting(folded(schema));
        return fitting.contains(nameIn(folded(schema)))
                ? Set.of()
                : chosen(schemas.getOrDefault(Grantee.ACCOUNT, Map.of()), folded(schema));
    }

    private List<String> fitting(String schema) {
        return schemas.getOrDefault(Grantee.ACCOUNT, Map.of()).keySet().stream()
                .filter(pattern -> SchemaPattern.fits(pattern, schema))
                .toList();
    }

    /**
     * Of one grantee the server takes one grant that fits. It takes the one on the schema's own name before any
     * pattern; which of several patterns it takes is not the same in all its versions, so all that fit must do.
     */
    private static Set<String> chosen(Map<String, Set<String>> grants, String schema) {
        Set<String> common = null;
        for (Map.Entry<String, Set<String>> grant : grants.entrySet()) {
            if (!SchemaPattern.fits(grant.getKey(), schema)) {
                continue;
            }
            if (!SchemaPattern.hasWildcards(grant.getKey())) {
                return grant.getValue();
            }
            if (common == null) {
                common = new HashSet<>(grant.getValue());
            } else if (common.contains(ALL)) {
                common = new HashSet<>(grant.getValue());
            } else if (!grant.getValue().contains(ALL)) {
                common.retainAll(grant.getValue());
            }
        }
        return common == null ? Set.of() : common;
    }

    private static boolean holds(Set<String> granted, Set<Privilege> oneOf) {
        return granted.contains(ALL) || oneOf.stream().anyMatch(privilege -> granted.contains(privilege.word()));
    }

    /**
     * Takes in {@code GRANT EVENT, DROP ON `shop`.* TO `anna`@`%`} and the same on everything and on one table; grants
     * of roles, routines and columns tell nothing here.
     */
    private void read(String line) {
        int on = line.indexOf(" ON ");
        if (!line.startsWith("GRANT ") || on < 0) {
            return;
        }
        Set<String> privileges = Set.copyOf(
                new HashSet<>(List.of(line.substring("GRANT ".length(), on).split(", ", -1))));
        boolean passes = line.lastIndexOf("GRANT OPTION") > on;
        QuotedName first = QuotedName.at(line, on + " ON ".length());
        if (first == null) {
            if (line.startsWith("*.* TO ", on + " ON ".length())) {
                everywhere.addAll(privileges);
                pass(passes, EVERYTHING);
            }
        } else if (line.startsWith(".* TO ", first.end())) {
            pass(passes, first.text());
            Grantee grantee = Grantee.at(line, first.end() + ".* TO ".length());
            schemas.computeIfAbsent(grantee, g -> new HashMap<>())
                    .computeIfAbsent(first.text(), pattern -> new HashSet<>())
                    .addAll(privileges);
        } else if (line.startsWith(".", first.end())) {
            QuotedName second = QuotedName.at(line, first.end() + 1);
            if (second != null) {
                pass(passes, key(first.text(), second.text()));
                tables.computeIfAbsent(key(first.text(), second.text()), name -> new HashSet<>())
                        .addAll(privileges);
            }
        }
    }

    private void pass(boolean passes, String on) {
        if (passes) {
            passing.add(on);
        }
    }

    /** {@code anna@%}, with quotes. */
    static String quoted(String account) {
        int at = account.lastIndexOf('@');
        return SqlQuoting.literal(account.substring(0, at)) + "@" + SqlQuoting.literal(account.substring(at + 1));
    }

    private String key(String schema, String table) {
        return folded(schema) + "/" + folded(table);
    }

    /** The server compares names in lower case where it keeps them so, and grants are kept so with them. */
    private String folded(String name) {
        return lowerCase ? name.toLowerCase(Locale.ROOT) : name;
    }

    /** Whom the server asks for one after the other: what several roles may is put together before. */
    private enum Grantee {
        ACCOUNT,
        ROLE,
        EVERYBODY;

        /** An account's password stands behind it, and a right to pass on. */
        static Grantee at(String line, int from) {
            QuotedName name = QuotedName.at(line, from);
            if (name == null) {
                return EVERYBODY;
            }
            return line.startsWith("@", name.end()) ? ACCOUNT : ROLE;
        }
    }
}
