package org.lupomig.model.sql;

import org.lupomig.model.source.Span;

/**
 * Some words of a statement.
 *
 * @param text as written, each gap and comment between words one blank, so that equal texts are equal code
 * @param span where they stand
 */
public record SqlText(String text, Span span) {}
