package org.lupomig.orchestrator.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Validation.Phase;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.evidence.BatchNotes;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.undo.BatchUndo;
import org.lupomig.orchestrator.validation.Checker;

/**
 * Runs the pending steps of one class-A batch. Every step waits in {@code validating_post} until the batch's own checks
 * have passed; then one transaction moves all of them past the commit point. Before it everything goes back, after it
 * everything goes forward.
 */
final class BatchRun {
    private final EnginePorts ports;
    private final RunLog log;
    private final Plan plan;
    private final Batch batch;
    private final Address address;
    private final RunOptions options;
    private final Map<Address, StepCursor> cursors = new LinkedHashMap<>();
    private final Map<String, String> before = new LinkedHashMap<>();
    private final Requirements requirements;
    private final BatchProgress progress;
    private final Checks checks;
    private final Instant began;
    private Address failedAt;
    private final BatchRecord record;
    private final Freeze freeze;
    private final CommitPoint commitPoint;

    /**
     * A batch of a plan.
     *
     * @param pending its steps that have not completed, in order
     * @param known where all steps of the plan that were ever run stand
     */
    BatchRun(
            EnginePorts ports,
            RunLog log,
            Plan plan,
            Batch batch,
            int position,
            List<Step> pending,
            Map<Address, StepRecord> known,
            RunOptions options) {
        this.ports = ports;
        this.log = log;
        this.plan = plan;
        this.batch = batch;
        this.address = new Address(plan.name(), batch.name(), "");
        this.failedAt = address;
        this.options = options;
        this.began = log.now();
        this.freeze = new Freeze(ports, log, batch.freezeReason(), batch.freeze());
        for (Step step : pending) {
            cursors.put(step.address(), new StepCursor(log, row(step, known.get(step.address()))));
        }
        this.requirements = new Requirements(ports.store(), cursors, known);
        this.progress = new BatchProgress(
                log,
                plan.name(),
                cursors.values(),
                pending.stream().flatMap(step -> step.statements().stream()).toList());
        this.checks = new Checks(
                log,
                new Checker(
                        ports.target().facts(),
                        ports.files(),
                        PlanSchemas.first(plan),
                        PlanSchemas.made(plan),
                        ports.clock()::instant));
        int completed = (int) batch.steps().stream()
                .map(step -> known.get(step.address()))
                .filter(row -> row != null && row.status() == StepStatus.COMPLETED)
                .count();
        this.commitPoint = new CommitPoint(ports, log, cursors.values(), progress);
        this.record = new BatchRecord(
                plan.name(),
                plan.version(),
                batch.name(),
                log.run(),
                position,
                Requirements.batches(plan.name(), batch),
                StepStatus.RUNNING,
                batch.rollbackClass(),
                plan.epoch(),
                batch.steps().size(),
                completed,
                log.stamp(),
                null);
    }

    /**
     * How a batch ended.
     *
     * @param failure what made it go back, null where it passed its commit point
     * @param stuck what its undo left for a person
     * @param unwritten why it is done and its records are not, null where they are
     * @param frozen what is to be said of its freeze; may be empty
     */
    record Outcome(
            @Nullable Problem failure,
            List<Problem> stuck,
            @Nullable Problem unwritten,
            String frozen) {}

    Outcome run() {
        Problem failure = forward();
        if (failure == null) {
            freeze.thawed();
            Problem unwritten = new Completion(ports, log)
                    .complete(
                            record,
                            plan.checksum(),
                            List.copyOf(cursors.values()),
                            BatchNotes.of(plan),
                            progress.tables());
            return new Outcome(null, List.of(), unwritten, freeze.sentence());
        }
        log.tell(new RunEvent.Failure(failedAt, failure.message(), failure.location()));
        List<Problem> stuck = back(failure);
        return new Outcome(failure, stuck, null, freeze.sentence());
    }

