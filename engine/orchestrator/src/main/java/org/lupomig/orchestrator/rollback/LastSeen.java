package org.lupomig.orchestrator.rollback;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.lupomig.orchestrator.evidence.RoutineRights;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.ServerObjectState.Present;

/**
 * How a batch left what is no table. What an account may do with a routine is seen at both, and a statement looks at
 * one of them: of the two, the one that was looked at last is gone by.
 */
final class LastSeen {
    private final Map<ServerObject, Seen> objects = new LinkedHashMap<>();
    private int time;

    private record Seen(ServerObjectState state, int at) {}

    /** A statement left these so. */
    void add(Map<ServerObject, ServerObjectState> states) {
        time++;
        states.forEach((object, state) -> objects.put(object, new Seen(state, time)));
    }

    /** It has another name now. */
    void move(ServerObject from, ServerObject to) {
        Seen seen = objects.remove(from);
        if (seen != null) {
            objects.put(to, seen);
        }
    }

    /** All of them. */
    void forEach(BiConsumer<ServerObject, ServerObjectState> action) {
        objects.forEach((object, seen) -> action.accept(object, seen.state()));
    }

    /** Those that are there. */
    List<ServerObject> present() {
        List<ServerObject> present = new ArrayList<>();
        forEach((object, state) -> {
            if (!state.absent()) {
                present.add(object);
            }
        });
        return present;
    }

    /** One of them without the rights that one of the others, looked at later, tells, at this moment or then. */
    Present apart(ServerObject object, Present state) {
        Seen own = objects.get(object);
        List<ServerObject> later = new ArrayList<>();
        objects.forEach((other, seen) -> {
            if (own != null && seen.at() > own.at()) {
                later.add(other);
            }
        });
        return RoutineRights.without(object, state, later);
    }
}
