package org.lupomig.compiler.syntax;

import java.util.List;
import org.lupomig.model.source.Span;

/**
 * A plain name.
 *
 * @param span the name without quotes, should the author have put it in some
 * @param text the name; empty where the author left it out
 */
public record Name(Span span, String text) implements Node {
    /** Whether a name must stand here and none does. It has been said. */
    public boolean isMissing() {
        return text.isEmpty();
    }

    @Override
    public List<Node> children() {
        return List.of();
    }
}
