package org.lupomig.orchestrator.purge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.evidence.AppliedRuns;
import org.lupomig.orchestrator.evidence.PurgeMark;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.Store;

/** Steps of a plan whose way back was purged. */
public final class PurgedSteps {
    private final List<Purged> all;
    private final List<Purged> standing;

    private PurgedSteps(List<Purged> all, List<Purged> standing) {
        this.all = all;
        this.standing = standing;
    }

    /**
     * A step whose way back is gone, or going.
     *
     * @param at UTC YYYYMMDDHHMMSS
     * @param by who purged it
     */
    public record Purged(Address step, PurgeMark mark, long at, String by) {}

    /** Reads them. */
    public static PurgedSteps of(Store store, String plan) {
        List<Purged> all = new ArrayList<>();
        for (RunRecord run : store.purges(plan)) {
            for (JournalEntry entry : store.journal(run.id())) {
                if (entry.kind() == JournalEntry.Kind.PURGED) {
                    PurgeMark mark = PurgeMark.fromJson(entry.data());
                    all.add(new Purged(
                            entry.step(), mark, entry.entered(), run.owner().who()));
                }
            }
        }
        AppliedRuns applied = new AppliedRuns(store);
        Map<Address, Long> runs = new HashMap<>();
        for (StepRecord step : all.isEmpty() ? List.<StepRecord>of() : store.steps(plan)) {
            if (step.status() == StepStatus.COMPLETED && isAny(step.address(), all)) {
                runs.put(step.address(), applied.of(step));
            }
        }
        List<Purged> standing = all.stream()
                .filter(purged ->
                        Objects.equals(runs.get(purged.step()), purged.mark().appliedBy()))
                .toList();
        return new PurgedSteps(all, standing);
    }

    private static boolean isAny(Address step, List<Purged> all) {
        return all.stream().anyMatch(purged -> purged.step().equals(step));
    }

    /** The purge that took the way back of a step, as a run applied it; null where none did. */
    public @Nullable Purged of(Address step, long appliedBy) {
        for (Purged purged : all) {
            if (purged.step().equals(step) && purged.mark().appliedBy() == appliedBy) {
                return purged;
            }
        }
        return null;
    }

    /** The first of these steps whose way back was purged since it was applied; null where none was. */
    public @Nullable Purged among(Collection<StepRecord> steps) {
        for (StepRecord step : steps) {
            for (Purged purged : standing) {
                if (purged.step().equals(step.address())) {
                    return purged;
                }
            }
        }
        return null;
    }
}
