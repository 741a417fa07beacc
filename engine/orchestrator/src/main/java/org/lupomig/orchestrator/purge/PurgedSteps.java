package org.lupomig.orchestrator.purge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.evidence.PurgeMark;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.Store;

/** Steps of a plan whose way back was purged. */
public final class PurgedSteps {
    private final List<Purged> all;

    private PurgedSteps(List<Purged> all) {
        this.all = all;
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
        return new PurgedSteps(all);
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
            for (Purged purged : all) {
                if (purged.step().equals(step.address()) && purged.mark().appliedBy() == step.run()) {
                    return purged;
                }
            }
        }
        return null;
    }
}
