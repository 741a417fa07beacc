package org.lupomig.compiler.syntax;

import java.util.List;
import java.util.Optional;
import org.lupomig.model.source.Span;

/** What stands in a plan. */
public sealed interface PlanItem extends Node
        permits PlanItem.Epoch,
                PlanItem.Database,
                PlanItem.Schema,
                PlanItem.Table,
                PlanItem.Doctrine,
                PlanItem.Param,
                PlanItem.Batch,
                Misplaced {

    /** {@code epoch FROM -> TO}. */
    record Epoch(Span span, Optional<Doc> doc, Span keyword, Timestamp from, Timestamp to) implements PlanItem {
        @Override
        public List<Node> children() {
            return Node.children(doc, from, to);
        }
    }

    /**
     * {@code database NAME = mariadb}, {@code database NAME = sqlite "path" [optional]}.
     *
     * @param engine {@code mariadb}, {@code sqlite}, or missing; another word has been spoken of and is missing
     * @param path of a SQLite file
     */
    record Database(
            Span span,
            Optional<Doc> doc,
            Span keyword,
            Name name,
            Word engine,
            Optional<Text> path,
            List<Clause> clauses)
            implements PlanItem, HasClauses {
        public Database {
            clauses = List.copyOf(clauses);
        }

        @Override
        public List<Node> children() {
            return Node.children(doc, name, engine, path, clauses);
        }
    }

    /** {@code schema NAME CLASS [budget N] [on DB]}. */
    record Schema(Span span, Optional<Doc> doc, Span keyword, Reference name, Word schemaClass, List<Clause> clauses)
            implements PlanItem, HasClauses {
        public Schema {
            clauses = List.copyOf(clauses);
        }

        @Override
        public List<Node> children() {
            return Node.children(doc, name, schemaClass, clauses);
        }
    }

    /** {@code table SCHEMA.T CLASS [category "…"] [priority N] [target SCHEMA]}. */
    record Table(Span span, Optional<Doc> doc, Span keyword, Reference name, Word tableClass, List<Clause> clauses)
            implements PlanItem, HasClauses {
        public Table {
            clauses = List.copyOf(clauses);
        }

        @Override
        public List<Node> children() {
            return Node.children(doc, name, tableClass, clauses);
        }
    }

    /**
     * {@code doctrine PACK, … [{ … }]}.
     *
     * @param body with its braces; empty when it has none
     */
    record Doctrine(Span span, Optional<Doc> doc, Span keyword, List<Name> packs, Span body, List<RuleSetting> settings)
            implements PlanItem {
        public Doctrine {
            packs = List.copyOf(packs);
            settings = List.copyOf(settings);
        }

        @Override
        public List<Node> children() {
            return Node.children(doc, packs, settings);
        }
    }

    /**
     * {@code param NAME [text] [= literal]}.
     *
     * @param isText whether it may hold any text
     * @param value what it is when nothing else is given
     */
    record Param(Span span, Optional<Doc> doc, Span keyword, Name name, boolean isText, Optional<Expression> value)
            implements PlanItem {
        @Override
        public List<Node> children() {
            return Node.children(doc, name, value);
        }
    }

    /**
     * {@code batch NAME … { … }}.
     *
     * @param body with its braces
     */
    record Batch(
            Span span,
            Optional<Doc> doc,
            Span keyword,
            Name name,
            List<Clause> clauses,
            Span body,
            List<BatchItem> items)
            implements PlanItem, HasClauses {
        public Batch {
            clauses = List.copyOf(clauses);
            items = List.copyOf(items);
        }

        @Override
        public List<Node> children() {
            return Node.children(doc, name, clauses, items);
        }
    }
}
