package org.lupomig.orchestrator.evidence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.machine.Evidence;
import org.lupomig.orchestrator.machine.RecoveryTable;
import org.lupomig.orchestrator.machine.RecoveryTable.Action;

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

    /** What the journal of its run says of a failed step. */
    public static Evidence ofFailed(Address step, List<JournalEntry> journal) {
        if (undoFailed(step, journal)) {
            return Evidence.UNDO_FAILED;
        }
        return completionFailed(step, journal) ? Evidence.RECORDS_REFUSED : Evidence.REFUSED;
    }

    /**
     * What becomes of a step whose run is dead, and the server at rest, as far as the journal of that run decides it;
     * null where what the server shows does.
     */
    public static @Nullable Action decided(StepRecord step, List<JournalEntry> journal) {
        return step.state() == State.FAILED
                ? RecoveryTable.of(State.FAILED, ofFailed(step.address(), journal))
                : RecoveryTable.whateverIsThere(step.state());
    }

    /** The runs that a journal names, by step. */
    static Map<Address, Long> named(List<JournalEntry> journal) {
        Map<Address, Long> found = new HashMap<>();
        for (JournalEntry entry : journal) {
            if (entry.kind() == JournalEntry.Kind.TRANSITION) {
                Long named = new Json(entry.data()).numberOrNull("applied_by");
                if (named != null) {
                    found.put(entry.step(), named);
                }
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
