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
    /** One over which no rollback goes on. */
    static Conflict of(Object what, String how) {
        return new Conflict(problem(what, how), null);
    }

    static Problem problem(Object what, String how) {
        return Problem.of(EngineMessage.MOVED_ON, what, how);
    }

    /** What it is about, in a word: the table that is kept aside. */
    String named() {
        return discard == null ? problem.message() : discard.table().toString();
    }
}
