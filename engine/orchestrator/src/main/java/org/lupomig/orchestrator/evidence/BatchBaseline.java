package org.lupomig.orchestrator.evidence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.journal.JournalEntry;

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

    /** For the journal. */
    public Map<String, Object> toJson() {
        Map<String, Object> out = BatchNotes.beforeToJson(values);
        out.put("since", since);
        return out;
    }

    /**
     * What the journal of a run says.
     *
     * @param batch with an empty step name
     * @return null where it says nothing
     */
    public static @Nullable BatchBaseline in(Address batch, List<JournalEntry> journal) {
        for (JournalEntry entry : journal) {
            if (entry.kind() == JournalEntry.Kind.BEFORE && entry.step().equals(batch)) {
                Json json = new Json(entry.data());
                Long since = json.numberOrNull("since");
                Map<String, String> values = new LinkedHashMap<>();
                json.child("values").forEachText(values::put);
                return since == null ? null : new BatchBaseline(since, values);
            }
        }
        return null;
    }
}
