package org.lupomig.orchestrator.recovery;

import java.time.Duration;
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
import org.lupomig.orchestrator.claim.Ahead;
import org.lupomig.orchestrator.evidence.AppliedBy;
import org.lupomig.orchestrator.evidence.BatchNotes;
import org.lupomig.orchestrator.freeze.Freeze;
import org.lupomig.orchestrator.freeze.LeftFrozen;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.NewRun.RunKind;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Evidence;
import org.lupomig.orchestrator.machine.RecoveryTable;
import org.lupomig.orchestrator.machine.RecoveryTable.Action;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.rollback.Takeback;
import org.lupomig.orchestrator.run.Completion;
import org.lupomig.orchestrator.run.Counted;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;
import org.lupomig.orchestrator.undo.AppliedStep;
import org.lupomig.orchestrator.undo.BatchUndo;

/**
 * Brings dead runs to an end. A run that has not ended is dead where nobody holds its locks: its process is gone,
 * though the server may still work on its last statement. Its locks are taken over first, so that nobody else does the
 * same; its sessions are ended and waited for before anything is judged. Runs beside it are left alone. What passed its
 * commit point goes forward, everything else goes back: a batch of class A as one, of any other each of its steps. It
 * may itself be killed at any point and made again.
 */
public final class Recovery {
    private static final int LOOKS = 15;
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration SESSION_PATIENCE = Duration.ofMinutes(10);

    private final EnginePorts ports;

    /** By one command. */
    public Recovery(EnginePorts ports) {
        this.ports = ports;
    }

    /**
     * How it went.
     *
     * @param ended dead runs that were found
     * @param stuck what a person has to look at
     * @param rolledBack steps whose rollback had begun and is whole now, and batches, with empty step names, of which
     *     nothing is left with that
     * @param ahead who has to end before one of them can be, of which it is not known what it touched
     */
    public record Outcome(List<Long> ended, List<Problem> stuck, List<Address> rolledBack, List<Ahead> ahead) {
        /** There were none. */
        public static final Outcome NONE = new Outcome(List.of(), List.of(), List.of(), List.of());

        public Outcome {
            ended = List.copyOf(ended);
            stuck = List.copyOf(stuck);
            rolledBack = List.copyOf(rolledBack);
            ahead = List.copyOf(ahead);
        }

        /** How many dead runs were found. */
        public int runs() {
            return ended.size();
        }

        /** The same when nobody is to be waited for any more. */
        public Outcome withoutAhead() {
            return ahead.isEmpty() ? this : new Outcome(ended, stuck, rolledBack, List.of());
        }

        /** With what a later look has found. */
        public Outcome and(Outcome later) {
            return new Outcome(
                    joined(ended, later.ended),
                    joined(stuck, later.stuck),
                    joined(rolledBack, later.rolledBack),
                    joined(ahead, later.ahead));
        }

        private static <T> List<T> joined(List<T> some, List<T> more) {
            List<T> all = new ArrayList<>(some);
            all.addAll(more);
            return all;
        }
    }

