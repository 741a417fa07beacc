package org.lupomig.model.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/**
 * {@code PERIOD FOR name (start, end)}.
 *
 * @param name as written; {@code SYSTEM_TIME} in upper case is the one of the table's history
 * @param start the column in which it begins
 * @param end the column in which it ends
 * @param guard {@code IF NOT EXISTS}, or null
 * @param span the whole definition
 */
public record Period(
        String name, String start, String end, @Nullable Span guard, Span span) {
    /** The name of the period that a table's history is kept by. */
    public static final String SYSTEM_TIME = "SYSTEM_TIME";

    /** Whether it is that of the table's history. */
    public boolean ofHistory() {
        return name.equals(SYSTEM_TIME);
    }
}
