package org.lupomig.compiler.syntax;

import java.util.List;
import org.lupomig.model.source.Span;

/**
 * The {@code ///} lines before an element.
 *
 * @param span from the first line's slashes to the end of the last line
 * @param text the lines without slashes and the one blank after them, joined by LF
 */
public record Doc(Span span, String text) implements Node {
    @Override
    public List<Node> children() {
        return List.of();
    }
}
