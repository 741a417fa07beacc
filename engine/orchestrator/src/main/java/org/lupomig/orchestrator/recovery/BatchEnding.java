package org.lupomig.orchestrator.recovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.AppliedBy;
import org.lupomig.orchestrator.evidence.BatchBaseline;
import org.lupomig.orchestrator.evidence.BatchNotes;
import org.lupomig.orchestrator.freeze.Freeze;
import org.lupomig.orchestrator.journal.Alerts;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.NewRun.RunKind;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.RecoveryTable.Action;
import org.lupomig.orchestrator.rollback.Takeback;
import org.lupomig.orchestrator.run.Completion;
import org.lupomig.orchestrator.run.Counted;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;
import org.lupomig.orchestrator.undo.AppliedStep;
import org.lupomig.orchestrator.undo.BatchUndo;

/** Brings batches of a run that died, or of one whose undo is tried again, to their end: forward, or back. */
final class BatchEnding {
    private final EnginePorts ports;
    private final RunRecord run;
    private final RunLog log;

    BatchEnding(EnginePorts ports, RunRecord run, RunLog log) {
        this.ports = ports;
        this.run = run;
        this.log = log;
    }

    /** How a batch of a run that died ended, in words; as its row stands now. */
    static String told(BatchRecord batch, List<Problem> left) {
        String name = "batch " + batch.batch();
        if (!left.isEmpty()) {
            return name + " could not be undone wholly";
        }
        return batch.status() == StepStatus.ROLLED_BACK
                ? name + " is undone: everything is as before it"
                : batch.completedSteps() + " of " + Counted.of(batch.totalSteps(), "step") + " of " + name
                        + " have completed, and all else is as before it; the next run goes on from there";
    }

    /** Whether each step of a batch has a commit point of its own. */
    boolean isStepwise(BatchRecord batch) {
        return run.kind() == RunKind.RUN && batch.rollbackClass() != RollbackClass.A;
    }

    /** The row of a batch as it stands now. */
    BatchRecord now(BatchRecord batch) {
        return ports.store().batches(batch.plan()).stream()
                .filter(row -> row.batch().equals(batch.batch()))
                .findFirst()
                .orElse(batch);
    }

    /** The rows of its steps that the run has taken up. */
    List<StepRecord> rows(BatchRecord batch) {
        return ports.store().steps(batch.plan()).stream()
                .filter(step -> step.address().batch().equals(batch.batch()) && step.run() == run.id())
                .toList();
    }

    /** Writes the records of each step that is past a commit point of its own; why they could not be written. */
    @Nullable
    Problem forwardByStep(BatchRecord batch, List<StepRecord> steps, List<JournalEntry> journal) {
        BatchRecord record = batch;
        Completion completion = new Completion(ports, log, Freeze.left(ports, log));
        for (StepRecord step : steps) {
            if (goesForward(step, journal)) {
                int tables = AppliedStep.read(ports.store(), List.of(step), run.id())
                        .get(0)
                        .trail()
                        .firstBefore()
                        .objects()
                        .size();
                Problem unwritten = completion.step(record, run.checksum(), new StepCursor(log, step), tables);
                if (unwritten != null) {
                    return unwritten;
                }
                record = record.having(record.completedSteps() + 1);
            }
        }
        return null;
    }

    /** Whether a step is past its commit point. */
    static boolean goesForward(StepRecord step, List<JournalEntry> journal) {
        return AppliedBy.decided(step, journal) == Action.COMPLETE;
    }

    /** Writes the records of a batch that is past its commit point; why they could not be written. */
    @Nullable
    Problem forward(BatchRecord batch, List<StepRecord> steps, List<JournalEntry> journal) {
        BatchNotes notes = new BatchNotes(run.version(), List.of(), List.of());
        for (JournalEntry entry : journal) {
            if (entry.current() == State.COMPLETING
                    && entry.step().batch().equals(batch.batch())
                    && BatchNotes.in(entry.data())) {
                notes = BatchNotes.fromJson(entry.data());
            }
        }
        Map<Integer, Integer> tables = new HashMap<>();
        for (AppliedStep step : AppliedStep.read(ports.store(), steps, run.id())) {
            tables.put(
                    step.step().position(), step.trail().firstBefore().objects().size());
        }
        List<StepCursor> cursors =
                steps.stream().map(step -> new StepCursor(log, step)).toList();
        return new Completion(ports, log, Freeze.left(ports, log))
                .complete(batch, run.checksum(), cursors, notes, tables);
    }

    /** How many steps of a batch are completed, and were not to go back. */
    private int completed(BatchRecord batch) {
        return (int) ports.store().steps(batch.plan()).stream()
                .filter(step -> step.address().batch().equals(batch.batch()) && step.status() == StepStatus.COMPLETED)
                .count();
    }

    /**
     * Whether steps have completed while it was of another class, its own checks have not passed since, and they stay.
     */
    private boolean holdsUnchecked(BatchRecord batch) {
        BatchBaseline open = BatchBaseline.open(ports.store(), batch);
        return open != null
                && open.since() != run.id()
                && !open.unchecked(
                                ports.store().steps(batch.plan()).stream()
                                        .filter(step -> step.address().batch().equals(batch.batch()))
                                        .toList(),
                                ports.store())
                        .isEmpty();
    }

    /** Takes back what a run left of a batch, and gives what a person has to look at. */
    List<Problem> back(BatchRecord batch, List<StepRecord> steps, String reason) {
        List<Problem> stuck;
        int completed;
        if (isStepwise(batch)) {
            stuck = new Takeback(ports, log, batch).undo(steps, reason, batch.rollbackClass());
            completed = completed(batch);
        } else if (run.kind() == RunKind.RUN) {
            stuck = new Takeback(ports, log, batch).undoTogether(steps, reason, batch.rollbackClass());
            completed = batch.completedSteps();
        } else {
            Address address = new Address(run.plan(), batch.batch(), "");
            stuck = BatchUndo.of(ports, log, address, steps).undo(reason, batch.rollbackClass(), null);
            completed = completed(batch);
        }
        boolean inPart = isStepwise(batch) ? completed > 0 : run.kind() == RunKind.RUN && holdsUnchecked(batch);
        StepStatus status = stuck.isEmpty() && !inPart ? StepStatus.ROLLED_BACK : StepStatus.FAILED;
        List<Write> writes = new ArrayList<>();
        writes.add(new Write.Batch(batch.ended(status, completed, log.stamp()), run.checksum()));
        if (status == StepStatus.ROLLED_BACK) {
            Address address = new Address(run.plan(), batch.batch(), "");
            writes.addAll(Alerts.over(address, "everything is as before it", log.stamp()));
        }
        log.commit(writes);
        return stuck;
    }
}
