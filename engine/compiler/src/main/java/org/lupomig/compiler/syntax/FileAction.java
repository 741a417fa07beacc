package org.lupomig.compiler.syntax;

import java.util.List;
import java.util.Optional;
import org.lupomig.model.source.Span;

/** What is done to each file of a {@code files} element. */
public sealed interface FileAction extends Node {
    /** The word that it begins with. */
    Span keyword();

    /**
     * {@code header "key" = value}.
     *
     * @param value a literal, or the name of a value such as {@code epoch}
     */
    record Header(Span span, Optional<Doc> doc, Span keyword, Text key, Expression value) implements FileAction {
        @Override
        public List<Node> children() {
            return Node.children(doc, key, value);
        }
    }

    /**
     * {@code replace [all] "text" with "text"}, {@code replace [all] matching "regex" with "…" [times N]}.
     *
     * @param isAll whether every place is meant, not just the first
     * @param isRegex whether {@code from} is a regular expression
     */
    record Replace(
            Span span,
            Optional<Doc> doc,
            Span keyword,
            boolean isAll,
            boolean isRegex,
            Text from,
            Text to,
            List<Clause> clauses)
            implements FileAction, HasClauses {
        public Replace {
            clauses = List.copyOf(clauses);
        }

        @Override
        public List<Node> children() {
            return Node.children(doc, from, to, clauses);
        }
    }

    /** {@code move to "dir"}. */
    record Move(Span span, Optional<Doc> doc, Span keyword, Text directory) implements FileAction {
        @Override
        public List<Node> children() {
            return Node.children(doc, directory);
        }
    }

    /** {@code archive suffix "…"}. */
    record Archive(Span span, Optional<Doc> doc, Span keyword, Text suffix) implements FileAction {
        @Override
        public List<Node> children() {
            return Node.children(doc, suffix);
        }
    }
}
