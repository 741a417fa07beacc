package org.lupomig.model.plan;

import org.jspecify.annotations.Nullable;

/**
 * The classification of one table.
 *
 * @param priority smaller moves first; null where not said
 * @param target schema it is to move to, null where it stays
 */
public record TableClassification(
        String schema,
        String table,
        Schema.Classification classification,
        @Nullable String category,
        @Nullable Integer priority,
        @Nullable String target) {}
