package org.lupomig.compiler.syntax;

import java.util.List;
import org.lupomig.model.source.Span;

/**
 * A word out of a small set: a class, a kind, a handler, a phase, an engine. Which words there are is not known to the
 * grammar.
 *
 * @param span the word
 * @param text the word; empty where the author left it out
 */
public record Word(Span span, String text) implements Node {
    /** Whether a word must stand here and none does. It has been said. */
    public boolean isMissing() {
        return text.isEmpty();
    }

    @Override
    public List<Node> children() {
        return List.of();
    }
}
