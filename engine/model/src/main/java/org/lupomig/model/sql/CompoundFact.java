package org.lupomig.model.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/** Compound statements outside of stored programs, and what raises and asks for errors. */
public sealed interface CompoundFact extends StatementFact {
    @Override
    Span opening();

    /**
     * {@code BEGIN NOT ATOMIC … END}, {@code IF … END IF} and the like.
     *
     * @param keyword the word it begins with, in upper case
     */
    record Block(String keyword, ProgramBody body, Span opening) implements CompoundFact {
        @Override
        public String kind() {
            return keyword.equals("BEGIN") ? "BEGIN NOT ATOMIC" : keyword;
        }
    }

    /**
     * {@code SIGNAL} or {@code RESIGNAL}.
     *
     * @param state the SQL state; null where it is a condition's name or not said
     */
    record Signal(boolean again, @Nullable String state, Uses uses, Span opening) implements CompoundFact {
        @Override
        public String kind() {
            return again ? "RESIGNAL" : "SIGNAL";
        }
    }

    /** {@code GET DIAGNOSTICS …}. */
    record GetDiagnostics(Uses uses, Span opening) implements CompoundFact {
        @Override
        public String kind() {
            return "GET DIAGNOSTICS";
        }
    }
}
