package org.lupomig.orchestrator.rollback;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.AppliedBy;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.JournalEntry.Kind;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.run.NeedsAPerson;

/**
 * What of a batch needs a person, or has had one. What a person has done by hand is in no journal: a step that was
 * completed so can be taken back only where it had completed before, and nothing of it had been taken back.
 */
final class ByPersons {
    private final Store store;
    private final Map<Long, List<JournalEntry>> journals = new HashMap<>();

    ByPersons(Store store) {
        this.store = store;
    }

    /** Why the batch of these steps cannot be rolled back; empty where nothing speaks against it. */
    List<Problem> of(List<StepRecord> steps) {
        List<Problem> problems = new ArrayList<>();
        for (StepRecord step : steps) {
            List<JournalEntry> journal = journals.computeIfAbsent(step.run(), this::journal);
            if (step.state() == State.FAILED && AppliedBy.undoFailed(step.address(), journal)) {
                problems.add(NeedsAPerson.of(step));
            } else if (step.status() == StepStatus.COMPLETED && isByHand(step, journal)) {
                problems.add(Problem.of(EngineMessage.COMPLETED_BY_HAND, step.address()));
            }
        }
        return problems;
    }

    /** Of a run that a person may have had to do with: one that is completed has nothing of it, and may be long. */
    private List<JournalEntry> journal(long run) {
        boolean completed = store.run(run)
                .filter(record -> record.status() == RunStatus.COMPLETED)
                .isPresent();
        return completed ? List.of() : store.journal(run);
    }

    private boolean isByHand(StepRecord step, List<JournalEntry> journal) {
        boolean resolved = false;
        boolean begunToUndo = false;
        for (JournalEntry entry : journal) {
            if (entry.step().equals(step.address())) {
                resolved |= entry.kind() == Kind.TRANSITION
                        && entry.previous() == State.FAILED
                        && entry.current() == State.IDLE
                        && entry.data().containsKey("resolved_as");
                begunToUndo |= entry.kind() == Kind.UNDO_INTENT || entry.kind() == Kind.UNDONE;
            }
        }
        return resolved && (begunToUndo || !hadCompleted(step, AppliedBy.of(step.address(), journal, step.run())));
    }

    private boolean hadCompleted(StepRecord step, long appliedBy) {
        return store.journal(appliedBy).stream()
                .anyMatch(entry -> entry.step().equals(step.address()) && entry.current() == State.COMPLETING);
    }
}
