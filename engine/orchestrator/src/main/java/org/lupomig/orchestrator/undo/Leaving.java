package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.undo.Removals.Act;

/**
 * How far a table that a step made has come on its way out, as the journal says.
 *
 * @param tableId by which it is known whether the table that was to be dropped where it stood is there still; null
 *     where that was not tried
 * @param held where it may be already, or was
 * @param dropped whether it was about to be dropped there
 */
public record Leaving(@Nullable Long tableId, List<ObjectName> held, boolean dropped) {
    public Leaving {
        held = List.copyOf(held);
    }

    /** By what was about to be done; null where nothing was. */
    static @Nullable Leaving by(List<Act> acts) {
        Long tableId = null;
        List<ObjectName> held = new ArrayList<>();
        boolean dropped = false;
        for (Act act : acts) {
            ObjectState.Present original = act.original();
            dropped = false;
            switch (act.as()) {
                case DROPPED_IN_PLACE -> tableId = original == null ? null : original.tableId();
                case PASSING, KEPT -> held.add(act.name());
                case DROPPED -> dropped = true;
                case TWIN, TWIN_DROPPED, BACK, COPIED -> {}
            }
        }
        return tableId == null && held.isEmpty() ? null : new Leaving(tableId, held, dropped);
    }
}
