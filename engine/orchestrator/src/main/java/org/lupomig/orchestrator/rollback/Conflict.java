package org.lupomig.orchestrator.rollback;

import java.util.List;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.Discard;

/**
 * Something that has moved on since a batch completed.
 *
 * @param discards how a rollback can go on without losing it, first for the present name of what it is about; none: it
 *     cannot
 */
record Conflict(Problem problem, List<Discard> discards) {
    private static final String DISCARD = "; --discard-later-writes goes on, and keeps what is there now aside";

    Conflict {
        discards = List.copyOf(discards);
    }

    /** One over which no rollback goes on. */
    static Conflict of(Object what, String how) {
        return of(what, how, List.of());
    }

    /** Something that has changed. */
    static Conflict of(Object what, String how, List<Discard> discards) {
        String option = discards.isEmpty() ? "" : DISCARD;
        return new Conflict(Problem.of(EngineMessage.MOVED_ON, what, how, option), discards);
    }

    /** Whether a way back that has begun can go on over it, where that is allowed. */
    boolean goesOn() {
        return !discards.isEmpty() && discards.stream().allMatch(Discard::onTheWay);
    }

    /** What it is about, in a word: the table that is kept aside. */
    String named() {
        return discards.isEmpty() ? problem.message() : discards.get(0).table().toString();
    }
}
