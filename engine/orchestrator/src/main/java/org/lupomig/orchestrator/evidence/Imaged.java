package org.lupomig.orchestrator.evidence;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Journaled when the values that an ALTER loses are copied, and it is not sent yet: should its answer never be heard,
 * this tells whether its image still has what it kept.
 *
 * @param ordinal of the statement
 * @param rows that the image has; null where they are about to be copied anew, since the ALTER has waited in vain
 */
public record Imaged(int ordinal, @Nullable Long rows) {
    private static final String ROWS = "imaged";
    private static final String ANEW = "imaged_anew";

    /** For the journal. */
    public Map<String, Object> toJson() {
        Map<String, Object> out = Json.object();
        out.put("ordinal", (long) ordinal);
        if (rows == null) {
            out.put(ANEW, true);
        } else {
            out.put(ROWS, rows);
        }
        return out;
    }

    /** From the journal; null where something else was noted. */
    public static @Nullable Imaged fromJson(Map<String, Object> data) {
        Json json = new Json(data);
        if (json.has(ANEW)) {
            return new Imaged(json.integer("ordinal"), null);
        }
        return json.has(ROWS) ? new Imaged(json.integer("ordinal"), json.number(ROWS)) : null;
    }
}
