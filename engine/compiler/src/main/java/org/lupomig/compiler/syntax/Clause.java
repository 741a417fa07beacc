package org.lupomig.compiler.syntax;

import java.util.List;
import org.lupomig.model.source.Span;

/** A part of an element that begins with its own keyword and may come in any order. */
public sealed interface Clause extends Node {
    /** The word or words that it begins with. */
    Span keyword();

    /** {@code on DB}. */
    record On(Span span, Span keyword, Reference database) implements Clause {
        @Override
        public List<Node> children() {
            return List.of(database);
        }
    }

    /** {@code requires a, b}: runs after them, and only when they succeeded. */
    record Requires(Span span, Span keyword, List<Reference> targets) implements Clause {
        public Requires {
            targets = List.copyOf(targets);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(targets);
        }
    }

    /** {@code optional a, b}: runs after them if they run at all. */
    record OptionalAfter(Span span, Span keyword, List<Reference> targets) implements Clause {
        public OptionalAfter {
            targets = List.copyOf(targets);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(targets);
        }
    }

    /** {@code conflicts a, b}: never at the same time. */
    record Conflicts(Span span, Span keyword, List<Reference> targets) implements Clause {
        public Conflicts {
            targets = List.copyOf(targets);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(targets);
        }
    }

    /** {@code when EXPR}. */
    record When(Span span, Span keyword, Expression condition) implements Clause {
        @Override
        public List<Node> children() {
            return List.of(condition);
        }
    }

    /** {@code rollback CLASS}. */
    record Rollback(Span span, Span keyword, Word rollbackClass) implements Clause {
        @Override
        public List<Node> children() {
            return List.of(rollbackClass);
        }
    }

    /** {@code on failure rollback CLASS}; the keyword is all three words. */
    record OnFailure(Span span, Span keyword, Word rollbackClass) implements Clause {
        @Override
        public List<Node> children() {
            return List.of(rollbackClass);
        }
    }

    /** {@code parallel N}. */
    record Parallel(Span span, Span keyword, Count limit) implements Clause {
        @Override
        public List<Node> children() {
            return List.of(limit);
        }
    }

    /** {@code version V}. */
    record Version(Span span, Span keyword, VersionNumber number) implements Clause {
        @Override
        public List<Node> children() {
            return List.of(number);
        }
    }

    /** {@code optional} of a database: it may be absent. */
    record MayBeAbsent(Span span, Span keyword) implements Clause {
        @Override
        public List<Node> children() {
            return List.of();
        }
    }

    /** {@code budget N}. */
    record Budget(Span span, Span keyword, Count tables) implements Clause {
        @Override
        public List<Node> children() {
            return List.of(tables);
        }
    }

    /** {@code category "…"}. */
    record Category(Span span, Span keyword, Text category) implements Clause {
        @Override
        public List<Node> children() {
            return List.of(category);
        }
    }

    /** {@code priority N}. */
    record Priority(Span span, Span keyword, Count priority) implements Clause {
        @Override
        public List<Node> children() {
            return List.of(priority);
        }
    }

    /** {@code target SCHEMA}. */
    record Target(Span span, Span keyword, Reference schema) implements Clause {
        @Override
        public List<Node> children() {
            return List.of(schema);
        }
    }

    /** {@code into "path"}. */
    record Into(Span span, Span keyword, Text path) implements Clause {
        @Override
        public List<Node> children() {
            return List.of(path);
        }
    }

    /** {@code where "…"}. */
    record Where(Span span, Span keyword, Text condition) implements Clause {
        @Override
        public List<Node> children() {
            return List.of(condition);
        }
    }

    /** {@code on conflict skip|replace}; the keyword is the first two words. */
    record OnConflict(Span span, Span keyword, Word action) implements Clause {
        @Override
        public List<Node> children() {
            return List.of(action);
        }
    }

    /** {@code in PATH}: the part of the plan that a rule's setting is for. */
    record In(Span span, Span keyword, Reference path) implements Clause {
        @Override
        public List<Node> children() {
            return List.of(path);
        }
    }

    /** {@code because "…"}. */
    record Because(Span span, Span keyword, Text reason) implements Clause {
        @Override
        public List<Node> children() {
            return List.of(reason);
        }
    }

    /** {@code times N}. */
    record Times(Span span, Span keyword, Count count) implements Clause {
        @Override
        public List<Node> children() {
            return List.of(count);
        }
    }
}
