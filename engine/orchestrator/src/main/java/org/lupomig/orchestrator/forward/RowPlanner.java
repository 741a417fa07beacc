package org.lupomig.orchestrator.forward;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.ProvedRows;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.HeldName;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowFacts;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.TargetOperation;

/**
 * UPDATE and DELETE of one table. Rows of a table that the same batch created go with it; of any other table those that
 * are changed are kept in an image, where nothing but them changes, and they can be told apart by a primary key.
 */
final class RowPlanner {
    private RowPlanner() {}

    static Resolution resolve(RowFact fact, Situation situation) {
        ProvedRows rows = ProvedRows.of(fact);
        if (rows == null) {
            return situation.blocked(
                    EngineMessage.STATEMENT_REFUSED, fact.kind(), String.valueOf(ProvedRows.whyNot(fact)));
        }
        ObjectName table = situation.of(rows.source().table().name());
        ObjectState state = situation.session().describe(table);
        if (!(state instanceof ObjectState.Present present)) {
            return situation.blocked(EngineMessage.NOT_THERE, table);
        }
        boolean deletes = fact instanceof RowFact.Delete;
        String beyond = beyond(table, present, rows, deletes, situation);
        if (beyond != null) {
            return situation.blocked(EngineMessage.ROWS_NOT_KEPT, fact.kind(), table, beyond);
        }
        if (situation.ledger().get(table) != null) {
            return Resolution.ready(new Work.ChangesOwnRows(table), null, situation.sql(), Snapshot.EMPTY);
        }
        String untold = untold(table, present, rows, situation);
        if (untold != null) {
            return situation.blocked(EngineMessage.ROWS_NOT_KEPT, fact.kind(), table, untold);
        }
        ObjectName image = situation.held().fresh(HeldName.IMAGE, situation.key(), table, situation.session());
        RowImage.Extent extent = deletes ? RowImage.Extent.DELETED : RowImage.Extent.UPDATED;
        return new Resolution.Ready(List.of(
                new Part(
                        new Work.MakesImage(image),
                        new TargetOperation.CreateImage(table, image),
                        "CREATE TABLE " + SqlQuoting.identifier(image),
                        null),
                new Part(
                        new Work.ChangesRows(new RowImage(table, image, extent), from(table, rows, situation)),
                        null,
                        situation.sql(),
                        null)));
    }

    /** What else would change with the rows; null where nothing would. */
    private static @Nullable String beyond(
            ObjectName table, ObjectState.Present present, ProvedRows rows, boolean deletes, Situation situation) {
        if (!present.kind().equals("BASE TABLE")) {
            return "it is no plain table: " + present.kind();
        }
        if (!present.triggers().isEmpty()) {
            return "it has a trigger, which would be fired again on the way back";
        }
        for (RowFacts.Reference reference : situation.session().rowFacts(table).references()) {
            if (deletes && reference.deletes()) {
                return "rows of " + reference.child() + " would go or change with it";
            }
            if (!deletes && reference.refersTo(rows.assigned())) {
                return "rows of " + reference.child() + " refer to what it changes";
            }
        }
        return null;
    }

    /** Why its rows cannot be told apart, or cannot be changed together with their image; null where they can. */
    private static @Nullable String untold(
            ObjectName table, ObjectState.Present present, ProvedRows rows, Situation situation) {
        if (!"InnoDB".equalsIgnoreCase(present.engine())) {
            return "its engine, " + present.engine() + ", has no transactions";
        }
        List<String> key = situation.session().rowFacts(table).primaryKey();
        if (key.isEmpty()) {
            return "it has no primary key by which its rows could be told apart";
        }
        for (String column : key) {
            if (rows.assigned().stream().anyMatch(column::equalsIgnoreCase)) {
                return "it changes the primary key, by which its rows are told apart";
            }
        }
        return null;
    }

    /** What goes through the same rows, from FROM on. */
    private static String from(ObjectName table, ProvedRows rows, Situation situation) {
        StringBuilder from = new StringBuilder("FROM ").append(SqlQuoting.identifier(table));
        if (rows.source().alias() != null) {
            from.append(" AS ").append(SqlQuoting.identifier(rows.source().alias()));
        }
        if (rows.where() != null) {
            from.append(' ')
                    .append(situation.sql(), rows.where().start(), rows.where().end());
        }
        return from.toString();
    }
}
