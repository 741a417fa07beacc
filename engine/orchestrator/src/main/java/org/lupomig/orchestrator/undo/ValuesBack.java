package org.lupomig.orchestrator.undo;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.evidence.UndoneMark;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;
import org.lupomig.orchestrator.journal.JournalEntry;

/**
 * All values that a statement had lost are back, and the rest of its way is to come: what is other than it was then
 * others have written.
 *
 * @param counted the rows of a table of the batch as they were then; null where they were not counted
 */
public record ValuesBack(@Nullable Counted counted) {
    private static final String OF = "values_back";
    private static final String ANEW = "values_anew";

    /** By the ordinal of the statement. */
    static Map<Integer, ValuesBack> read(List<JournalEntry> back) {
        Map<Integer, ValuesBack> values = new HashMap<>();
        for (JournalEntry entry : back) {
            if (entry.data().get(OF) instanceof Number ordinal) {
                Counted counted = UndoneMark.fromJson(entry.data()).counted();
                values.put(ordinal.intValue(), new ValuesBack(counted));
            } else if (entry.kind() == JournalEntry.Kind.UNDO_INTENT
                    && entry.data().get(ANEW) instanceof Number ordinal) {
                values.remove(ordinal.intValue());
            }
        }
        return values;
    }

    /** Journal data of a way that begins at its beginning: a person may have made it as after the statement again. */
    static Map<String, Object> anew(int ordinal) {
        return Map.of(ANEW, (long) ordinal);
    }

    /** For the journal. */
    Map<String, Object> note(int ordinal) {
        Map<String, Object> data = new LinkedHashMap<>(new UndoneMark(0, counted).toJson());
        data.put(OF, (long) ordinal);
        return data;
    }
}
