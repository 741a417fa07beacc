package org.lupomig.model.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/**
 * A column where a statement names it as one that gets a value.
 *
 * @param table what stands before its dot: a table's name or alias, without its schema; null where nothing does
 * @param name its name
 * @param span the words, the table's included
 */
public record ColumnRef(@Nullable String table, String name, Span span) {}
