package org.lupomig.orchestrator.evidence;

import java.util.List;
import java.util.Map;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.journal.JournalEntry;

/** Which run's journal tells what a step did: a later run that takes it back names it when it begins. */
public final class AppliedBy {
    private AppliedBy() {}

    /** Journal data that names the run. */
    public static Map<String, Object> toJson(long run) {
        Map<String, Object> out = Json.object();
        out.put("applied_by", run);
        return out;
    }

    /** The run that applied a step, as the journal of {@code run} says: {@code run} itself where it says nothing. */
    public static long of(Address step, List<JournalEntry> journal, long run) {
        long found = run;
        for (JournalEntry entry : journal) {
            if (entry.step().equals(step) && entry.kind() == JournalEntry.Kind.TRANSITION) {
                Long named = new Json(entry.data()).numberOrNull("applied_by");
                found = named == null ? found : named;
            }
        }
        return found;
    }

    /** Whether the last move of a failed step was an undo that did not succeed, as the journal of its run says. */
    public static boolean undoFailed(Address step, List<JournalEntry> journal) {
        return lastMove(step, journal, State.ROLLING_BACK);
    }

    /** Whether the last move of a failed step was its records being refused, as the journal of its run says. */
    public static boolean completionFailed(Address step, List<JournalEntry> journal) {
        return lastMove(step, journal, State.COMPLETING);
    }

    private static boolean lastMove(Address step, List<JournalEntry> journal, State from) {
        boolean failed = false;
        for (JournalEntry entry : journal) {
            if (entry.step().equals(step) && entry.kind() == JournalEntry.Kind.TRANSITION) {
                failed = entry.current() == State.FAILED && entry.previous() == from;
            }
        }
        return failed;
    }
}
