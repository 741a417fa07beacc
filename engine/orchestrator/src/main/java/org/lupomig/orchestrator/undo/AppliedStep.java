package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.evidence.AppliedBy;
import org.lupomig.orchestrator.evidence.BatchScript;
import org.lupomig.orchestrator.evidence.Discard;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.Store;

/**
 * A step, and what the journal says of it.
 *
 * @param step its row
 */
public record AppliedStep(StepRecord step, StepTrail trail) {

    /** The step's address. */
    public Address address() {
        return step.address();
    }

    /** The same, to be undone over what others did since. */
    public AppliedStep discarding(List<Discard> discards) {
        return discards.isEmpty() ? this : new AppliedStep(step, trail.discarding(discards));
    }

    /** The same, to be undone with its batch by the author's undo of that. */
    public AppliedStep scripted(BatchScript script) {
        return new AppliedStep(step, trail.scripted(script));
    }

    /**
     * Reads steps in the order in which they were applied: by run, then by place.
     *
     * @param steps rows of steps that {@code run} has taken up, forward or back
     * @param run its id, or 0: each step's own run tells which one applied it, and nothing has taken it back
     */
    public static List<AppliedStep> read(Store store, List<StepRecord> steps, long run) {
        Map<Long, Map<Address, List<JournalEntry>>> journals = new HashMap<>();
        LongFunction<Map<Address, List<JournalEntry>>> journal = id -> journals.computeIfAbsent(
                id, each -> store.journal(each).stream().collect(Collectors.groupingBy(JournalEntry::step)));
        List<AppliedStep> out = new ArrayList<>();
        for (StepRecord step : steps) {
            long by = run == 0 ? step.run() : run;
            List<JournalEntry> own = journal.apply(by).getOrDefault(step.address(), List.of());
            List<JournalEntry> back = run == 0 ? List.of() : own;
            long applied = AppliedBy.of(step.address(), own, by);
            List<JournalEntry> forward = journal.apply(applied).getOrDefault(step.address(), List.of());
            out.add(new AppliedStep(step, StepTrail.read(step.address(), applied, forward, back)));
        }
        out.sort(Comparator.comparing((AppliedStep applied) -> applied.trail().run())
                .thenComparing(applied -> applied.step().position()));
        return out;
    }
}
