package org.lupomig.compiler.syntax;

import java.util.List;
import org.lupomig.model.source.Span;

/**
 * A point in time as UTC {@code YYYYMMDDHHMMSS}. Whether it is a date that exists is not known to the grammar.
 *
 * @param span its digits
 * @param digits 14 digits; empty where the author left it out or wrote another number of digits
 */
public record Timestamp(Span span, String digits) implements Node {
    /** Whether 14 digits must stand here and do not. It has been said. */
    public boolean isMissing() {
        return digits.isEmpty();
    }

    @Override
    public List<Node> children() {
        return List.of();
    }
}
