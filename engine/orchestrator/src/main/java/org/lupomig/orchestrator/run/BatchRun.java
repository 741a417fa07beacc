package org.lupomig.orchestrator.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.plan.Validation.Phase;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.evidence.AuthoredStatement;
import org.lupomig.orchestrator.evidence.BatchNotes;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.undo.BatchUndo;
import org.lupomig.orchestrator.undo.StepTrail;
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
    private final RunOptions options;
    private final Map<Address, StepStatus> known;
    private final Map<Address, StepCursor> cursors = new LinkedHashMap<>();
    private final Map<Integer, Integer> tables = new HashMap<>();
    private final Map<String, String> before = new LinkedHashMap<>();
    private final RowLedger ledger = new RowLedger();
    private final Checker checker;
    private final Likeness likeness;
    private final Instant began;
    private BatchRecord record;

    /**
     * A batch of a plan.
     *
     * @param pending its steps that have not completed, in order
     * @param known where all steps that were ever run stand
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
        this.options = options;
        this.known = new HashMap<>();
        known.forEach((address, row) -> this.known.put(address, row.status()));
        this.checker =
                new Checker(ports.target().facts(), ports.files(), PlanSchemas.first(plan), ports.clock()::instant);
        this.likeness = new Likeness(ports.definitions());
        this.began = log.now();
        for (Step step : pending) {
            cursors.put(step.address(), new StepCursor(log, row(step, known.get(step.address()))));
        }
        this.record = new BatchRecord(
                plan.name(),
                plan.version(),
                batch.name(),
                log.run(),
                position,
                batch.requires(),
                StepStatus.RUNNING,
                batch.rollbackClass(),
                plan.epoch(),
                batch.steps().size(),
                batch.steps().size() - pending.size(),
                log.stamp(),
                null);
    }

    /** How a batch ended: problems that made it fail, and problems that its undo left. */
    record Outcome(@Nullable Problem failure, List<Problem> stuck) {}

    Outcome run() {
        begin();
        Problem failure = forward();
        if (failure == null) {
            commitPoint();
            new Completion(ports, log)
                    .complete(record, plan.checksum(), List.copyOf(cursors.values()), BatchNotes.of(plan), tables);
            return new Outcome(null, List.of());
        }
        log.tell(new RunEvent.Failure(new Address(plan.name(), batch.name(), ""), failure.message()));
        return new Outcome(failure, back(failure));
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
        before.putAll(checker.before(batch.validations()));
        writes.add(batchNote(JournalEntry.Kind.BEFORE, BatchNotes.beforeToJson(before)));
        SystemState frozen =
                new SystemState(SystemState.Mode.FROZEN, batch.freezeReason(), batch.freeze(), log.stamp());
        if (!batch.freeze().isEmpty()) {
            writes.add(new Write.Published(frozen));
        }
        log.commit(writes);
        log.tell(new RunEvent.BatchStarted(plan.name(), batch.name(), cursors.size()));
        if (!batch.freeze().isEmpty()) {
            log.tell(new RunEvent.SystemMoved(frozen));
        }
    }

    private @Nullable Problem forward() {
        boolean first = true;
        for (Step step : batch.steps()) {
            StepCursor cursor = cursors.get(step.address());
            if (cursor == null) {
                continue;
            }
            Problem problem = walk(step, cursor, first);
            if (problem != null) {
                return problem;
            }
            first = false;
        }
        return checkAll(batch.validations(), Phase.POST, new Address(plan.name(), batch.name(), ""), before, began);
    }

    private @Nullable Problem walk(Step step, StepCursor cursor, boolean first) {
        if (cursor.state() == State.FAILED) {
            cursor.move(Event.RETRIED);
        }
        cursor.move(Event.BEGUN, "", Map.of(), List.of(progress("preparing")));
        Problem problem = missing(step);
        if (problem != null) {
            return refused(cursor, problem);
        }
        if (step.when() != null) {
            Checker.When when = checker.when(step.when());
            if (!when.problem().isEmpty()) {
                return refused(
                        cursor,
                        Problem.at(
                                step.location(),
                                EngineMessage.EXPECTATION_UNREADABLE,
                                "when of " + step.address(),
                                when.problem()));
            }
            if (!when.holds()) {
                cursor.move(Event.SKIPPED);
                log.tell(new RunEvent.Skipped(step.address()));
                return null;
            }
        }
        cursor.move(Event.PREPARED);
        Map<String, String> stepBefore = checker.before(step.validations());
        if (!stepBefore.isEmpty()) {
            log.commit(List.of(cursor.note(JournalEntry.Kind.BEFORE, 0, BatchNotes.beforeToJson(stepBefore))));
        }
        Instant stepBegan = log.now();
        problem = first
                ? checkAll(batch.validations(), Phase.PRE, new Address(plan.name(), batch.name(), ""), before, began)
                : null;
        if (problem == null) {
            problem = checkAll(step.validations(), Phase.PRE, step.address(), stepBefore, stepBegan);
        }
        if (problem == null && options.stopRequested().getAsBoolean()) {
            problem = Problem.at(step.location(), EngineMessage.STOPPED);
        }
        if (problem != null) {
            return refused(cursor, problem);
        }
        cursor.move(Event.CLEARED, "", AuthoredStatement.toJson(step.undo()), List.of(progress("migrating")));
        problem = migrate(step, cursor);
        return problem != null
                ? problem
                : checkAll(step.validations(), Phase.POST, step.address(), stepBefore, stepBegan);
    }

    private @Nullable Problem migrate(Step step, StepCursor cursor) {
        try (TargetSession session =
                ports.target().open(log.sessionName(cursor.record().position()), Purpose.FORWARD)) {
            StepRun run = new StepRun(
                    log, cursor, step, session, ledger, likeness, ports.statements(), options.stopRequested());
            Problem problem = run.run();
            if (problem != null) {
                return problem;
            }
            tables.put(cursor.record().position(), run.tables());
            cursor.move(Event.MIGRATED, "", Map.of(), run.pending());
            return null;
        }
    }

    private Problem refused(StepCursor cursor, Problem problem) {
        cursor.move(Event.REFUSED, problem.message(), Map.of(), List.of());
        return problem;
    }

    /** The first required step that has not passed its own checks. */
    private @Nullable Problem missing(Step step) {
        for (Dependency dependency : step.dependencies()) {
            if (dependency.kind() != Dependency.Kind.REQUIRED) {
                continue;
            }
            StepCursor cursor = cursors.get(dependency.on());
            StepStatus status = known.get(dependency.on());
            boolean satisfied = cursor != null
                    ? cursor.state() == State.VALIDATING_POST || cursor.record().status() == StepStatus.SKIPPED
                    : status != null && status.satisfies();
            if (!satisfied) {
                return Problem.at(
                        step.location(), EngineMessage.DEPENDENCY_NOT_COMPLETED, step.address(), dependency.on());
            }
        }
        return null;
    }

    private @Nullable Problem checkAll(
            List<Validation> validations, Phase phase, Address target, Map<String, String> values, Instant since) {
        Problem first = null;
        for (Validation validation : validations) {
            if (validation.phase() != phase) {
                continue;
            }
            Checker.Outcome outcome = checker.check(validation, target, values, since);
            log.commit(List.of(outcome.record()));
            log.tell(new RunEvent.Checked(
                    target,
                    validation.title(),
                    outcome.problem() == null,
                    !outcome.warnings().isEmpty(),
                    outcome.detail()));
            first = first == null ? outcome.problem() : first;
        }
        return first;
    }

    private void commitPoint() {
        List<Write> writes = new ArrayList<>();
        List<RunEvent> events = new ArrayList<>();
        Map<String, Object> notes = BatchNotes.of(plan).toJson();
        for (StepCursor cursor : cursors.values()) {
            if (cursor.state() == State.VALIDATING_POST) {
                writes.addAll(cursor.stage(Event.COMMITTED, "", notes));
                events.add(new RunEvent.Moved(cursor.address(), State.VALIDATING_POST, State.COMPLETING));
                notes = Map.of();
            }
        }
        writes.add(progress("completing"));
        log.commit(writes);
        events.forEach(log::tell);
    }

    private List<Problem> back(Problem failure) {
        List<JournalEntry> journal = ports.store().journal(log.run());
        List<StepCursor> taken = List.copyOf(cursors.values());
        List<StepTrail> trails = taken.stream()
                .map(cursor -> StepTrail.read(cursor.address(), journal, journal))
                .toList();
        List<Problem> stuck = new BatchUndo(ports, log)
                .undo(new BatchUndo.Request(plan.name(), batch.name(), taken, trails, log.run(), failure.message()));
        SystemState normal = new SystemState(SystemState.Mode.NORMAL, "", List.of(), log.stamp());
        record = record.ended(
                stuck.isEmpty() ? StepStatus.ROLLED_BACK : StepStatus.FAILED, record.completedSteps(), log.stamp());
        log.commit(List.of(
                new Write.Batch(record, plan.checksum()),
                new Write.Alert(Write.Alert.Level.ERROR, "batch failed", failure.message(), log.stamp()),
                new Write.Published(normal)));
        log.tell(new RunEvent.SystemMoved(normal));
        return stuck;
    }

    private Write progress(String phase) {
        int done = (int) cursors.values().stream()
                .filter(c -> c.state() == State.VALIDATING_POST || c.record().status() == StepStatus.SKIPPED)
                .count();
        return new Write.Progress(plan.name(), phase, done, cursors.size(), log.stamp());
    }

    private Write batchNote(JournalEntry.Kind kind, Map<String, Object> data) {
        return new Write.Journal(new JournalEntry(
                0,
                new Address(plan.name(), batch.name(), ""),
                kind,
                State.IDLE,
                State.IDLE,
                null,
                log.stamp(),
                0,
                data));
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
