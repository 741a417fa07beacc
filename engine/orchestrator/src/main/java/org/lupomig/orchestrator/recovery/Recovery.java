package org.lupomig.orchestrator.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.AppliedBy;
import org.lupomig.orchestrator.evidence.BatchNotes;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.NewRun.RunKind;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.rollback.Takeback;
import org.lupomig.orchestrator.run.Completion;
import org.lupomig.orchestrator.run.Counted;
import org.lupomig.orchestrator.run.Freeze;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;
import org.lupomig.orchestrator.undo.AppliedStep;
import org.lupomig.orchestrator.undo.BatchUndo;

/**
 * Brings dead runs to an end. Under the lock every run that has not ended is dead: its process is gone, though the
 * server may still work on its last statement. Those sessions are ended and waited for before anything is judged. What
 * passed its commit point goes forward, everything else goes back: a batch of class A as one, of any other each of its
 * steps. It may itself be killed at any point and made again.
 */
public final class Recovery {
    private static final Duration SESSION_PATIENCE = Duration.ofMinutes(10);

    private final EnginePorts ports;
    private final Store.Lock lock;

    /** Under this lock. */
    public Recovery(EnginePorts ports, Store.Lock lock) {
        this.ports = ports;
        this.lock = lock;
    }

    /**
     * How it went.
     *
     * @param runs how many dead runs were found
     * @param stuck what a person has to look at
     * @param rolledBack steps whose rollback had begun and is whole now, and batches, with empty step names, of which
     *     nothing is left with that
     */
    public record Outcome(int runs, List<Problem> stuck, List<Address> rolledBack) {
        public Outcome {
            stuck = List.copyOf(stuck);
            rolledBack = List.copyOf(rolledBack);
        }
    }

    /** Brings every dead run to an end. */
    public Outcome recover() {
        List<Problem> stuck = new ArrayList<>();
        List<Address> rolledBack = new ArrayList<>();
        List<RunRecord> dead = ports.store().unfinishedRuns();
        for (RunRecord run : dead) {
            ports.listener().on(new RunEvent.Recovering(run.id(), run.plan(), UtcStamp.show(run.started())));
            List<Problem> left = end(run);
            stuck.addAll(left);
            if (run.kind() == RunKind.ROLLBACK && left.isEmpty()) {
                ports.store().batches(run.plan()).stream()
                        .filter(batch -> batch.run() == run.id() && batch.status() == StepStatus.ROLLED_BACK)
                        .filter(batch -> !batch.holds())
                        .forEach(batch -> rolledBack.add(new Address(batch.plan(), batch.batch(), "")));
                ports.store().steps(run.plan()).stream()
                        .filter(step -> step.run() == run.id() && step.status() == StepStatus.ROLLED_BACK)
                        .forEach(step -> rolledBack.add(step.address()));
            }
        }
        return new Outcome(dead.size(), stuck, rolledBack);
    }

    /** What a purge had not removed yet is marked, and goes with the next one. */
    private List<Problem> endPurge(RunRecord run, RunLog log) {
        if (!ports.target().endSession(log.sessionName(0), SESSION_PATIENCE)) {
            return List.of(Problem.of(
                    EngineMessage.NEEDS_A_PERSON,
                    "the purge of plan " + run.plan(),
                    run.id(),
                    "its session on the server does not end"));
        }
        String said = "what it had not removed yet goes with the next purge";
        log.commit(List.of(new Write.RunEnded(RunStatus.RECOVERED, said, 0, log.stamp())));
        log.tell(new RunEvent.Recovered(run.id(), run.plan(), said));
        return List.of();
    }

    private List<Problem> end(RunRecord run) {
        RunLog log = new RunLog(ports, lock, run.id(), run.owner().token());
        if (run.kind() == RunKind.PURGE) {
            return endPurge(run, log);
        }
        Instant began = log.now();
        List<StepRecord> steps = ports.store().steps(run.plan()).stream()
                .filter(step -> step.run() == run.id())
                .toList();
        List<Problem> stuck = new ArrayList<>();
        for (StepRecord step : steps) {
            if (!ports.target().endSession(log.sessionName(step.position()), SESSION_PATIENCE)) {
                stuck.add(Problem.of(
                        EngineMessage.NEEDS_A_PERSON,
                        step.address(),
                        run.id(),
                        "its session on the server does not end"));
            }
        }
        if (!stuck.isEmpty()) {
            // The server still works for the dead run: nothing may be judged, the run stays for the next command.
            return stuck;
        }
        StringJoiner said = new StringJoiner("; ");
        said.setEmptyValue("nothing had been touched");
        List<JournalEntry> journal = ports.store().journal(run.id());
        for (BatchRecord batch : ports.store().batches(run.plan())) {
            if (batch.run() != run.id()) {
                continue;
            }
            List<StepRecord> own = steps.stream()
                    .filter(step -> step.address().batch().equals(batch.batch()))
                    .toList();
            if (batch.ended() != null) {
                List<Problem> open = open(run, own, journal);
                stuck.addAll(open);
                said.add(open.isEmpty() ? found(batch) : told(batch, open));
                continue;
            }
            if (isStepwise(run, batch)) {
                Problem unwritten = forwardByStep(batch, run, own, journal, log);
                if (unwritten != null) {
                    return List.of(unwritten);
                }
                List<Problem> left = back(run, now(batch), rows(batch, run), "its run was killed", log);
                stuck.addAll(left);
                said.add(told(now(batch), left));
            } else if (own.stream().anyMatch(step -> goesForward(step, journal))) {
                Problem unwritten = forward(batch, run, own, journal, log);
                if (unwritten != null) {
                    // Not ended: the next command tries again.
                    return List.of(unwritten);
                }
                said.add("batch " + batch.batch() + " was past its commit point and is completed");
            } else {
                List<Problem> left = back(run, batch, own, "its run was killed", log);
                stuck.addAll(left);
                said.add(told(now(batch), left));
            }
        }
        RunStatus status = stuck.isEmpty() ? RunStatus.RECOVERED : RunStatus.BROKEN;
        // Read only now: a batch that was completed above has thawed already.
        Freeze freeze = Freeze.left(ports, log);
        log.commit(freeze.thawing());
        freeze.thawed();
        SystemState normal = SystemState.normal(log.stamp());
        boolean thaws = ports.store().systemState().mode() != SystemState.Mode.NORMAL;
        log.commit(List.of(
                new Write.Published(normal),
                new Write.RunEnded(
                        status,
                        said.toString(),
                        Duration.between(began, log.now()).toMillis(),
                        log.stamp())));
        if (thaws) {
            log.tell(new RunEvent.SystemMoved(normal));
        }
        log.tell(new RunEvent.Recovered(run.id(), run.plan(), said.toString()));
        return stuck;
    }

