package org.lupomig.model.sql;

import org.lupomig.model.source.Span;

/**
 * A column that gets a value: {@code a = a + 1}.
 *
 * @param column the column
 * @param value where the expression stands
 */
public record Assignment(ColumnRef column, Span value) {}
