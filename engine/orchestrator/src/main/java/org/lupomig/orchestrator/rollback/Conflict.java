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
    private static final String BY_HAND = "take it back yourself first";
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
        return new Conflict(Problem.of(EngineMessage.MOVED_ON, what, how, BY_HAND, option), discards);
    }

    /** The same problem where it is known who has changed it, and that cannot go back. */
    Problem changedBy(String who) {
        return changed(who, BY_HAND);
    }

    /** The same problem where it is known who has changed it. */
    Problem changedBy(String who, String goesFirst) {
        return changed(who, "roll back " + goesFirst + " first");
    }

    private Problem changed(String who, String way) {
        List<String> said = problem.arguments();
        String how = said.get(1) + "; it was changed by " + who;
        return Problem.of(EngineMessage.MOVED_ON, said.get(0), how, way, said.get(3));
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
