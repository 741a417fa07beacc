package org.lupomig.orchestrator.rollback;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.Discard;

/**
 * Something that has moved on since a batch completed.
 *
 * @param discard how a rollback can go on without losing it; null: it cannot
 */
record Conflict(Problem problem, @Nullable Discard discard) {
    private static final String DISCARD = "; --discard-later-writes goes on, and keeps what is there now aside";

    /** One over which no rollback goes on. */
    static Conflict of(Object what, String how) {
        return of(what, how, null);
    }

    /** Something that has changed. */
    static Conflict of(Object what, String how, @Nullable Discard discard) {
        String option = discard == null ? "" : DISCARD;
        return new Conflict(Problem.of(EngineMessage.MOVED_ON, what, how, option), discard);
    }

    /** What it is about, in a word: the table that is kept aside. */
    String named() {
        return discard == null ? problem.message() : discard.table().toString();
    }
}
