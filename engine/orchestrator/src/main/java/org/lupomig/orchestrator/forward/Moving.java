package org.lupomig.orchestrator.forward;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.port.ObjectState;

/**
 * A table on its way aside. Whoever waits for the same lock may be first: what they change then goes with the table,
 * and is not at its name any more.
 *
 * @param pair its name, and the one that it gets
 * @param triggers those that it has, as they were seen
 * @param twin what takes its place and must be like it; null where another table does, or none
 */
record Moving(Rename pair, List<String> triggers, @Nullable ObjectName twin) {
    Moving {
        triggers = List.copyOf(triggers);
    }

    /** What is not as it was seen, before it moves; empty where everything is. */
    String before(Snapshot before, Likeness likeness) {
        return changed(pair.from(), before.object(pair.from()), before, likeness);
    }

    /** What is not as it was seen, where it is now; empty where everything is. */
    String after(Snapshot before, Snapshot after, Likeness likeness) {
        return changed(pair.to(), after.object(pair.to()), before, likeness);
    }

    private String changed(ObjectName name, ObjectState state, Snapshot before, Likeness likeness) {
        if (!(state instanceof ObjectState.Present live)) {
            return name + " is not there";
        } else if (!live.triggers().equals(triggers)) {
            return name + " has other triggers now";
        } else if (!live.incoming().isEmpty()) {
            // none does, or it would not be moved: those of its own and of what goes with it are gone by then
            return "foreign keys refer to " + name + " now: " + String.join(", ", live.incoming());
        }
        boolean like = twin == null
                || (before.object(twin) instanceof ObjectState.Present model && likeness.isTwin(live, model));
        return like ? "" : name + " has another definition now";
    }
}
