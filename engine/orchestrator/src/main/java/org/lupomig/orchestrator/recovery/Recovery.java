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
import org.lupomig.orchestrator.run.Completion;
import org.lupomig.orchestrator.run.Freeze;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;
import org.lupomig.orchestrator.undo.AppliedStep;
import org.lupomig.orchestrator.undo.BatchUndo;

/**
 * Brings dead runs to an end. Under the lock every run that has not ended is dead: its process is gone, though the
 * server may still work on its last statement. Those sessions are ended and waited for before anything is judged. What
 * passed the commit point goes forward, everything else goes back. It may itself be killed at any point and made again.
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
     * @param rolledBack batches, with empty step names, whose rollback had begun and is whole now
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
                        .forEach(batch -> rolledBack.add(new Address(batch.plan(), batch.batch(), "")));
            }
        }
        return new Outcome(dead.size(), stuck, rolledBack);
    }

    private List<Problem> end(RunRecord run) {
        RunLog log = new RunLog(ports, lock, run.id(), run.owner().token());
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
            if (own.stream().anyMatch(step -> goesForward(step, journal))) {
                Problem unwritten = forward(batch, run, own, journal, log);
                if (unwritten != null) {
                    // Not ended: the next command tries again.
                    return List.of(unwritten);
                }
                said.add("batch " + batch.batch() + " was past its commit point and is completed");
            } else {
                List<Problem> left = back(run, batch, own, "its run was killed", log);
                stuck.addAll(left);
                said.add(told(batch, left));
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

    /** How a batch of a run that died ended, in words. */
    static String told(BatchRecord batch, List<Problem> left) {
        return "batch " + batch.batch()
                + (left.isEmpty() ? " is undone: everything is as before it" : " could not be undone wholly");
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

    /** Takes back what a run left of a batch, and gives what a person has to look at. */
    List<Problem> back(RunRecord run, BatchRecord batch, List<StepRecord> steps, String reason, RunLog log) {
        Address address = new Address(run.plan(), batch.batch(), "");
        List<Problem> stuck = BatchUndo.of(ports, log, address, steps).undo(reason);
        int completed = run.kind() == RunKind.ROLLBACK ? 0 : batch.completedSteps();
        StepStatus status = stuck.isEmpty() ? StepStatus.ROLLED_BACK : StepStatus.FAILED;
        log.commit(List.of(new Write.Batch(batch.ended(status, completed, log.stamp()), run.checksum())));
        return stuck;
    }
}
