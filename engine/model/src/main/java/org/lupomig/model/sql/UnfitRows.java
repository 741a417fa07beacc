package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that would not come through a change of their table as they are.
 *
 * @param condition an SQL condition that such rows meet, and no others
 * @param why for people, one clause: {@code column a has values that do not fit into VARCHAR(10)}
 * @param unique by what no two rows that meet the condition may be alike; null where each of them is unfit by itself
 */
public record UnfitRows(
        String condition, String why, @Nullable Unique unique) {
    /** Rows each of which is unfit by itself. */
    public UnfitRows(String condition, String why) {
        this(condition, why, null);
    }

    /**
     * What a unique key goes by.
     *
     * @param by SQL over the columns of one row, in the order of the key, at least one
     * @param named columns whose values may be shown where the table has no primary key; none where they may not
     */
    public record Unique(List<String> by, List<String> named) {
        public Unique {
            by = List.copyOf(by);
            named = List.copyOf(named);
        }
    }
}
