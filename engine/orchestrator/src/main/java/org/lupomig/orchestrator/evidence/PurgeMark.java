package org.lupomig.orchestrator.evidence;

import java.util.List;
import java.util.Map;

/**
 * Journaled before what is kept for the way back of a step is removed.
 *
 * @param appliedBy the run that applied the step: where another one applies it later, its way back is another
 * @param reason one clause
 * @param objects what goes
 */
public record PurgeMark(long appliedBy, String reason, List<String> objects) {
    public PurgeMark {
        objects = List.copyOf(objects);
    }

    /** For the journal. */
    public Map<String, Object> toJson() {
        Map<String, Object> out = AppliedBy.toJson(appliedBy);
        out.put("reason", reason);
        out.put("objects", objects);
        return out;
    }

    /** From the journal. */
    public static PurgeMark fromJson(Map<String, Object> data) {
        Json json = new Json(data);
        return new PurgeMark(json.number("applied_by"), json.text("reason"), json.texts("objects"));
    }
}
