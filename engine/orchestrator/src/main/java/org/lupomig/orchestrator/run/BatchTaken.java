package org.lupomig.orchestrator.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.evidence.BatchBaseline;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.undo.AppliedStep;
import org.lupomig.orchestrator.validation.Checker;

/**
 * A batch as a run has taken it up.
 *
 * @param address with an empty step name
 * @param cursors its steps that have not completed, in order
 * @param record its row as the run begins
 * @param before values that {@code before(…)} gives its checks; those of an earlier run where it goes on
 * @param since the first run whose steps its checks have not passed for yet
 */
record BatchTaken(
        EnginePorts ports,
        RunLog log,
        Plan plan,
        Batch batch,
        Address address,
        RunOptions options,
        Map<Address, StepCursor> cursors,
        Requirements requirements,
        Checks checks,
        BatchChecks ofBatch,
        BatchRecord record,
        Map<String, String> before,
        long since,
        Freeze freeze) {

    /**
     * Takes a batch of a plan up.
     *
     * @param position its place in the plan, from 1
     * @param pending its steps that have not completed, in order
     * @param known where all steps of the plan that were ever run stand
     * @param earlier its row as earlier runs left it, null where there was none
     */
    static BatchTaken of(
            EnginePorts ports,
            RunLog log,
            Plan plan,
            Batch batch,
            int position,
            List<Step> pending,
            Map<Address, StepRecord> known,
            @Nullable BatchRecord earlier,
            RunOptions options) {
        Address address = new Address(plan.name(), batch.name(), "");
        Instant began = log.now();
        Map<Address, StepCursor> cursors = new LinkedHashMap<>();
        for (Step step : pending) {
            cursors.put(step.address(), new StepCursor(log, row(log, step, known.get(step.address()))));
        }
        Checks checks = new Checks(
                log,
                new Checker(
                        ports.target().facts(),
                        ports.files(),
                        PlanSchemas.first(plan),
                        PlanSchemas.made(plan),
                        ports.clock()::instant));
        List<StepRecord> completed = batch.steps().stream()
                .map(step -> known.get(step.address()))
                .filter(row -> row != null && row.status() == StepStatus.COMPLETED)
                .toList();
        BatchBaseline found = earlier == null || earlier.status() == StepStatus.COMPLETED
                ? null
                : BatchBaseline.in(address, ports.store().journal(earlier.run()));
        long first = found == null ? Long.MAX_VALUE : found.since();
        boolean goesOn = completed.stream().anyMatch(step -> step.run() >= first);
        Map<String, String> before = new LinkedHashMap<>(found != null && goesOn ? found.values() : Map.of());
        BatchRecord record = new BatchRecord(
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
                completed.size(),
                log.stamp(),
                null);
        return new BatchTaken(
                ports,
                log,
                plan,
                batch,
                address,
                options,
                cursors,
                new Requirements(ports.store(), cursors, known),
                checks,
                new BatchChecks(checks, batch, address, before, began, goesOn),
                record,
                before,
                goesOn ? first : log.run(),
                new Freeze(ports, log, batch.freezeReason(), batch.freeze()));
    }

    /** Writes down that it begins, and freezes what it asks to be frozen. */
    void begin() {
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
        checks.checker().before(batch.validations()).forEach(before::putIfAbsent);
        writes.add(new Write.Journal(new JournalEntry(
                0,
                address,
                JournalEntry.Kind.BEFORE,
                State.IDLE,
                State.IDLE,
                null,
                log.stamp(),
                0,
                new BatchBaseline(since, before).toJson())));
        writes.addAll(freeze.freezing());
        log.commit(writes);
        log.tell(new RunEvent.BatchStarted(plan.name(), batch.name(), cursors.size()));
        freeze.frozen();
    }

    /** What its steps are in the store, also those that the plan has no more. */
    List<StepRecord> rows() {
        return ports.store().steps(plan.name()).stream()
                .filter(step -> step.address().batch().equals(batch.name()))
                .toList();
    }

    /**
     * Gives what its steps have made that are committed, and that its checks have not passed for yet; read when it is
     * first asked. What they have passed for is in use, and not counted again.
     */
    Supplier<RowLedger> made() {
        RowLedger[] read = new RowLedger[1];
        return () -> {
            read[0] = read[0] == null ? readMade() : read[0];
            return read[0];
        };
    }

    private RowLedger readMade() {
        RowLedger made = new RowLedger();
        List<StepRecord> completed = record.completedSteps() == 0
                ? List.of()
                : rows().stream()
                        .filter(row -> row.status() == StepStatus.COMPLETED && row.run() >= since)
                        .toList();
        AppliedStep.read(ports.store(), completed, 0)
                .forEach(step -> step.trail().tell(made));
        return made;
    }

    /**
     * Thaws, and writes down how it ended where it has not completed.
     *
     * @param completed how many of its steps stay completed
     * @param failure for the alert
     */
    void close(StepStatus status, int completed, String failure) {
        // Nothing is thawed that was not frozen: the batch may not have come to that.
        boolean frozen = ports.store().systemState().mode() != SystemState.Mode.NORMAL;
        if (frozen) {
            log.commit(freeze.thawing());
            freeze.thawed();
        }
        SystemState normal = SystemState.normal(log.stamp());
        log.commit(List.of(
                new Write.Batch(record.ended(status, completed, log.stamp()), plan.checksum()),
                new Write.Alert(Write.Alert.Level.ERROR, "batch failed", failure, log.stamp()),
                new Write.Published(normal)));
        if (frozen) {
            log.tell(new RunEvent.SystemMoved(normal));
        }
    }

    private static StepRecord row(RunLog log, Step step, @Nullable StepRecord earlier) {
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
