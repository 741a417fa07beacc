package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Epoch;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.evidence.AppliedBy;
import org.lupomig.orchestrator.evidence.BatchBaseline;
import org.lupomig.orchestrator.evidence.PinsJson;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.Store;

/**
 * Where a plan stands in the store, and what of that speaks against running it.
 *
 * @param plan the plan as it is now
 * @param steps rows of its steps that were ever run; changed by the run as it goes
 * @param batches rows of its batches that were ever run
 * @param store for what other plans did
 * @param reach how much of the plan is asked for
 */
record Standing(Plan plan, Map<Address, StepRecord> steps, List<BatchRecord> batches, Store store, Reach reach) {

    /**
     * Of a plan.
     *
     * @param to the step up to which it is asked for; null: to its end
     */
    static Standing of(Plan plan, Store store, @Nullable Address to) {
        Map<Address, StepRecord> steps = new HashMap<>();
        store.steps(plan.name()).forEach(row -> steps.put(row.address(), row));
        return new Standing(plan, steps, store.batches(plan.name()), store, Reach.of(plan, to));
    }

    /** Steps that are asked for and have not completed, in plan order. */
    List<Step> pending() {
        return plan.steps().stream().filter(this::isPending).filter(reach::has).toList();
    }

    /** Steps of one batch that are asked for and have not completed, in plan order. */
    List<Step> pending(Batch batch) {
        return batch.steps().stream().filter(this::isPending).filter(reach::has).toList();
    }

    /** Steps that have not completed and are not asked for, in plan order. */
    List<Step> left() {
        return plan.steps().stream()
                .filter(this::isPending)
                .filter(step -> !reach.has(step))
                .toList();
    }

    /** Whether a step of a batch has not completed and is not asked for. */
    boolean leaves(Batch batch) {
        return batch.steps().stream().anyMatch(step -> isPending(step) && !reach.has(step));
    }

    private boolean isPending(Step step) {
        StepRecord row = steps.get(step.address());
        return row == null || !row.status().satisfies();
    }

    /** The row of a batch, null where it never ran. */
    @Nullable
    BatchRecord row(Batch batch) {
        return batches.stream()
                .filter(row -> row.batch().equals(batch.name()))
                .findFirst()
                .orElse(null);
    }

    /**
     * Whether the steps of a batch were committed one by one, and its own checks have not passed since: a run makes
     * them, be no step pending, and whatever its class is by now. Not where a step is left behind that they are to come
     * after.
     */
    boolean isUnchecked(Batch batch) {
        BatchRecord row = row(batch);
        return row != null
                && row.status() != StepStatus.COMPLETED
                && reach.touches(batch)
                && !leaves(batch)
                && (row.rollbackClass() != RollbackClass.A || hasBegun(batch));
    }

    /** Whether a run has something to do in a batch: steps, or the checks of those that have completed. */
    boolean takesUp(Batch batch) {
        return !pending(batch).isEmpty() || isUnchecked(batch);
    }

    /**
     * Completed steps of the batches in which a run has something to do, for which the checks of their batch have not
     * passed: a failure may take them back with the others. Also such as the plan has no more.
     */
    List<StepRecord> unchecked() {
        List<StepRecord> unchecked = new ArrayList<>();
        for (Batch batch : plan.batches()) {
            BatchBaseline baseline = takesUp(batch) ? BatchBaseline.open(store, row(batch)) : null;
            if (baseline != null) {
                List<StepRecord> rows = steps.values().stream()
                        .filter(row -> row.address().batch().equals(batch.name()))
                        .toList();
                unchecked.addAll(baseline.unchecked(rows, store));
            }
        }
        return unchecked;
    }

    /** Whether steps of a batch have completed for which its own checks have not passed: those before it have, then. */
    boolean hasBegun(Batch batch) {
        BatchBaseline baseline = BatchBaseline.open(store, row(batch));
        List<StepRecord> rows = batch.steps().stream()
                .map(step -> steps.get(step.address()))
                .filter(Objects::nonNull)
                .toList();
        return baseline != null && !baseline.unchecked(rows, store).isEmpty();
    }

    /**
     * Where nothing is pending: that nothing is to be done, or that this file is older than what was done.
     *
     * @param drift said with it
     * @return null where something is pending
     */
    @Nullable
    RunReport finished(List<Problem> drift) {
        if (!pending().isEmpty() || plan.batches().stream().anyMatch(this::isUnchecked)) {
            return null;
        }
        Problem older = olderThanRecorded();
        String whole = "plan " + plan.name() + " " + plan.version();
        List<Step> left = left();
        return older == null
                ? new RunReport(
                        Result.NOTHING_TO_DO,
                        0,
                        left.isEmpty()
                                ? whole + " is finished"
                                : whole + " has come as far as that already" + reach.leaves(left, false),
                        drift)
                : new RunReport(Result.REFUSED, 0, "plan " + plan.name() + " was not started", List.of(older));
    }

