package org.lupomig.model.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/**
 * A function that a statement calls.
 *
 * @param schema the schema named before it; null where none is
 * @param name in upper case where it is built in, as written where it is not; {@code NEXT VALUE FOR} is one
 * @param nature what is known of it
 * @param span its name, the schema's included, without arguments
 */
public record FunctionCall(@Nullable String schema, String name, FunctionNature nature, Span span) {}
