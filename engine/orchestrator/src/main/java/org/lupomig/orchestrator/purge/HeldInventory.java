package org.lupomig.orchestrator.purge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.evidence.AppliedRuns;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.HeldName;
import org.lupomig.orchestrator.port.HeldTable;
import org.lupomig.orchestrator.port.Store;

/**
 * What is set aside, by the batches that it is of: told by names alone, without reading what the runs wrote. That is
 * enough to show it, and not enough to remove it.
 */
public final class HeldInventory {
    private final List<Item> items;
    private final Set<String> unfinished;

    private HeldInventory(List<Item> items, Set<String> unfinished) {
        this.items = items;
        this.unfinished = unfinished;
    }

    /**
     * Something in the held schema.
     *
     * @param step that it comes from; null where no step is known
     * @param wayBack whether a rollback of that step, which has completed, needs it
     * @param halfWay whether that step is half way, forward or back, and needs it to come to its end; what neither
     *     needs a person may
     */
    public record Item(HeldTable table, @Nullable StepRecord step, boolean wayBack, boolean halfWay) {}

    /** Of what is in the held schema. */
    public static HeldInventory of(Store store, List<HeldTable> held) {
        Map<Long, Optional<RunRecord>> runs = new HashMap<>();
        Map<String, List<StepRecord>> steps = new HashMap<>();
        AppliedRuns applied = new AppliedRuns(store);
        List<Item> items = new ArrayList<>();
        for (HeldTable table : held) {
            long run = table.isTable() ? HeldName.run(table.name()) : 0;
            RunRecord record =
                    run == 0 ? null : runs.computeIfAbsent(run, store::run).orElse(null);
            StepRecord step = record == null
                    ? null
                    : step(steps.computeIfAbsent(record.plan(), store::steps), run, table, applied);
            items.add(item(table, step, run, applied));
        }
        Set<String> unfinished = new HashSet<>();
        steps.forEach((plan, rows) -> store.batches(plan).stream()
                .filter(batch -> !UncheckedSteps.of(batch, rows, store).isEmpty())
                .forEach(batch -> unfinished.add(batch.name())));
        return new HeldInventory(items, unfinished);
    }

    private static Item item(HeldTable table, @Nullable StepRecord step, long run, AppliedRuns applied) {
        if (step == null || table.name().charAt(0) == HeldName.KEPT) {
            return new Item(table, step, false, false);
        }
        boolean appliedBy = applied.of(step) == run;
        if (step.status() == StepStatus.COMPLETED) {
            return new Item(table, step, appliedBy, false);
        }
        return new Item(table, step, false, step.state() != State.IDLE && (appliedBy || step.run() == run));
    }

    private static @Nullable StepRecord step(List<StepRecord> steps, long run, HeldTable table, AppliedRuns applied) {
        int position = HeldName.position(table.name());
        StepRecord found = null;
        for (StepRecord step : steps) {
            if (step.position() == position && (found == null || applied.of(step) == run)) {
                found = step;
            }
        }
        return found;
    }

    /** Whether what is kept for a batch outlasts its window: its own checks have not passed, and may take it back. */
    public boolean outlasts(BatchRecord batch) {
        return unfinished.contains(batch.name());
    }

    /** What is kept for a batch, sorted by name. */
    public List<Item> of(BatchRecord batch) {
        List<Item> own = new ArrayList<>();
        for (Item item : items) {
            StepRecord step = item.step();
            if (step != null
                    && step.address().plan().equals(batch.plan())
                    && step.address().batch().equals(batch.batch())) {
                own.add(item);
            }
        }
        return own;
    }

    /** What comes from no step that is known here, sorted by name. */
    public List<HeldTable> unknown() {
        List<HeldTable> unknown = new ArrayList<>();
        for (Item item : items) {
            if (item.step() == null) {
                unknown.add(item.table());
            }
        }
        return unknown;
    }
}
