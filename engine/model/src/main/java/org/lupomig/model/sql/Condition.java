package org.lupomig.model.sql;

import org.lupomig.model.source.Span;

/**
 * A {@code WHERE} of the statement itself, not of one of its subqueries.
 *
 * @param span from {@code WHERE} to its last word
 * @param uses what is in it
 */
public record Condition(Span span, Uses uses) {}
