package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.FailurePoint;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.evidence.AuthoredStatement;
import org.lupomig.orchestrator.evidence.BatchBaseline;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.freeze.Freeze;
import org.lupomig.orchestrator.journal.Alerts;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.undo.AppliedStep;
import org.lupomig.orchestrator.validation.Checker;

/**
 * A batch as a run has taken it up.
 *
 * @param address with an empty step name
 * @param cursors its steps that have not completed, in order
 * @param record its row as the run begins
 * @param before values that {@code before(…)} gives its checks; those of an earlier run where it goes on
 * @param failed whether an earlier run had taken it up and it has not completed since
 * @param leaves whether steps of it stay pending, because the run was not to go that far
 * @param crew works on its steps
 * @param since the first run whose steps its checks have not passed for yet
 */
record BatchTaken(
        EnginePorts ports,
        StepCrew crew,
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
        Freeze freeze,
        boolean failed,
        boolean leaves) {

    /**
     * Takes a batch of a plan up.
     *
     * @param position its place in the plan, from 1
     * @param pending its steps that have not completed, in order
     * @param known where all steps of the plan that were ever run stand
     * @param earlier its row as earlier runs left it, null where there was none
     */
    static BatchTaken of(
            StepCrew crew,
            RunLog log,
            Plan plan,
            Batch batch,
            int position,
            List<Step> pending,
            Map<Address, StepRecord> known,
            @Nullable BatchRecord earlier,
            RunOptions options) {
        EnginePorts ports = crew.ports();
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
        // Also such as the plan has no more: what they have left is the batch's to check.
        List<StepRecord> completed = known.values().stream()
                .filter(row -> row.address().batch().equals(batch.name()) && row.status() == StepStatus.COMPLETED)
                .toList();
        Set<Address> planned = batch.steps().stream().map(Step::address).collect(Collectors.toSet());
        int stay = (int) completed.stream()
                .filter(row -> planned.contains(row.address()))
                .count();
        BatchBaseline found = BatchBaseline.open(ports.store(), earlier);
        if (found != null && found.unchecked(completed, ports.store()).isEmpty()) {
            found = null;
        }
        Map<String, String> before = new LinkedHashMap<>(found == null ? Map.of() : found.values());
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
                stay,
                log.stamp(),
                null);
        return new BatchTaken(
                ports,
                crew,
                log,
                plan,
                batch,
                address,
                options,
                cursors,
                new Requirements(ports.store(), batch, cursors, known),
                checks,
                new BatchChecks(checks, batch, address, before, began, found != null),
                record,
                before,
                found == null ? log.run() : found.since(),
                Freeze.of(ports, log, address, batch.freezeReason(), batch.freeze()),
                earlier != null && earlier.status() != StepStatus.COMPLETED,
                false);
    }

    /** The same where steps of it stay pending, or none does. */
    BatchTaken leaving(boolean some) {
        return new BatchTaken(
                ports,
                crew,
                log,
                plan,
                batch,
                address,
                options,
                cursors,
                requirements,
                checks,
                ofBatch,
                record,
                before,
                since,
                freeze,
                failed,
                some);
    }

    /** Writes down that it begins, and freezes what it asks to be frozen; why that cannot be, null where it is. */
    @Nullable
    Problem begin() {
        Problem unfrozen = freeze.look();
        unfrozen = unfrozen == null ? freeze.keptWithin() : unfrozen;
        if (unfrozen != null) {
            return unfrozen;
        }
        List<Write> writes = new ArrayList<>();
        writes.add(new Write.Batch(record, plan.checksum()));
        for (String other : batch.conflicts()) {
            writes.add(new Write.Edge(address, new Dependency(ofBatch(other), Dependency.Kind.CONFLICT)));
        }
        for (Step step : batch.steps()) {
            for (Dependency dependency : step.dependencies()) {
                writes.add(new Write.Edge(step.address(), dependency));
            }
        }
        for (StepCursor cursor : cursors.values()) {
            writes.add(new Write.Step(cursor.record(), "sql"));
        }
        boolean freezes = freeze.isComing();
        if (!freezes) {
            readBefore();
        }
        writes.add(written());
        if (freezes) {
            // What was done before must not go with what may not be published.
            log.flush();
        }
        writes.addAll(freeze.freezing());
        try {
            log.commit(writes);
        } catch (Store.StateMoved e) {
            return freeze.overtaken();
        }
        log.tell(new RunEvent.BatchStarted(plan.name(), batch.name(), cursors.size()));
        Problem notFrozen = freeze.frozen();
        if (notFrozen == null && freezes) {
            // What others wrote until they were kept out is none of the batch's doing. One that dies before this is
            // written has begun no step.
            readBefore();
            log.commit(List.of(written()));
        }
        if (notFrozen == null) {
            ofBatch.obstacles(
                    Obstacles.of(pending(), ports.target()),
                    step -> Obstacles.of(List.of(step), ports.target()).get(step.address()));
        }
        return notFrozen;
    }

    private void readBefore() {
        checks.checker().before(batch.validations()).forEach(before::putIfAbsent);
    }

    private Write written() {
        return baseline().write(address, log.stamp(), AuthoredStatement.toJson(batch.undo(), ports.statements()));
    }

    /** Of a batch of this plan, or of {@code plan.batch}. */
    private Address ofBatch(String name) {
        int dot = name.indexOf('.');
        return dot < 0
                ? new Address(plan.name(), name, "")
                : new Address(name.substring(0, dot), name.substring(dot + 1), "");
    }

    private BatchBaseline baseline() {
        return new BatchBaseline(since, before);
    }

    /** The place of the last of its steps in the plan. */
    int lastPosition() {
        return batch.steps().get(batch.steps().size() - 1).position();
    }

    /** How long the one of its steps may take that may take longest. */
    Duration longest() {
        return batch.steps().stream()
                .map(Step::timeout)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private List<Step> pending() {
        return batch.steps().stream()
                .filter(step -> cursors.containsKey(step.address()))
                .toList();
    }

    /** Its steps that have completed, and that its own checks have not passed for yet. */
    List<StepRecord> unchecked() {
        return baseline().unchecked(rows(), ports.store());
    }

    /** Whether steps of it have completed that its own checks have not passed for, and that stay. */
    boolean holdsUnchecked() {
        return goesOn() && !unchecked().isEmpty();
    }

    /** Whether an earlier run has completed steps of it that its own checks have not passed for. */
    boolean goesOn() {
        return since != log.run();
    }

    /** What resolves the alert of an earlier run that failed in it, once it has completed. */
    List<Write> settled() {
        return failed ? Alerts.over(address, "it has completed in run " + log.run(), log.stamp()) : List.of();
    }

    /**
     * Has its steps worked on, in the order of the plan or several at a time.
     *
     * @param goesOn whether another one may begin
     * @param broken is told that the work on one of them has thrown something
     */
    void work(BooleanSupplier goesOn, Runnable broken, BiConsumer<Step, StepCursor> work) {
        List<Step> pending = pending();
        // Where what one of them would run into stops the first, no other is begun beside that.
        boolean stops = ofBatch.stops();
        int most = stops ? 1 : Math.min(options.most(batch), pending.size());
        if (most == 1 && !stops) {
            crew.inGroups(
                    GroupedSteps.of(batch, pending),
                    options.isSaid(batch) ? 1 : GroupedWork.LANES,
                    goesOn,
                    options.stopRequested(),
                    broken,
                    step -> work.accept(step, Objects.requireNonNull(cursors.get(step.address()))));
            return;
        }
        Abreast abreast = most > 1 ? Abreast.on(ports, plan, batch, pending) : Abreast.none();
        crew.work(
                pending,
                most,
                abreast::waitsFor,
                goesOn,
                broken,
                step -> work.accept(step, Objects.requireNonNull(cursors.get(step.address()))));
    }

    /** What its steps are in the store, also those that the plan has no more. */
    List<StepRecord> rows() {
        log.flush();
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
        List<StepRecord> completed = goesOn() ? unchecked() : List.of();
        for (AppliedStep step : AppliedStep.read(ports.store(), completed, 0)) {
            step.trail().tell(made);
            step.trail().leftRows().forEach(counted -> counted.tell(made));
        }
        return made;
    }

    /**
     * Thaws, and writes down how it ended where it has not completed.
     *
     * @param completed how many of its steps stay completed
     * @param failures for the alerts, at least one
     */
    void close(StepStatus status, int completed, List<Problem> failures) {
        // Nothing is thawed that was not frozen: the batch may not have come to that, or not have heard of it.
        Freeze left = freeze.isPublished() ? freeze : Freeze.left(ports, log);
        if (left.isPublished()) {
            log.commit(left.thawing());
            left.thawed();
        }
        List<Write> writes = new ArrayList<>();
        if (isOurs()) {
            writes.add(new Write.Batch(record.ended(status, completed, log.stamp()), plan.checksum()));
        }
        writes.add(Alerts.batchFailed(address, status == StepStatus.ROLLED_BACK, failures.get(0), log.stamp()));
        writes.addAll(FailurePoint.alerts(failures, log.stamp()));
        writes.addAll(left.ending());
        log.commit(writes);
        left.ended();
    }

    /**
     * Thaws, and writes down that it has come as far as it was to: its other steps and its own checks are for a later
     * run.
     *
     * @param now its row, with the number of its steps that have completed
     */
    void rest(BatchRecord now) {
        // A kill from here on leaves a batch that has not ended: recovery finds no step under way, and ends it.
        log.commit(freeze.thawing());
        freeze.thawed();
        List<Write> writes = new ArrayList<>();
        writes.add(new Write.Batch(now.ended(StepStatus.PENDING, now.completedSteps(), log.stamp()), plan.checksum()));
        RunProgress progress = log.progress();
        if (progress != null) {
            writes.add(progress.write("completed"));
        }
        writes.addAll(freeze.ending());
        log.commit(writes);
        freeze.ended();
    }

    /**
     * Whether this run has taken it up. Where that could not be written down, its row stays as an earlier run left it,
     * and with it what that run says of it.
     */
    private boolean isOurs() {
        log.flush();
        return ports.store().batches(plan.name()).stream()
                .filter(row -> row.batch().equals(batch.name()))
                .allMatch(row -> row.run() == log.run());
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
