package org.lupomig.compiler.syntax;

import java.util.List;
import java.util.OptionalLong;
import org.lupomig.model.source.Span;

/**
 * A whole number, not below 0.
 *
 * @param span its digits
 * @param value the number; empty where the author left it out or wrote one that no machine can hold
 */
public record Count(Span span, OptionalLong value) implements Node {
    @Override
    public List<Node> children() {
        return List.of();
    }
}
