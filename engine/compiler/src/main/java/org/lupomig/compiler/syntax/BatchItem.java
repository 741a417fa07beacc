package org.lupomig.compiler.syntax;

import java.util.List;
import java.util.Optional;
import org.lupomig.model.source.Span;

/** What stands in a batch. */
public sealed interface BatchItem extends Node
        permits BatchItem.Freeze, BatchItem.Backup, BatchItem.Step, StepItem.Undo, StepItem.Validate, Misplaced {

    /**
     * {@code freeze writes on SCHEMA, … because "…"}.
     *
     * @param keyword {@code freeze}
     */
    record Freeze(Span span, Optional<Doc> doc, Span keyword, List<Reference> schemas, List<Clause> clauses)
            implements BatchItem, HasClauses {
        public Freeze {
            schemas = List.copyOf(schemas);
            clauses = List.copyOf(clauses);
        }

        @Override
        public List<Node> children() {
            return Node.children(doc, schemas, clauses);
        }
    }

    /** {@code backup DB-or-table, … [into "path"]}. */
    record Backup(Span span, Optional<Doc> doc, Span keyword, List<Reference> targets, List<Clause> clauses)
            implements BatchItem, HasClauses {
        public Backup {
            targets = List.copyOf(targets);
            clauses = List.copyOf(clauses);
        }

        @Override
        public List<Node> children() {
            return Node.children(doc, targets, clauses);
        }
    }

    /**
     * {@code step NAME … { … }}.
     *
     * @param body with its braces
     */
    record Step(
            Span span,
            Optional<Doc> doc,
            Span keyword,
            Name name,
            List<Clause> clauses,
            Span body,
            List<StepItem> items)
            implements BatchItem, HasClauses {
        public Step {
            clauses = List.copyOf(clauses);
            items = List.copyOf(items);
        }

        @Override
        public List<Node> children() {
            return Node.children(doc, name, clauses, items);
        }
    }
}
