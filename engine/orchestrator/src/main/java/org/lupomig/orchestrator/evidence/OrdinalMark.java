package org.lupomig.orchestrator.evidence;

import java.util.Map;

/** Journal data that names a statement by its ordinal and nothing else. */
public final class OrdinalMark {
    private OrdinalMark() {}

    /** For the journal. */
    public static Map<String, Object> toJson(int ordinal) {
        Map<String, Object> out = Json.object();
        out.put("ordinal", (long) ordinal);
        return out;
    }

    /** From the journal. */
    public static int fromJson(Map<String, Object> data) {
        return new Json(data).integer("ordinal");
    }
}
