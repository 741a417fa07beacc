package org.lupomig.store.scratch;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.store.connect.ServerConnection;

/** What of a server bears a name of its own and belongs to no schema: schemas, accounts and roles. */
public final class ServerThings {
    /** Only such a statement makes one of them, unless by the text of another. */
    private static final Pattern MAKES = Pattern.compile("(?i)\\b(SCHEMA|DATABASE|USER|ROLE|GRANT)\\b");

    /** Nothing. */
    static final ServerThings NONE = new ServerThings(Set.of());

    private final Set<Thing> all;

    private ServerThings(Set<Thing> all) {
        this.all = all;
    }

    /** What it is. */
    enum Kind {
        SCHEMA("schema"),
        ACCOUNT("account"),
        ROLE("role");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /**
     * One of them.
     *
     * @param name of a schema, a role, or the user of an account
     * @param quoted as statements write it
     */
    record Thing(Kind kind, String name, String quoted) {
        static Thing schema(String name) {
            return new Thing(Kind.SCHEMA, name, SqlQuoting.identifier(name));
        }

        String drop() {
            return switch (kind) {
                case SCHEMA -> "DROP DATABASE IF EXISTS " + quoted;
                case ACCOUNT -> "DROP USER IF EXISTS " + quoted;
                case ROLE -> "DROP ROLE IF EXISTS " + quoted;
            };
        }

        /** For people. */
        @Override
        public String toString() {
            return kind.word + " " + (kind == Kind.SCHEMA ? name : quoted);
        }
    }

    /** All that are there now, but for the server's own schemas. */
    static ServerThings read(ServerConnection connection) {
        Set<Thing> all = new LinkedHashSet<>();
        Reading.schemas(connection).forEach(name -> all.add(Thing.schema(name)));
        List<List<String>> accounts = connection.list(
                "SELECT User, CONCAT(QUOTE(User), '@', QUOTE(Host)), QUOTE(User),"
                        + " COALESCE(JSON_VALUE(Priv, '$.is_role'), 0) = 1 FROM mysql.global_priv"
                        + " WHERE User NOT IN ('PUBLIC', 'mariadb.sys') ORDER BY User, Host",
                (row, context) ->
                        List.of(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4) ? "role" : ""));
        for (List<String> account : accounts) {
            all.add(
                    account.get(3).isEmpty()
                            ? new Thing(Kind.ACCOUNT, account.get(0), account.get(1))
                            : new Thing(Kind.ROLE, account.get(0), account.get(2)));
        }
        return new ServerThings(all);
    }

    /** Whether a statement is of those that may make one. */
    static boolean makes(String sql) {
        return MAKES.matcher(sql).find();
    }

    boolean has(Thing thing) {
        return all.contains(thing);
    }

    /** Whether an account or role is among them, as statements write it. */
    boolean hasAccount(String quoted) {
        return all.stream()
                .anyMatch(thing -> thing.kind() != Kind.SCHEMA && thing.quoted().equals(quoted));
    }

    /** Those that are not in {@code before}. */
    Set<Thing> since(ServerThings before) {
        Set<Thing> fresh = new LinkedHashSet<>(all);
        fresh.removeAll(before.all);
        return fresh;
    }

    /** Those of them that a text names. */
    static Set<Thing> named(Set<Thing> things, String text) {
        String words = text.toLowerCase(Locale.ROOT);
        Set<Thing> named = new LinkedHashSet<>();
        for (Thing thing : things) {
            if (words.contains(thing.name().toLowerCase(Locale.ROOT))) {
                named.add(thing);
            }
        }
        return named;
    }

    /** For people, sorted. */
    static List<String> shown(Set<Thing> things) {
        Set<String> shown = new TreeSet<>();
        things.forEach(thing -> shown.add(thing.toString()));
        return List.copyOf(shown);
    }
}
