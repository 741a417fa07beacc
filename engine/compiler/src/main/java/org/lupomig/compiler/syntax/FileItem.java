package org.lupomig.compiler.syntax;

import java.util.List;
import java.util.Optional;
import org.lupomig.model.source.Span;

/** What stands in a file, outside of everything. */
public sealed interface FileItem extends Node permits FileItem.Import, FileItem.Plan, Misplaced {

    /** {@code import "other.lupomig"}. */
    record Import(Span span, Optional<Doc> doc, Span keyword, Text path) implements FileItem {
        @Override
        public List<Node> children() {
            return Node.children(doc, path);
        }
    }

    /**
     * {@code plan NAME version V { … }}.
     *
     * @param keyword {@code plan}
     * @param body with its braces
     */
    record Plan(
            Span span,
            Optional<Doc> doc,
            Span keyword,
            Name name,
            List<Clause> clauses,
            Span body,
            List<PlanItem> items)
            implements FileItem, HasClauses {
        public Plan {
            clauses = List.copyOf(clauses);
            items = List.copyOf(items);
        }

        @Override
        public List<Node> children() {
            return Node.children(doc, name, clauses, items);
        }
    }
}
