package org.lupomig.model.sql;

import org.jspecify.annotations.Nullable;

/**
 * A table among those that a statement goes through.
 *
 * @param table the table
 * @param alias what the statement calls it; null where it has no other name
 */
public record TableSource(TableRef table, @Nullable String alias) {
    /** What the rest of the statement calls it. */
    public String called() {
        return alias == null ? table.name().name() : alias;
    }
}
