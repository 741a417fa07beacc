package org.lupomig.model.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/**
 * A check of a table: {@code [CONSTRAINT name] CHECK (expression)}.
 *
 * @param name null where the server chooses it
 * @param guard {@code IF NOT EXISTS}, or null
 * @param span the whole definition
 */
public record Check(
        @Nullable String name,
        SqlExpression expression,
        @Nullable Span guard,
        Span span) {}
