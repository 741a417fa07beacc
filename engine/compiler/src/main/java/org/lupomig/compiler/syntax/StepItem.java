package org.lupomig.compiler.syntax;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lupomig.model.source.Span;

/** What stands in a step. */
public sealed interface StepItem extends Node
        permits StepItem.Sql,
                StepItem.Undo,
                StepItem.Files,
                StepItem.Copy,
                StepItem.Validate,
                StepItem.Allow,
                StepItem.Timeout,
                StepItem.Retry,
                Misplaced {

    /**
     * {@code sql "file"} or {@code sql """…"""}.
     *
     * @param source a path when quoted, SQL itself when raw
     */
    record Sql(Span span, Optional<Doc> doc, Span keyword, Text source) implements StepItem {
        @Override
        public List<Node> children() {
            return Node.children(doc, source);
        }
    }

    /**
     * {@code undo "file"}, {@code undo """…"""} or {@code undo none because "…"}. In a batch: of the batch that
     * completed whole.
     *
     * @param source a path when quoted, SQL itself when raw; empty for {@code none}
     * @param clauses the reason of {@code none}
     */
    record Undo(Span span, Optional<Doc> doc, Span keyword, Optional<Text> source, List<Clause> clauses)
            implements StepItem, BatchItem, HasClauses {
        public Undo {
            clauses = List.copyOf(clauses);
        }

        /** Whether it says that there is no way back. */
        public boolean isNone() {
            return source.isEmpty();
        }

        @Override
        public List<Node> children() {
            return Node.children(doc, source, clauses);
        }
    }

    /**
     * {@code files HANDLER "glob" { … }}.
     *
     * @param body with its braces
     */
    record Files(
            Span span, Optional<Doc> doc, Span keyword, Word handler, Text glob, Span body, List<FileAction> actions)
            implements StepItem {
        public Files {
            actions = List.copyOf(actions);
        }

        @Override
        public List<Node> children() {
            return Node.children(doc, handler, glob, actions);
        }
    }

    /** {@code copy DB.table -> DB.table [where "…"] [on conflict skip|replace]}. */
    record Copy(Span span, Optional<Doc> doc, Span keyword, Reference from, Reference to, List<Clause> clauses)
            implements StepItem, HasClauses {
        public Copy {
            clauses = List.copyOf(clauses);
        }

        @Override
        public List<Node> children() {
            return Node.children(doc, from, to, clauses);
        }
    }

    /**
     * {@code validate pre|during|post [KIND] "title" [on failure rollback CLASS] { … }}, in a batch or in a step.
     *
     * @param phase {@code pre}, {@code during}, {@code post}, or missing; another word has been spoken of and is
     *     missing
     * @param kind any word
     * @param title what the author calls it
     * @param body with its braces
     */
    record Validate(
            Span span,
            Optional<Doc> doc,
            Span keyword,
            Word phase,
            Optional<Word> kind,
            Text title,
            List<Clause> clauses,
            Span body,
            List<Check> checks)
            implements StepItem, BatchItem, HasClauses {
        public Validate {
            clauses = List.copyOf(clauses);
            checks = List.copyOf(checks);
        }

        @Override
        public List<Node> children() {
            return Node.children(doc, phase, kind, title, clauses, checks).stream()
                    // kind, title and clauses may come in any order
                    .sorted((a, b) -> a.span().compareTo(b.span()))
                    .toList();
        }
    }

    /**
     * {@code allow orphans because "…"}.
     *
     * @param what {@code orphans}, or missing; another word has been spoken of and is missing
     * @param clauses the reason
     */
    record Allow(Span span, Optional<Doc> doc, Span keyword, Word what, List<Clause> clauses)
            implements StepItem, HasClauses {
        public Allow {
            clauses = List.copyOf(clauses);
        }

        @Override
        public List<Node> children() {
            return Node.children(doc, what, clauses);
        }
    }

    /**
     * {@code timeout DURATION}.
     *
     * @param limit empty where the author left it out
     */
    record Timeout(Span span, Optional<Doc> doc, Span keyword, Optional<Expression.DurationLiteral> limit)
            implements StepItem {
        /** How long, when it is said. */
        public Optional<Duration> duration() {
            return limit.map(Expression.DurationLiteral::value);
        }

        @Override
        public List<Node> children() {
            return Node.children(doc, limit);
        }
    }

    /** {@code retry N}. */
    record Retry(Span span, Optional<Doc> doc, Span keyword, Count times) implements StepItem {
        @Override
        public List<Node> children() {
            return Node.children(doc, times);
        }
    }
}