    /** Completed steps whose text has changed since. */
    List<Problem> drift() {
        List<Problem> problems = new ArrayList<>();
        for (Step step : plan.steps()) {
            StepRecord row = steps.get(step.address());
            if (row != null
                    && row.status() == StepStatus.COMPLETED
                    && !row.checksum().equals(step.checksum())) {
                problems.add(Drift.of(step, PinsJson.of(step.address(), applied(row))));
            }
        }
        return problems;
    }

    /** The journal of the run that applied a completed step: not its own, where a person has completed it. */
    private List<JournalEntry> applied(StepRecord row) {
        List<JournalEntry> own = store.journal(row.run());
        long run = AppliedBy.of(row.address(), own, row.run());
        return run == row.run() ? own : store.journal(run);
    }

    /** What speaks against running the pending steps; empty where nothing does. */
    List<Problem> refusals() {
        return refusals(Set.of());
    }

    /** The same where other plans have completed by then. */
    List<Problem> refusals(Set<String> ahead) {
        List<Problem> problems = new ArrayList<>();
        problems.addAll(brokenSteps());
        problems.addAll(versionAndEpoch());
        problems.addAll(missingPlans(ahead));
        problems.addAll(reach.objections(this::isPending));
        Set<String> own = new HashSet<>();
        store.schemas().forEach(schema -> own.add(schema.toLowerCase(Locale.ROOT)));
        for (String schema : PlanSchemas.named(plan)) {
            if (own.contains(schema)) {
                problems.add(Problem.of(EngineMessage.PLAN_TOUCHES_STORE, "plan " + plan.name(), schema));
            }
        }
        return problems;
    }

    private List<Problem> brokenSteps() {
        List<Problem> problems = new ArrayList<>();
        for (StepRecord row : store.steps(plan.name())) {
            if (row.state() == State.FAILED && AppliedBy.undoFailed(row.address(), store.journal(row.run()))) {
                problems.add(NeedsAPerson.of(row));
            }
        }
        return problems;
    }

    private @Nullable Problem olderThanRecorded() {
        for (BatchRecord batch : batches) {
            if (batch.holds() && plan.version().compareTo(batch.version()) < 0) {
                return Problem.of(EngineMessage.VERSION_WENT_BACK, plan.name(), batch.version(), plan.version());
            }
        }
        return null;
    }

    private List<Problem> versionAndEpoch() {
        List<Problem> problems = new ArrayList<>();
        Problem older = olderThanRecorded();
        if (older != null) {
            problems.add(older);
        }
        Epoch epoch = plan.epoch();
        BatchRecord last = epoch == null ? null : lastOfOthers();
        if (epoch != null && last != null && epoch.from() < end(last)) {
            problems.add(Problem.of(EngineMessage.EPOCH_WENT_BACK, epoch.from(), end(last), last.name()));
        }
        for (Batch batch : plan.batches()) {
            BatchRecord row = row(batch);
            Epoch applied = row == null || !row.holds() ? null : row.epoch();
            if (applied != null
                    && !applied.equals(plan.epoch())
                    && !pending(batch).isEmpty()) {
                problems.add(Problem.of(
                        EngineMessage.EPOCHS_MIXED,
                        plan.name() + "." + batch.name(),
                        shown(applied),
                        epoch == null ? "none" : shown(epoch)));
            }
        }
        return problems;
    }

    private static String shown(Epoch epoch) {
        return epoch.from() + " -> " + epoch.to();
    }

    /** The completed batch of another epoch that left the system at the latest one. */
    private @Nullable BatchRecord lastOfOthers() {
        BatchRecord last = null;
        for (String other : store.plans()) {
            for (BatchRecord batch : other.equals(plan.name()) ? batches : store.batches(other)) {
                boolean own = other.equals(plan.name()) && Objects.equals(batch.epoch(), plan.epoch());
                if (!own && batch.holds() && end(batch) > end(last)) {
                    last = batch;
                }
            }
        }
        return last;
    }

    private static long end(@Nullable BatchRecord batch) {
        return batch == null || batch.epoch() == null ? 0 : batch.epoch().to();
    }

    /** Plans that it needs and that have not completed, apart from those that will have. */
    List<Problem> missingPlans(Set<String> ahead) {
        List<Problem> problems = new ArrayList<>();
        for (Plan.ImportedPlan imported : plan.imports()) {
            List<BatchRecord> rows = store.batches(imported.name());
            Set<String> open = new TreeSet<>(imported.batches());
            for (BatchRecord row : rows) {
                if (row.status() == StepStatus.COMPLETED) {
                    open.remove(row.batch());
                } else {
                    open.add(row.batch());
                }
            }
            if (!ahead.contains(imported.name()) && (rows.isEmpty() || !open.isEmpty())) {
                String why = rows.isEmpty()
                        ? "which has not been run here"
                        : "of which " + Counted.of(open.size(), "batch") + " "
                                + (open.size() == 1 ? "has" : "have") + " not completed here: "
                                + Counted.first(List.copyOf(open));
                problems.add(Problem.of(EngineMessage.IMPORT_NOT_COMPLETED, plan.name(), imported.name(), why));
            }
        }
        return problems;
    }
}
