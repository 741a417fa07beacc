package org.lupomig.compiler.syntax;

import java.util.List;
import org.lupomig.model.source.Span;

/** The use of a name that is declared elsewhere, or the name of a schema or table that a database gives. */
public sealed interface Reference extends Node {

    /**
     * Names joined by dots.
     *
     * @param parts at least one; one of them may be missing
     */
    record Dotted(Span span, List<Name> parts) implements Reference {
        public Dotted {
            parts = List.copyOf(parts);
        }

        /** As written, without blanks between the parts. */
        public String text() {
            if (parts.size() == 1) {
                return parts.get(0).text();
            }
            StringBuilder text = new StringBuilder();
            for (Name part : parts) {
                text.append(text.length() == 0 ? "" : ".").append(part.text());
            }
            return text.toString();
        }

        @Override
        public List<Node> children() {
            return List.copyOf(parts);
        }
    }

    /** A name written as a string because it is not plain, or uses a parameter. The dots in it separate its parts. */
    record Quoted(Span span, Text text) implements Reference {
        @Override
        public List<Node> children() {
            return List.of(text);
        }
    }

    /** A name must stand here and none does. It has been said. */
    record Missing(Span span) implements Reference {
        @Override
        public List<Node> children() {
            return List.of();
        }
    }
}
