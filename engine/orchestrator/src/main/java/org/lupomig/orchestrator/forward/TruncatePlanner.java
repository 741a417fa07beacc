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
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.TargetOperation;

/**
 * Tables that are emptied: an empty twin is made in the held schema, and one rename puts it in the table's place and
 * the table aside. The twin is a new table, and so the batch's own.
 *
 * <p>A table with triggers is not there while these go over, one by one: what others write then is refused, and never
 * written without them.
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
        List<ServerObject> triggers = holding.triggers(seen);
        ObjectName twin =
                triggers.isEmpty() ? holding.name(HeldName.EMPTY, table) : holding.beside(HeldName.EMPTY, table);
        List<Part> parts = holding.begun();
        holding.unbind(seen, parts);
        parts.add(new Part(
                new Work.CreatesTable(twin, table, false),
                new TargetOperation.CreateLike(twin, table),
                "CREATE TABLE " + twin + " LIKE " + table,
                null));
        if (triggers.isEmpty()) {
            Rename aside = new Rename(table, holding.aside(table));
            holding.rename(List.of(aside, new Rename(twin, table)), List.of(new Moving(aside, List.of(), twin)), parts);
        } else {
            withTriggers(seen, twin, triggers, parts);
        }
        holding.bind(table, holding.foreignKeys(seen), parts);
        return parts;
    }

    /** Each trigger's name is free only when the full table has lost it: until all have gone over, neither is there. */
    private void withTriggers(Seen seen, ObjectName twin, List<ServerObject> triggers, List<Part> parts) {
        ObjectName table = seen.table();
        ObjectName passing = holding.beside(HeldName.HELD, table);
        Moving first = Holding.moving(seen, passing);
        holding.rename(List.of(first.pair()), List.of(first), parts);
        holding.dropTriggers(triggers, passing, parts);
        for (ServerObject trigger : triggers) {
            if (situation.session().look(trigger) instanceof ServerObjectState.Present present) {
                parts.add(new Part(
                        new Work.Changes(Work.Changes.Does.CREATE, List.of(trigger), twin),
                        new TargetOperation.CopyTrigger(trigger, present, twin),
                        present.definition(),
                        null));
            }
        }
        Rename aside = new Rename(passing, holding.aside(table));
        holding.rename(List.of(new Rename(twin, table), aside), List.of(new Moving(aside, List.of(), twin)), parts);
    }
}
