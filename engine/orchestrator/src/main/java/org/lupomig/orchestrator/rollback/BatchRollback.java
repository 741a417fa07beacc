package org.lupomig.orchestrator.rollback;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.evidence.AppliedBy;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.NewRun;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.run.Counted;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;
import org.lupomig.orchestrator.undo.AppliedStep;
import org.lupomig.orchestrator.undo.BatchUndo;
import org.lupomig.orchestrator.undo.StepTrail;

/**
 * Takes a completed class-A batch back, whole. It needs no plan file: the journal has everything. It first compares
 * every object with what the batch left, and refuses where rows or definitions have moved on.
 */
public final class BatchRollback {
    private final EnginePorts ports;
    private final Store.Lock lock;

    /** Under this lock. */
    public BatchRollback(EnginePorts ports, Store.Lock lock) {
        this.ports = ports;
        this.lock = lock;
    }

    /**
     * Rolls back.
     *
     * @param dryRun only say what would be done
     */
    public RunReport rollback(String plan, String name, boolean dryRun) {
        List<BatchRecord> batches = ports.store().batches(plan);
        if (batches.isEmpty()) {
            return refused(Problem.of(EngineMessage.UNKNOWN_PLAN, plan));
        }
        BatchRecord batch = batches.stream()
                .filter(row -> row.batch().equals(name))
                .findFirst()
                .orElse(null);
        if (batch == null) {
            return refused(Problem.of(EngineMessage.UNKNOWN_BATCH, plan, name));
        }
        List<StepRecord> steps = ports.store().steps(plan).stream()
                .filter(step -> step.address().batch().equals(name))
                .toList();
        List<StepRecord> completed = steps.stream()
                .filter(step -> step.status() == StepStatus.COMPLETED)
                .toList();
        if (completed.isEmpty()) {
            return refused(Problem.of(EngineMessage.NOT_COMPLETED, plan + "." + name));
        }
        List<Problem> refusals = dependents(plan, name);
        if (!refusals.isEmpty()) {
            return new RunReport(Result.REFUSED, 0, "nothing was rolled back", refusals);
        }
        List<AppliedStep> applied = AppliedStep.read(ports.store(), completed, 0);
        List<StepTrail> trails = applied.stream().map(AppliedStep::trail).toList();
        List<Problem> lacking = ports.target().lacking(new WayBack(ports.statements()).of(trails));
        if (!lacking.isEmpty()) {
            return new RunReport(Result.REFUSED, 0, "nothing was rolled back", lacking);
        }
        List<Problem> conflicts = conflicts(completed, trails);
        if (!conflicts.isEmpty()) {
            return new RunReport(Result.REFUSED, 0, "nothing was rolled back", conflicts);
        }
        if (dryRun) {
            return new RunReport(
                    Result.DONE,
                    0,
                    "dry run: " + Counted.of(completed.size(), "step") + " with "
                            + Counted.of(statements(trails), "statement")
                            + " would be taken back; nothing has moved on",
                    List.of());
        }
        List<StepRecord> skipped = steps.stream()
                .filter(step -> step.status() == StepStatus.SKIPPED)
                .toList();
        return back(batch, applied, skipped);
    }

    private static int statements(List<StepTrail> trails) {
        return trails.stream()
                .mapToInt(trail -> (int) trail.statements().stream()
                        .filter(statement -> !statement.withoutEffect())
                        .count())
                .sum();
    }

    private RunReport back(BatchRecord batch, List<AppliedStep> applied, List<StepRecord> skipped) {
        Instant began = ports.clock().instant();
        String checksum =
                ports.store().run(batch.run()).map(RunRecord::checksum).orElse("");
        long id = lock.begin(new NewRun(
                NewRun.RunKind.ROLLBACK,
                batch.plan(),
                batch.version().text(),
                checksum,
                ports.owner(),
                UtcStamp.of(began)));
        RunLog log = new RunLog(ports, lock, id, ports.owner().token());
        log.tell(new RunEvent.RunStarted(id, batch.plan(), batch.version().text(), applied.size()));
        BatchUndo undo = new BatchUndo(ports, log, new Address(batch.plan(), batch.batch(), ""), applied);
        BatchRecord taken = batch.takenUp(id);
        takeUp(undo.cursors(), applied, skipped, new Write.Batch(taken, checksum), log);
        List<Problem> stuck = undo.undo("rolled back by an operator");
        StepStatus status = stuck.isEmpty() ? StepStatus.ROLLED_BACK : StepStatus.FAILED;
        String detail = stuck.isEmpty()
                ? "batch " + batch.batch() + " is rolled back: " + log.undone()
                : "batch " + batch.batch() + " could not be rolled back wholly: it needs a person";
        RunStatus ended = stuck.isEmpty() ? RunStatus.COMPLETED : RunStatus.BROKEN;
        long millis = Duration.between(began, log.now()).toMillis();
        log.commit(List.of(
                new Write.Batch(taken.ended(status, 0, log.stamp()), checksum),
                new Write.RunEnded(ended, detail, millis, log.stamp())));
        log.tell(new RunEvent.RunFinished(id, batch.plan(), ended, detail, millis));
        return new RunReport(stuck.isEmpty() ? Result.DONE : Result.BROKEN, id, detail, stuck);
    }

    /** All or none: a kill from here on finds every step of the batch in rolling_back, and goes on with it. */
    private static void takeUp(
            List<StepCursor> cursors,
            List<AppliedStep> applied,
            List<StepRecord> skipped,
            Write.Batch batch,
            RunLog log) {
        List<Write> writes = new ArrayList<>();
        List<RunEvent> events = new ArrayList<>();
        for (int i = 0; i < cursors.size(); i++) {
            StepCursor cursor = cursors.get(i);
            Map<String, Object> by = AppliedBy.toJson(applied.get(i).trail().run());
            writes.addAll(cursor.stage(Event.REVERTED, "", by));
            events.add(new RunEvent.Moved(cursor.address(), State.IDLE, State.ROLLING_BACK));
        }
        skipped.forEach(step -> writes.addAll(new StepCursor(log, step).forgetSkip()));
        writes.add(batch);
        StepCursor.commit(log, cursors, writes);
        events.forEach(log::tell);
    }

    private List<Problem> dependents(String plan, String name) {
        List<Problem> problems = new ArrayList<>();
        for (String other : ports.store().plans()) {
            for (BatchRecord row : ports.store().batches(other)) {
                boolean requires = row.requires().contains(plan + "." + name)
                        || (other.equals(plan) && row.requires().contains(name));
                if (requires && row.holds()) {
                    problems.add(Problem.of(EngineMessage.OTHERS_DEPEND, other + "." + row.batch(), plan + "." + name));
                }
            }
        }
        return problems;
    }

    private List<Problem> conflicts(List<StepRecord> completed, List<StepTrail> trails) {
        String name = new RunLog(ports, lock, 0, ports.owner().token())
                .sessionName(completed.get(0).position());
        try (TargetSession session = ports.target().open(name, Purpose.UNDO)) {
            return new LateConflicts(ports.statements(), new Likeness(ports.definitions()), session).find(trails);
        }
    }

    private static RunReport refused(Problem problem) {
        return new RunReport(Result.REFUSED, 0, "nothing was rolled back", List.of(problem));
    }
}
