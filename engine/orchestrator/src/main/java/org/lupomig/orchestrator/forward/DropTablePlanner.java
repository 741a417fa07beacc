package org.lupomig.orchestrator.forward;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.DropTable;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.forward.Holding.Seen;
import org.lupomig.orchestrator.port.ObjectState;

/**
 * Tables that are dropped: all of a list are set aside by one rename, or none. The server itself drops those that it
 * can, and then says that it could not drop the others.
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
        for (ObjectName written : drop.tables()) {
            ObjectName table = situation.of(written);
            if (tables.containsKey(table)) {
                return holding.no(drop.kind(), table, "it is named twice", "name it once");
            }
            ObjectState state = situation.session().describe(table);
            if (state instanceof ObjectState.Present present) {
                tables.put(table, new Seen(table, present));
            } else if (drop.guard() == null) {
                return situation.blocked(EngineMessage.NOT_THERE, table);
            }
        }
        for (Seen seen : tables.values()) {
            Resolution refused = holding.refused(drop.kind(), seen, tables.keySet());
            if (refused != null) {
                return refused;
            }
        }
        return tables.isEmpty()
                ? situation.nothing("none of the tables exists")
                : new Resolution.Ready(parts(List.copyOf(tables.values())));
    }

    private List<Part> parts(List<Seen> tables) {
        List<Part> parts = holding.begun();
        tables.forEach(seen -> holding.unbind(seen, parts));
        holding.setAside(tables, List.of(), parts);
        return parts;
    }
}
