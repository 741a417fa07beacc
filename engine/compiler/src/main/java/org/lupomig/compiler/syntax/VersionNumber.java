package org.lupomig.compiler.syntax;

import java.util.List;
import org.lupomig.model.source.Span;

/**
 * A version, dotted numbers.
 *
 * @param span the whole version
 * @param text as written, such as {@code 4.0.3}; empty where the author left it out
 */
public record VersionNumber(Span span, String text) implements Node {
    /** Whether a version must stand here and none does. It has been said. */
    public boolean isMissing() {
        return text.isEmpty();
    }

    @Override
    public List<Node> children() {
        return List.of();
    }
}