    /**
     * Gives the server a moment to notice that a process is gone, where runs have not ended and none is dead yet: a
     * person who asks for a recovery may have killed it just now.
     */
    public void settle() {
        try {
            for (int i = 0; i < LOOKS; i++) {
                if (ports.store().unfinishedRuns().isEmpty()
                        || !ports.store().deadRuns().isEmpty()) {
                    return;
                }
                ports.pauses().pause(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Brings every dead run to an end that nobody else does. */
    public Outcome recover() {
        Outcome all = Outcome.NONE;
        List<RunRecord> dead = ports.store().deadRuns();
        for (RunRecord run : dead) {
            Owner owner = ports.owner();
            Owner own = new Owner(owner.token() + "-" + run.id(), owner.who(), owner.pid(), owner.since());
            Store.LockAttempt attempt = ports.store().takeOver(run, own);
            if (attempt instanceof Store.LockAttempt.Held held) {
                try (Store.Lock lock = held.lock()) {
                    all = all.and(end(run, lock));
                }
            } else if (attempt instanceof Store.LockAttempt.Waiting waiting) {
                all = all.and(new Outcome(List.of(), List.of(), List.of(), waiting.ahead()));
            }
        }
        return all;
    }

    private Outcome end(RunRecord run, Store.Lock lock) {
        List<Address> rolledBack = new ArrayList<>();
        ports.listener().on(new RunEvent.Recovering(run.id(), run.plan(), UtcStamp.show(run.started())));
        List<Problem> left =
                end(run, lock, new RunLog(ports, lock, run.id(), run.owner().token()));
        if (run.kind() == RunKind.ROLLBACK && left.isEmpty()) {
            ports.store().batches(run.plan()).stream()
                    .filter(batch -> batch.run() == run.id() && batch.status() == StepStatus.ROLLED_BACK)
                    .filter(batch -> !batch.holds())
                    .forEach(batch -> rolledBack.add(new Address(batch.plan(), batch.batch(), "")));
            ports.store().steps(run.plan()).stream()
                    .filter(step -> step.run() == run.id() && step.status() == StepStatus.ROLLED_BACK)
                    .forEach(step -> rolledBack.add(step.address()));
        }
        return new Outcome(List.of(run.id()), left, rolledBack, List.of());
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

    private List<Problem> end(RunRecord run, Store.Lock lock, RunLog log) {
        if (run.kind() == RunKind.PURGE) {
            return endPurge(run, log);
        }
        if (run.kind() == RunKind.FREEZE || run.kind() == RunKind.THAW) {
            return new LeftFrozen(ports, lock).end(run, log);
        }
        List<Problem> stuck = new ArrayList<>();
        for (StepRecord step : steps(run)) {
            boolean alive = !ports.target().endSession(log.sessionName(step.position()), SESSION_PATIENCE);
            if (alive && RecoveryTable.of(step.state(), Evidence.SESSION_ALIVE) == Action.WAIT) {
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
        // Read only now: a session that has ended may have committed its last words until then.
        List<StepRecord> steps = steps(run);
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
        List<Write> writes = new ArrayList<>(freeze.ending());
        if (!freeze.sentence().isEmpty()) {
            said.add(freeze.sentence().substring("; ".length()));
        }
        writes.add(new Write.Alert(
                Write.Alert.Level.WARNING,
                "run died",
                "run " + run.id() + " of plan " + run.plan() + " ended without a word: " + said,
                log.stamp()));
        writes.add(new Write.RunEnded(status, said.toString(), lasted(run, journal), log.stamp()));
        log.commit(writes);
        freeze.ended();
        log.tell(new RunEvent.Recovered(run.id(), run.plan(), said.toString()));
        return stuck;
    }

    private List<StepRecord> steps(RunRecord run) {
        return ports.store().steps(run.plan()).stream()
                .filter(step -> step.run() == run.id())
                .toList();
    }

    /** How long the run itself lasted, as far as it wrote down: how long it lay there dead is no work of it. */
    private static long lasted(RunRecord run, List<JournalEntry> journal) {
        long last = journal.stream().mapToLong(JournalEntry::entered).max().orElse(run.started());
        return Math.max(
                0,
                Duration.between(UtcStamp.instant(run.started()), UtcStamp.instant(last))
                        .toMillis());
    }

    /** What an ended batch has left for a person: its run died before it could say so. */
    private static List<Problem> open(RunRecord run, List<StepRecord> steps, List<JournalEntry> journal) {
        return steps.stream()
                .filter(step -> AppliedBy.decided(step, journal) == Action.ASK)
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

    private static boolean goesForward(StepRecord step, List<JournalEntry> journal) {
        return AppliedBy.decided(step, journal) == Action.COMPLETE;
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
        return new Completion(ports, log, Freeze.left(ports, log))
                .complete(batch, run.checksum(), cursors, notes, tables);
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
            stuck = BatchUndo.of(ports, log, address, steps).undo(reason, batch.rollbackClass(), null);
            completed = run.kind() == RunKind.ROLLBACK ? completed(batch) : batch.completedSteps();
        }
        boolean inPart = isStepwise(run, batch) && completed > 0;
        StepStatus status = stuck.isEmpty() && !inPart ? StepStatus.ROLLED_BACK : StepStatus.FAILED;
        log.commit(List.of(new Write.Batch(batch.ended(status, completed, log.stamp()), run.checksum())));
        return stuck;
    }
}
