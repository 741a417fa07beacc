package org.lupomig.model.sql;

import org.lupomig.model.source.Span;

/**
 * A variable of the session that a statement reads or sets in an expression.
 *
 * @param system whether it is the server's own, as {@code @@sql_mode}; else the user's, as {@code @x}
 * @param name without the signs before it and quotes, as written
 * @param set whether it gets a value here
 * @param span its words
 */
public record VariableUse(boolean system, String name, boolean set, Span span) {}
