package org.lupomig.orchestrator.forward;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.CreateTable;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.forward.Holding.Seen;
import org.lupomig.orchestrator.port.HeldName;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.TargetOperation;

/**
 * Tables that replace others. The new one is made beside the old one, and one rename puts it in its place and the old
 * one aside: where the server would not make it, the old one is still there, which its own CREATE OR REPLACE has
 * dropped by then.
 */
final class ReplaceTablePlanner {
    private final Holding holding;
    private final Situation situation;

    ReplaceTablePlanner(Holding holding) {
        this.holding = holding;
        this.situation = holding.situation();
    }

    Resolution resolve(CreateTable create) {
        ObjectName table = situation.of(create.table());
        ObjectName like = create.like() == null ? null : situation.of(create.like());
        if (table.equals(like)) {
            return holding.no(create.kind(), table, "it would be like itself", "name another table");
        }
        Resolution foreign = like == null ? null : CreateTablePlanner.foreignRows(like, create.kind(), situation);
        if (foreign != null) {
            return foreign;
        }
        String plain = situation.reader().creating(situation.sql(), table);
        if (plain == null) {
            return situation.blocked(EngineMessage.STATEMENT_REFUSED, create.kind(), "it cannot be read again");
        }
        ObjectState state = situation.session().describe(table);
        if (!(state instanceof ObjectState.Present present)) {
            return CreateTablePlanner.made(create, table, plain, holding);
        }
        if (create.query() != null) {
            Resolution unfillable = CreateTablePlanner.unfillable(create, table, situation);
            if (unfillable != null) {
                return unfillable;
            }
            if (create.query().reads().stream()
                    .anyMatch(read -> situation.of(read).equals(table))) {
                return holding.no(
                        create.kind(), table, "the query reads the table that it replaces", "give it another name");
            }
        }
        Seen seen = new Seen(table, present);
        Resolution refused = holding.refused(create.kind(), seen, Set.of());
        return refused != null ? refused : new Resolution.Ready(parts(create, seen, plain));
    }

    private List<Part> parts(CreateTable create, Seen seen, String plain) {
        ObjectName table = seen.table();
        List<Part> parts = holding.begun();
        holding.unbind(seen, parts);
        boolean filled = create.query() != null;
        ObjectName twin = holding.beside(filled ? HeldName.FILLED : HeldName.EMPTY, table);
        String beside =
                refersToItself(create, table) ? null : situation.reader().creating(situation.sql(), twin);
        if (beside == null) {
            // Under another name its foreign keys would refer to the table that goes.
            holding.setAside(List.of(seen), List.of(), parts);
            parts.add(new Part(new Work.CreatesTable(table), new TargetOperation.Send(plain), plain, null));
        } else {
            parts.add(new Part(
                    new Work.CreatesTable(twin, null, filled), new TargetOperation.Send(beside), beside, null));
            holding.setAside(List.of(seen), List.of(new Rename(twin, table)), parts);
        }
        return parts;
    }

    private boolean refersToItself(CreateTable create, @Nullable ObjectName table) {
        return create.shape().references().stream()
                .anyMatch(name -> situation.of(name).equals(table));
    }
}
