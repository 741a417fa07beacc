package org.lupomig.orchestrator.forward;

import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Insert;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.ObjectState;

/** Rows for tables that the same batch created, with which they go. */
final class InsertPlanner {
    private InsertPlanner() {}

    static Resolution resolve(Insert insert, Situation situation) {
        ObjectName table = situation.of(insert.table());
        RowLedger.Entry known = situation.ledger().get(table);
        ObjectState.Present left = known == null ? null : known.left();
        if (left != null && !left.triggers().isEmpty()) {
            return situation.blocked(
                    EngineMessage.STATEMENT_REFUSED,
                    "INSERT into " + table,
                    "its triggers may change rows elsewhere, which would not go with it");
        }
        return known == null
                ? situation.blocked(EngineMessage.ROWS_WITHOUT_A_WAY_BACK, table)
                : Resolution.ready(new Work.Inserts(table), null, situation.sql(), Snapshot.EMPTY);
    }
}
