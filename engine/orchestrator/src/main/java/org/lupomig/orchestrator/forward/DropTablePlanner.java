package org.lupomig.orchestrator.forward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.DropTable;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.forward.Holding.Seen;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.Referring;

/**
 * Tables that are dropped: all of a list are set aside by one rename, or none. The server itself drops those that it
 * can, and then says that it could not drop the others. A view is left, as the server leaves it, where {@code IF
 * EXISTS} says so.
 *
 * <p>Where foreign keys of tables that stay refer to one and are not checked, these keys are dropped before and made
 * again behind the rename, each with an entry of its own: a kill in between leaves such a table without them until the
 * next command.
 */
final class DropTablePlanner {
    private final Holding holding;
    private final Situation situation;

    DropTablePlanner(Holding holding) {
        this.holding = holding;
        this.situation = holding.situation();
    }

    Resolution resolve(DropTable drop) {
        Map<ObjectName, Seen> tables = new LinkedHashMap<>();
        List<ObjectName> views = new ArrayList<>();
        for (ObjectName written : drop.tables()) {
            ObjectName table = situation.of(written);
            if (tables.containsKey(table)) {
                return holding.no(drop.kind(), table, "it is named twice", "name it once");
            }
            ObjectState state = situation.session().describe(table);
            if (state instanceof ObjectState.Present view
                    && view.kind().equalsIgnoreCase("VIEW")
                    && drop.guard() != null) {
                // Dumps say so of each view: the server notes that it is one, and leaves it.
                views.add(table);
            } else if (state instanceof ObjectState.Present present) {
                tables.put(table, new Seen(table, present));
            } else if (drop.guard() == null) {
                return situation.blocked(EngineMessage.NOT_THERE, table);
            }
        }
        boolean referredTo = tables.values().stream().anyMatch(seen -> seen.state().incoming().stream()
                .anyMatch(key -> !tables.containsKey(Referring.table(key))));
        List<Seen> referring = referredTo && holding.unchecked() ? holding.referring(tables.values()) : null;
        for (Seen seen : tables.values()) {
            Resolution refused = holding.refused(drop.kind(), seen, tables.keySet(), referring != null);
            if (refused != null) {
                return refused;
            }
        }
        if (tables.isEmpty() && !views.isEmpty()) {
            return situation.nothing(views.get(0) + " is a view");
        }
        return tables.isEmpty()
                ? situation.nothing("none of the tables exists")
                : new Resolution.Ready(parts(List.copyOf(tables.values()), referring == null ? List.of() : referring));
    }

    private List<Part> parts(List<Seen> tables, List<Seen> referring) {
        List<Part> parts = holding.begun();
        referring.forEach(seen -> holding.unbind(seen, parts));
        tables.forEach(seen -> holding.unbind(seen, parts));
        holding.setAside(tables, List.of(), parts);
        referring.forEach(seen -> holding.bind(seen.table(), holding.foreignKeys(seen), parts));
        return parts;
    }
}
