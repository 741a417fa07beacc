package org.lupomig.orchestrator.rollback;

import java.util.List;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.TargetSession;

/** What has changed of views, programs, accounts and all else that is no table, since a batch left it. */
final class OtherConflicts {
    private final Likeness likeness;
    private final TargetSession session;
    private final GoneBefore before;
    private final LastSeen left;

    OtherConflicts(Likeness likeness, TargetSession session, GoneBefore before, LastSeen left) {
        this.likeness = likeness;
        this.session = session;
        this.before = before;
        this.left = left;
    }

    /** Adds what has changed of one. */
    void find(ServerObject object, ServerObjectState state, List<Conflict> conflicts) {
        ServerObjectState back = before.found().others().get(object);
        ServerObjectState live = back == null ? session.look(object) : back;
        if (live.absent() != state.absent()) {
            conflicts.add(Conflict.of(object, live.absent() ? "it is gone" : "there is one of that name now"));
        } else if (state instanceof ServerObjectState.Present was
                && live instanceof ServerObjectState.Present now
                && object.kind() != ServerObject.Kind.TRIGGER
                && !same(object, was, now)) {
            // A trigger is compared with its table, under whatever name that has by now.
            conflicts.add(Conflict.of(object, "it has another definition"));
        }
    }

    /** Whether both are the same but for the name that stands in them. */
    private boolean same(ServerObject object, ServerObjectState.Present was, ServerObjectState.Present now) {
        return likeness.same(left.apart(object, was), left.apart(object, now))
                || (object.kind() == ServerObject.Kind.VIEW && sameBehind(" AS ", was, now))
                || (object.kind() == ServerObject.Kind.SEQUENCE && sameBehind(" start with ", was, now));
    }

    private static boolean sameBehind(String words, ServerObjectState.Present was, ServerObjectState.Present now) {
        int from = now.definition().indexOf(words);
        return from >= 0
                && was.settings().equals(now.settings())
                && was.definition().endsWith(now.definition().substring(from));
    }
}
