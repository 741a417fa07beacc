package org.lupomig.model.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/**
 * How a table is to be altered: what stands around the actions.
 *
 * @param algorithm {@code ALGORITHM=…}, its value in upper case; null where not said
 * @param lock {@code LOCK=…}, its value in upper case; null where not said
 * @param waiting {@code WAIT n} or {@code NOWAIT}; null where not said
 * @param online {@code ONLINE}; null where not said
 * @param ignore {@code IGNORE}, which removes rows that are in the way; null where not said
 * @param orReplace {@code OR REPLACE} of an index; null where not said
 */
public record AlterClauses(
        @Nullable TableOption algorithm,
        @Nullable TableOption lock,
        @Nullable SqlText waiting,
        @Nullable Span online,
        @Nullable Span ignore,
        @Nullable Span orReplace) {
    /** Nothing is said. */
    public static final AlterClauses NONE = new AlterClauses(null, null, null, null, null, null);
}
