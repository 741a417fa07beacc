package org.lupomig.orchestrator.evidence;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.Store;

/**
 * What a batch is measured by, journaled when a run takes it up. A batch whose steps are committed one by one may need
 * several runs until its own checks have passed: all of them go by what the first one found.
 *
 * @param since the first of these runs: steps that it or a later one has completed are not yet checked as a whole
 * @param values what {@code before(…)} gives, by key
 */
public record BatchBaseline(long since, Map<String, String> values) {
    public BatchBaseline {
        values = new LinkedHashMap<>(values);
    }

    /**
     * For the journal of a run that takes the batch up, forward or back.
     *
     * @param batch with an empty step name
     */
    public Write.Journal write(Address batch, long stamp) {
        return write(batch, stamp, Map.of());
    }

    /** The same, with more that is to be known of the batch then. */
    public Write.Journal write(Address batch, long stamp, Map<String, Object> more) {
        Map<String, Object> data = BatchNotes.beforeToJson(values);
        data.put("since", since);
        data.putAll(more);
        return new Write.Journal(
                new JournalEntry(0, batch, JournalEntry.Kind.BEFORE, State.IDLE, State.IDLE, null, stamp, 0, data));
    }

    /** That of a batch whose own checks have not passed; null where they have, or no run has begun it. */
    public static @Nullable BatchBaseline open(Store store, @Nullable BatchRecord batch) {
        return batch == null || batch.status() == StepStatus.COMPLETED
                ? null
                : in(new Address(batch.plan(), batch.batch(), ""), store.journal(batch.run()));
    }

    /** Those of a batch's steps that have completed, and that its own checks have not passed for. */
    public List<StepRecord> unchecked(Collection<StepRecord> steps, Store store) {
        AppliedRuns applied = new AppliedRuns(store);
        return steps.stream()
                .filter(step -> step.status() == StepStatus.COMPLETED && applied.of(step) >= since)
                .toList();
    }

    /**
     * What the journal of a run says last: one that freezes reads some values only when it has frozen.
     *
     * @param batch with an empty step name
     * @return null where it says nothing
     */
    private static @Nullable BatchBaseline in(Address batch, List<JournalEntry> journal) {
        BatchBaseline last = null;
        for (JournalEntry entry : journal) {
            if (entry.kind() == JournalEntry.Kind.BEFORE && entry.step().equals(batch)) {
                Json json = new Json(entry.data());
                Long since = json.numberOrNull("since");
                Map<String, String> values = new LinkedHashMap<>();
                json.child("values").forEachText(values::put);
                last = since == null ? last : new BatchBaseline(since, values);
            }
        }
        return last;
    }
}