    /** What an ended batch has left for a person: its run died before it could say so. */
    private static List<Problem> open(RunRecord run, List<StepRecord> steps, List<JournalEntry> journal) {
        return steps.stream()
                .filter(step -> step.state() == State.FAILED && AppliedBy.undoFailed(step.address(), journal))
                .map(step -> Problem.of(EngineMessage.NEEDS_A_PERSON, step.address(), run.id(), step.error()))
                .toList();
    }

    /** What a batch had come to before the run died. */
    private static String found(BatchRecord batch) {
        return "batch " + batch.batch()
                + switch (batch.status()) {
                    case COMPLETED, SKIPPED -> " had completed";
                    case ROLLED_BACK -> " had been undone";
                    case FAILED -> " had failed";
                    case PENDING, RUNNING -> " had ended";
                };
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
    private static boolean isStepwise(RunRecord run, BatchRecord batch) {
        return run.kind() == RunKind.RUN && batch.rollbackClass() != RollbackClass.A;
    }

    /** The row of a batch as it stands now. */
    BatchRecord now(BatchRecord batch) {
        return ports.store().batches(batch.plan()).stream()
                .filter(row -> row.batch().equals(batch.batch()))
                .findFirst()
                .orElse(batch);
    }

    private List<StepRecord> rows(BatchRecord batch, RunRecord run) {
        return ports.store().steps(batch.plan()).stream()
                .filter(step -> step.address().batch().equals(batch.batch()) && step.run() == run.id())
                .toList();
    }

    private @Nullable Problem forwardByStep(
            BatchRecord batch, RunRecord run, List<StepRecord> steps, List<JournalEntry> journal, RunLog log) {
        BatchRecord record = batch;
        for (StepRecord step : steps) {
            if (goesForward(step, journal)) {
                int tables = AppliedStep.read(ports.store(), List.of(step), run.id())
                        .get(0)
                        .trail()
                        .firstBefore()
                        .objects()
                        .size();
                Problem unwritten =
                        new Completion(ports, log).step(record, run.checksum(), new StepCursor(log, step), tables);
                if (unwritten != null) {
                    return unwritten;
                }
                record = record.having(record.completedSteps() + 1);
            }
        }
        return null;
    }

    private static boolean goesForward(StepRecord step, List<JournalEntry> journal) {
        return switch (RecoveryTable.of(step.state())) {
            case COMPLETE -> true;
            case LEAVE -> step.state() == State.FAILED && AppliedBy.completionFailed(step.address(), journal);
            case ABANDON, UNDO -> false;
        };
    }

    private @Nullable Problem forward(
            BatchRecord batch, RunRecord run, List<StepRecord> steps, List<JournalEntry> journal, RunLog log) {
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
        return new Completion(ports, log).complete(batch, run.checksum(), cursors, notes, tables);
    }

    /** How many steps of a batch are completed, and were not to go back. */
    private int completed(BatchRecord batch) {
        return (int) ports.store().steps(batch.plan()).stream()
                .filter(step -> step.address().batch().equals(batch.batch()) && step.status() == StepStatus.COMPLETED)
                .count();
    }

    /** Takes back what a run left of a batch, and gives what a person has to look at. */
    List<Problem> back(RunRecord run, BatchRecord batch, List<StepRecord> steps, String reason, RunLog log) {
        List<Problem> stuck;
        int completed;
        if (isStepwise(run, batch)) {
            stuck = new Takeback(ports, log, batch).undo(steps, reason, batch.rollbackClass());
            completed = completed(batch);
        } else {
            Address address = new Address(run.plan(), batch.batch(), "");
            stuck = BatchUndo.of(ports, log, address, steps).undo(reason);
            completed = run.kind() == RunKind.ROLLBACK ? completed(batch) : batch.completedSteps();
        }
        boolean inPart = isStepwise(run, batch) && completed > 0;
        StepStatus status = stuck.isEmpty() && !inPart ? StepStatus.ROLLED_BACK : StepStatus.FAILED;
        log.commit(List.of(new Write.Batch(batch.ended(status, completed, log.stamp()), run.checksum())));
        return stuck;
    }
}
