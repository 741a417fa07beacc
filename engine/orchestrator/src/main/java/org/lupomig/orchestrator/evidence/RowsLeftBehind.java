package org.lupomig.orchestrator.evidence;

import java.util.List;
import java.util.Map;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;

/**
 * What is journaled at a commit point of the rows of tables that steps committed before it had made, and those that
 * pass it have changed: a rollback compares with that.
 */
public final class RowsLeftBehind {
    private static final String KEY = "left_rows";

    private RowsLeftBehind() {}

    /** Journal data; empty where there are none. */
    public static Map<String, Object> toJson(List<Counted> tables) {
        Map<String, Object> out = Json.object();
        if (!tables.isEmpty()) {
            out.put(KEY, tables.stream().map(Counted::toJson).toList());
        }
        return out;
    }

    /** From journal data. */
    public static List<Counted> in(Map<String, Object> data) {
        return new Json(data).objects(KEY, Counted::fromJson);
    }
}
