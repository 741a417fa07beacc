package org.lupomig.orchestrator.evidence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.port.ObjectState;

/**
 * Where tables are that look alike, and change places: definitions tell nothing then, and only the server's ids do,
 * which a rename keeps.
 */
public final class Places {
    private final Map<ObjectName, ObjectState> before;
    private final Map<ObjectName, ObjectState> after;

    private Places(Map<ObjectName, ObjectState> before, Map<ObjectName, ObjectState> after) {
        this.before = before;
        this.after = after;
    }

    /** Where the tables are. */
    public enum Found {
        /** Where they were. */
        BEFORE,
        /** Where the renames brought them. */
        AFTER,
        /** Nothing tells. */
        UNKNOWN
    }

    /** Of renames, from what was seen before them. */
    public static Places of(Work.Renames renames, Snapshot before) {
        return new Places(before.objects(), moved(renames.pairs(), before.objects()));
    }

    /** What renames make of states, by name. */
    public static Map<ObjectName, ObjectState> moved(List<Rename> pairs, Map<ObjectName, ObjectState> before) {
        Map<ObjectName, ObjectState> states = new HashMap<>(before);
        for (Rename pair : pairs) {
            ObjectState state = states.get(pair.from());
            states.put(pair.to(), state == null ? new ObjectState.Absent() : state);
            states.put(pair.from(), new ObjectState.Absent());
        }
        return states;
    }

    /** Whether everything looks the same before and after, so that definitions tell nothing. */
    public boolean lookAlike(Likeness likeness) {
        for (Map.Entry<ObjectName, ObjectState> entry : before.entrySet()) {
            ObjectState moved = after.get(entry.getKey());
            boolean alike =
                    (entry.getValue() instanceof ObjectState.Present was && moved instanceof ObjectState.Present is)
                            ? likeness.sameApartFromReferences(was, is)
                            : entry.getValue().absent() && (moved == null || moved.absent());
            if (!alike) {
                return false;
            }
        }
        return true;
    }

    /** Whether the ids that tell them apart are known. */
    public boolean known() {
        return find(before) == Found.BEFORE;
    }

    /** Where they are now. One that was rebuilt meanwhile has another id, and tells nothing. */
    public Found find(Map<ObjectName, ObjectState> live) {
        boolean atBefore = false;
        boolean atAfter = false;
        for (Map.Entry<ObjectName, ObjectState> entry : before.entrySet()) {
            Long was = id(entry.getValue());
            Long moved = id(after.get(entry.getKey()));
            Long now = id(live.get(entry.getKey()));
            if (now != null && was != null && moved != null && !was.equals(moved)) {
                atBefore |= now.equals(was);
                atAfter |= now.equals(moved);
            }
        }
        return atBefore == atAfter ? Found.UNKNOWN : atBefore ? Found.BEFORE : Found.AFTER;
    }

    private static @Nullable Long id(@Nullable ObjectState state) {
        return state instanceof ObjectState.Present present ? present.tableId() : null;
    }
}