    /** Up to and past the commit point; null where it was passed. */
    private @Nullable Problem forward() {
        Snapshot left;
        try {
            begin();
            Problem problem = steps();
            if (problem != null) {
                return problem;
            }
            left = commitPoint.left();
        } catch (ConnectionLost e) {
            return Problem.of(EngineMessage.CONNECTION_LOST, String.valueOf(e.getMessage()));
        } catch (ServerRefused e) {
            return refused(e);
        } catch (Store.LockLost e) {
            throw e;
        } catch (RuntimeException e) {
            // Our own mistake, or a file tree that cannot be read: what was done goes back before it is said.
            return Unexpected.problem(e);
        }
        try {
            // Not here a lost connection: whether the commit point was passed is not known then, and nothing is done.
            commitPoint.pass(left, BatchNotes.of(plan), freeze.thawing());
            return null;
        } catch (ServerRefused e) {
            return refused(e);
        }
    }

    private static Problem refused(ServerRefused e) {
        return Problem.of(EngineMessage.SERVER_REFUSED, e.code() + " " + e.getMessage());
    }

    private void begin() {
        List<Write> writes = new ArrayList<>();
        writes.add(new Write.Batch(record, plan.checksum()));
        for (Step step : batch.steps()) {
            for (Dependency dependency : step.dependencies()) {
                writes.add(new Write.Edge(step.address(), dependency));
            }
        }
        for (StepCursor cursor : cursors.values()) {
            writes.add(new Write.Step(cursor.record(), "sql"));
        }
        before.putAll(checks.checker().before(batch.validations()));
        writes.add(new Write.Journal(new JournalEntry(
                0,
                address,
                JournalEntry.Kind.BEFORE,
                State.IDLE,
                State.IDLE,
                null,
                log.stamp(),
                0,
                BatchNotes.beforeToJson(before))));
        writes.addAll(freeze.freezing());
        log.commit(writes);
        log.tell(new RunEvent.BatchStarted(plan.name(), batch.name(), cursors.size()));
        freeze.frozen();
    }

    private @Nullable Problem steps() {
        Supplier<@Nullable Problem> batchChecks = () -> {
            Problem failed = checks.make(batch.validations(), Phase.PRE, address, before, began);
            failedAt = failed == null ? failedAt : address;
            return failed;
        };
        for (Step step : batch.steps()) {
            StepCursor cursor = cursors.get(step.address());
            if (cursor == null) {
                continue;
            }
            failedAt = step.address();
            StepWalk walk = new StepWalk(ports, log, step, cursor, checks, options, progress);
            Problem problem = walk.walk(requirements, batchChecks);
            if (problem != null) {
                return problem;
            }
            failedAt = address;
            if (cursor.record().status() != StepStatus.SKIPPED) {
                batchChecks = () -> null;
            }
        }
        return checks.make(batch.validations(), Phase.POST, address, before, began);
    }

    private List<Problem> back(Problem failure) {
        List<StepRecord> rows =
                cursors.values().stream().map(StepCursor::record).toList();
        List<Problem> stuck = BatchUndo.of(ports, log, address, rows).undo(failure.message());
        // Nothing is thawed that was not frozen: the batch may not have come to that.
        boolean frozen = ports.store().systemState().mode() != SystemState.Mode.NORMAL;
        if (frozen) {
            log.commit(freeze.thawing());
            freeze.thawed();
        }
        SystemState normal = SystemState.normal(log.stamp());
        StepStatus status = stuck.isEmpty() ? StepStatus.ROLLED_BACK : StepStatus.FAILED;
        log.commit(List.of(
                new Write.Batch(record.ended(status, record.completedSteps(), log.stamp()), plan.checksum()),
                new Write.Alert(Write.Alert.Level.ERROR, "batch failed", failure.message(), log.stamp()),
                new Write.Published(normal)));
        if (frozen) {
            log.tell(new RunEvent.SystemMoved(normal));
        }
        return stuck;
    }

    private StepRecord row(Step step, @Nullable StepRecord earlier) {
        State state = earlier == null ? State.IDLE : earlier.state();
        return new StepRecord(
                step.address(),
                log.run(),
                step.position(),
                String.join(", ", step.files()),
                state,
                StepStatus.PENDING,
                step.checksum(),
                null,
                null,
                "",
                earlier == null ? 0 : earlier.retries() + 1);
    }
}
