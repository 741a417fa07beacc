package org.lupomig.sql;

import org.jspecify.annotations.Nullable;

/**
 * A column whose values an ALTER may not bring through as they are.
 *
 * @param column its name before
 * @param after its name after it; null where it is no more
 * @param why one clause for people
 * @param condition SQL that rows meet which would lose something, in a table as it is before; null where nothing tells
 *     them from others
 */
public record AlterRisk(
        String column,
        @Nullable String after,
        String why,
        @Nullable String condition) {}
