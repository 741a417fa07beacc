package org.lupomig.orchestrator.forward;

import java.util.List;
import java.util.Set;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.model.sql.StatementFact.TruncateTable;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.forward.Holding.Seen;
import org.lupomig.orchestrator.port.HeldName;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.TargetOperation;

/**
 * Tables that are emptied: an empty twin is made in the held schema, and one rename puts it in the table's place and
 * the table aside. The twin is a new table, and so the batch's own.
 */
final class TruncatePlanner {
    private final Holding holding;
    private final Situation situation;

    TruncatePlanner(Holding holding) {
        this.holding = holding;
        this.situation = holding.situation();
    }

    Resolution resolve(TruncateTable truncate) {
        ObjectName table = situation.of(truncate.target().name());
        ObjectState state = situation.session().describe(table);
        if (!(state instanceof ObjectState.Present present)) {
            return situation.blocked(EngineMessage.NOT_THERE, table);
        }
        Seen seen = new Seen(table, present);
        Resolution refused = holding.refused(truncate.kind(), seen, Set.of());
        if (refused != null) {
            return refused;
        }
        if (present.kind().equals("SYSTEM VERSIONED")) {
            return holding.no(truncate.kind(), table, "the server empties no table with versions", "leave it as it is");
        }
        if (present.definition().contains("DATA DIRECTORY")
                || present.definition().contains("INDEX DIRECTORY")) {
            return holding.no(truncate.kind(), table, "its files have a place of their own", "leave it as it is");
        }
        return new Resolution.Ready(parts(seen));
    }

    private List<Part> parts(Seen seen) {
        ObjectName table = seen.table();
        ObjectName twin = holding.name(HeldName.EMPTY, table);
        List<Part> parts = holding.begun();
        holding.unbind(seen, parts);
        parts.add(new Part(
                new Work.CreatesTable(twin, table),
                new TargetOperation.CreateLike(twin, table),
                "CREATE TABLE " + twin + " LIKE " + table,
                null));
        List<Rename> swap = List.of(new Rename(table, holding.aside(table)), new Rename(twin, table));
        parts.add(new Part(new Work.Renames(swap), new TargetOperation.RenameTables(swap), situation.sql(), null));
        holding.bind(table, holding.foreignKeys(seen), parts);
        return parts;
    }
}
