package org.lupomig.orchestrator.byhand;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.TargetOperation;

/**
 * Views that are made again. That needs all that they use, under its old name: so they come last, each as it was before
 * the first statement that changed it, and behind those that it uses.
 */
final class LastViews {
    private final Map<ServerObject, TargetOperation.RestoreObject> views = new LinkedHashMap<>();

    /** A view as it was before a statement; an older one replaces what a newer one has said. */
    void add(ServerObject view, ServerObjectState.Present before) {
        views.remove(view);
        // CREATE OR REPLACE, whatever is there by then
        views.put(view, new TargetOperation.RestoreObject(view, before, before, false));
    }

    /** A view was not there before an older statement. */
    void gone(ServerObject view) {
        views.remove(view);
    }

    /** All of them, in an order in which they can be made. */
    List<TargetOperation.RestoreObject> inOrder() {
        List<TargetOperation.RestoreObject> open = new ArrayList<>(views.values());
        List<TargetOperation.RestoreObject> out = new ArrayList<>();
        while (!open.isEmpty()) {
            TargetOperation.RestoreObject next = open.get(0);
            for (TargetOperation.RestoreObject candidate : open) {
                if (open.stream().noneMatch(other -> !other.equals(candidate) && uses(candidate, other))) {
                    next = candidate;
                    break;
                }
            }
            open.remove(next);
            out.add(next);
        }
        return out;
    }

    private static boolean uses(TargetOperation.RestoreObject view, TargetOperation.RestoreObject other) {
        return view.before()
                .definition()
                .contains(SqlQuoting.identifier(other.object().name()));
    }
}
