package org.lupomig.orchestrator.evidence;

import java.util.Map;
import org.lupomig.model.state.RollbackClass;

/** What is journaled where a step passes a commit point of its own: its class, by which it may be taken back later. */
public final class CommittedAlone {
    private static final String CLASS = "rollback_class";

    private CommittedAlone() {}

    /** Journal data. */
    public static Map<String, Object> toJson(RollbackClass rollbackClass) {
        Map<String, Object> out = Json.object();
        out.put(CLASS, rollbackClass.name());
        return out;
    }

    /** Whether journal data is of such a step. */
    public static boolean in(Map<String, Object> data) {
        return new Json(data).has(CLASS);
    }
}
