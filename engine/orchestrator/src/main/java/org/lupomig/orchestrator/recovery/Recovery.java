package org.lupomig.orchestrator.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.AppliedBy;
import org.lupomig.orchestrator.evidence.BatchNotes;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.run.Completion;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;
import org.lupomig.orchestrator.undo.BatchUndo;
import org.lupomig.orchestrator.undo.StepTrail;

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
     */
    public record Outcome(int runs, List<Problem> stuck) {
        public Outcome {
            stuck = List.copyOf(stuck);
        }
    }

    /** Brings every dead run to an end. */
    public Outcome recover() {
        List<Problem> stuck = new ArrayList<>();
        List<RunRecord> dead = ports.store().unfinishedRuns();
        for (RunRecord run : dead) {
            ports.listener().on(new RunEvent.Recovering(run.id(), run.plan(), UtcStamp.show(run.started())));
            stuck.addAll(end(run));
        }
        return new Outcome(dead.size(), stuck);
    }

    private List<Problem> end(RunRecord run) {
        RunLog log = new RunLog(ports, lock, run.id(), run.owner().token());
        Instant began = log.now();
        Map<String, List<StepRecord>> byBatch = new LinkedHashMap<>();
        List<Problem> stuck = new ArrayList<>();
        for (StepRecord step : ports.store().steps(run.plan())) {
            if (step.run() == run.id()) {
                if (!ports.target().endSession(log.sessionName(step.position()), SESSION_PATIENCE)) {
                    stuck.add(Problem.of(
                            EngineMessage.NEEDS_A_PERSON,
                            step.address(),
                            run.id(),
                            "its session on the server does not end"));
                }
                byBatch.computeIfAbsent(step.address().batch(), name -> new ArrayList<>())
                        .add(step);
            }
        }
        if (!stuck.isEmpty()) {
            // The server still works for the dead run: nothing may be judged, the run stays for the next command.
            return stuck;
        }
        List<JournalEntry> journal = ports.store().journal(run.id());
        StringBuilder detail = new StringBuilder();
        for (BatchRecord batch : ports.store().batches(run.plan())) {
            List<StepRecord> steps = byBatch.get(batch.batch());
            if (steps != null && batch.run() == run.id() && batch.ended() == null) {
                stuck.addAll(endBatch(run, batch, steps, journal, log, detail));
            }
        }
        RunStatus status = stuck.isEmpty() ? RunStatus.RECOVERED : RunStatus.BROKEN;
        String said = detail.length() == 0 ? "nothing had been touched" : detail.toString();
        SystemState normal = new SystemState(SystemState.Mode.NORMAL, "", List.of(), log.stamp());
        log.commit(List.of(
                new Write.Published(normal),
                new Write.RunEnded(
                        status, said, Duration.between(began, log.now()).toMillis(), log.stamp())));
        log.tell(new RunEvent.SystemMoved(normal));
        log.tell(new RunEvent.Recovered(run.id(), run.plan(), said));
        return stuck;
    }

    private List<Problem> endBatch(
            RunRecord run,
            BatchRecord batch,
            List<StepRecord> steps,
            List<JournalEntry> journal,
            RunLog log,
            StringBuilder detail) {
        List<StepCursor> cursors =
                steps.stream().map(step -> new StepCursor(log, step)).toList();
        detail.append(detail.length() == 0 ? "" : "; ");
        if (steps.stream().anyMatch(step -> RecoveryTable.goesForward(step.state()))) {
            forward(batch, run, cursors, journal, log);
            detail.append("batch ").append(batch.batch()).append(" was past its commit point and is completed");
            return List.of();
        }
        List<Problem> stuck = back(run, batch, cursors, journal, log);
        log.commit(List.of(new Write.Batch(
                batch.ended(
                        stuck.isEmpty() ? StepStatus.ROLLED_BACK : StepStatus.FAILED,
                        batch.completedSteps(),
                        log.stamp()),
                run.checksum())));
        detail.append("batch ")
                .append(batch.batch())
                .append(stuck.isEmpty() ? " is undone: everything is as before it" : " could not be undone wholly");
        return stuck;
    }

    private void forward(
            BatchRecord batch, RunRecord run, List<StepCursor> cursors, List<JournalEntry> journal, RunLog log) {
        BatchNotes notes = new BatchNotes(run.version(), List.of(), List.of());
        for (JournalEntry entry : journal) {
            if (entry.current() == State.COMPLETING
                    && entry.step().batch().equals(batch.batch())
                    && BatchNotes.in(entry.data())) {
                notes = BatchNotes.fromJson(entry.data());
            }
        }
        Map<Integer, Integer> tables = new HashMap<>();
        for (StepCursor cursor : cursors) {
            int named = StepTrail.read(cursor.address(), journal, journal)
                    .firstBefore()
                    .objects()
                    .size();
            tables.put(cursor.record().position(), named);
        }
        new Completion(ports, log).complete(batch, run.checksum(), cursors, notes, tables);
    }

    private List<Problem> back(
            RunRecord run, BatchRecord batch, List<StepCursor> cursors, List<JournalEntry> journal, RunLog log) {
        Map<Long, List<JournalEntry>> journals = new HashMap<>(Map.of(run.id(), journal));
        List<StepTrail> trails = new ArrayList<>();
        long forwardRun = run.id();
        for (StepCursor cursor : cursors) {
            forwardRun = AppliedBy.of(cursor.address(), journal, run.id());
            List<JournalEntry> forward =
                    journals.computeIfAbsent(forwardRun, id -> ports.store().journal(id));
            trails.add(StepTrail.read(cursor.address(), forward, journal));
        }
        return new BatchUndo(ports, log)
                .undo(new BatchUndo.Request(
                        run.plan(), batch.batch(), cursors, trails, forwardRun, "its run was killed"));
    }

    /**
     * Tries again to undo what could not be undone: a person has mended what was in the way, and says so by asking.
     *
     * @return what still cannot be undone, and how many steps were tried
     */
    public Outcome retryFailedUndos() {
        List<Problem> stuck = new ArrayList<>();
        int tried = 0;
        for (String plan : ports.store().plans()) {
            for (BatchRecord batch : ports.store().batches(plan)) {
                List<StepRecord> failed = ports.store().steps(plan).stream()
                        .filter(step -> step.address().batch().equals(batch.batch()))
                        .filter(step -> step.state() == State.FAILED && step.run() == batch.run())
                        .toList();
                RunRecord run = ports.store().run(batch.run()).orElse(null);
                if (!failed.isEmpty() && run != null) {
                    List<JournalEntry> journal = ports.store().journal(run.id());
                    List<StepRecord> open = failed.stream()
                            .filter(step -> AppliedBy.undoFailed(step.address(), journal))
                            .toList();
                    tried += open.size();
                    stuck.addAll(open.isEmpty() ? List.of() : retry(run, batch, open, journal));
                }
            }
        }
        return new Outcome(tried, stuck);
    }

    private List<Problem> retry(RunRecord run, BatchRecord batch, List<StepRecord> open, List<JournalEntry> journal) {
        RunLog log = new RunLog(ports, lock, run.id(), run.owner().token());
        List<StepCursor> cursors =
                open.stream().map(step -> new StepCursor(log, step)).toList();
        List<Write> writes = new ArrayList<>();
        for (StepCursor cursor : cursors) {
            long applied = AppliedBy.of(cursor.address(), journal, run.id());
            writes.addAll(cursor.stage(Event.RETRIED, "", Map.of()));
            writes.addAll(cursor.stage(Event.REVERTED, cursor.record().error(), AppliedBy.toJson(applied)));
        }
        writes.add(new Write.Batch(batch.takenUp(run.id()), run.checksum()));
        // Reopened, so that a kill from here on leaves a dead run for the next command to find.
        writes.add(new Write.RunReopened(log.stamp()));
        log.commit(writes);
        List<Problem> stuck = back(run, batch, cursors, journal, log);
        RunStatus status = stuck.isEmpty() ? RunStatus.RECOVERED : RunStatus.BROKEN;
        String detail = "batch " + batch.batch()
                + (stuck.isEmpty() ? " is undone: everything is as before it" : " could not be undone wholly");
        log.commit(List.of(
                new Write.Batch(
                        batch.ended(
                                stuck.isEmpty() ? StepStatus.ROLLED_BACK : StepStatus.FAILED,
                                batch.completedSteps(),
                                log.stamp()),
                        run.checksum()),
                new Write.RunEnded(status, detail, 0, log.stamp())));
        log.tell(new RunEvent.Recovered(run.id(), run.plan(), detail));
        return stuck;
    }
}
