package org.lupomig.orchestrator.port;

import java.util.List;

/**
 * Some rows of a table, for people.
 *
 * @param rows how many
 * @param keys a few of them by their primary keys; none where there is none
 */
public record SomeRows(long rows, List<String> keys) {
    /** So many are named. */
    public static final int FEW = 5;

    /** None. */
    public static final SomeRows NONE = new SomeRows(0, List.of());

    public SomeRows {
        keys = List.copyOf(keys);
    }

    /** As {@code 2 rows (by their keys: 4; 5)}. */
    public String words() {
        String named = rows + (rows == 1 ? " row" : " rows");
        if (keys.isEmpty()) {
            return named;
        }
        String by = keys.size() == 1 && rows == 1 ? "by its key: " : "by their keys: ";
        return named + " (" + by + String.join("; ", keys) + (rows > keys.size() ? "; …)" : ")");
    }
}
