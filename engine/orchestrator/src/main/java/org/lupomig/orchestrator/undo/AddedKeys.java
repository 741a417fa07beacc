package org.lupomig.orchestrator.undo;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.AlterAction.AddIndex;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.port.ObjectState;

/** The keys that an ALTER TABLE added, by their names on the server, in lower case. */
final class AddedKeys {
    private AddedKeys() {}

    /** What {@code IF NOT EXISTS} left out was there before, and is not among them. */
    static Set<String> of(AlterTable alter, ObjectName table, StatementTrail statement) {
        Set<String> before = keys(table, statement.intent().before());
        Set<String> fresh = statement.done() == null
                ? Set.of()
                : keys(table, statement.done().after());
        Set<String> added = new HashSet<>();
        for (AlterAction action : alter.actions()) {
            if (action instanceof AddIndex add) {
                String name = add.primary() ? "primary" : lower(add.index());
                String column = lower(add.firstColumn());
                if (name != null) {
                    added.add(name);
                } else if (column != null) {
                    fresh.stream().filter(key -> namedAfter(column, key)).forEach(added::add);
                }
            }
        }
        added.removeAll(before);
        return added;
    }

    /**
     * Whether the server gives a key such a name by itself: its first column, or that and a number where it is taken.
     */
    private static boolean namedAfter(String column, String key) {
        if (!key.startsWith(column)) {
            return false;
        }
        String rest = key.substring(column.length());
        return rest.isEmpty()
                || (rest.length() > 1
                        && rest.charAt(0) == '_'
                        && rest.chars().skip(1).allMatch(c -> c >= '0' && c <= '9'));
    }

    private static Set<String> keys(ObjectName table, Snapshot seen) {
        Set<String> keys = new HashSet<>();
        if (seen.object(table) instanceof ObjectState.Present present) {
            present.definition().toLowerCase(Locale.ROOT).lines().forEach(line -> {
                String text = line.strip();
                int open = text.indexOf("key `");
                if (text.startsWith("primary key ")) {
                    keys.add("primary");
                } else if (open >= 0 && text.indexOf('`') == open + 4) {
                    keys.add(name(text, open + 5));
                }
            });
        }
        return keys;
    }

    /** Up to the backtick that is not doubled. */
    private static String name(String text, int start) {
        StringBuilder name = new StringBuilder();
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) == '`') {
                i++;
                if (i >= text.length() || text.charAt(i) != '`') {
                    break;
                }
            }
            name.append(text.charAt(i));
        }
        return name.toString();
    }

    private static @Nullable String lower(@Nullable String name) {
        return name == null ? null : name.toLowerCase(Locale.ROOT);
    }
}
