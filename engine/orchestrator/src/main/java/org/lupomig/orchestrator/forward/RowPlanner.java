package org.lupomig.orchestrator.forward;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ChangedRows;
import org.lupomig.model.sql.ChangedRows.Change;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.Insert;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.HeldName;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowFacts;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.TargetOperation;

/**
 * Statements that change the rows of one table. Those of a table that the same batch created go with it. Of any other
 * they are kept in an image: those that are changed, where text and definition prove which these are; else all, where
 * they are not too many.
 */
final class RowPlanner {
    /** The most that is copied to keep all rows of a table. */
    private static final long MOST_BYTES = 256L << 20;

    private final StatementFact fact;
    private final ChangedRows rows;
    private final ObjectName table;
    private final Situation situation;

    private RowPlanner(StatementFact fact, ChangedRows rows, Situation situation) {
        this.fact = fact;
        this.rows = rows;
        this.table = situation.of(rows.table());
        this.situation = situation;
    }

    static Resolution resolve(StatementFact fact, Situation situation) {
        ChangedRows rows = ChangedRows.of(fact);
        return rows == null
                ? situation.blocked(
                        EngineMessage.STATEMENT_REFUSED, fact.kind(), String.valueOf(ChangedRows.whyNot(fact)))
                : new RowPlanner(fact, rows, situation).resolve();
    }

    private Resolution resolve() {
        String draws = draws();
        if (draws != null) {
            return situation.blocked(EngineMessage.STATEMENT_REFUSED, fact.kind() + " of " + table, draws);
        }
        RowLedger.Entry own = situation.ledger().get(table);
        if (own != null && fact instanceof Insert) {
            if (situation.session().describe(table) instanceof ObjectState.Present present
                    && !present.triggers().isEmpty()) {
                return situation.blocked(
                        EngineMessage.STATEMENT_REFUSED,
                        "INSERT into " + table,
                        "its triggers may change rows elsewhere, which would not go with it");
            }
            return Resolution.ready(new Work.Inserts(table), null, situation.sql(), Snapshot.EMPTY);
        }
        if (!(situation.session().describe(table) instanceof ObjectState.Present present)) {
            return situation.blocked(EngineMessage.NOT_THERE, table);
        }
        String unfit = unfit(present, own != null);
        if (unfit != null) {
            return situation.blocked(EngineMessage.ROWS_NOT_KEPT, fact.kind(), table, unfit);
        }
        RowFacts facts = situation.session().rowFacts(table);
        String beyond = beyond(facts);
        if (beyond != null) {
            return situation.blocked(EngineMessage.ROWS_NOT_KEPT, fact.kind(), table, beyond);
        }
        if (own != null) {
            return counted()
                    ? Resolution.ready(new Work.ChangesOwnRows(table), null, situation.sql(), Snapshot.EMPTY)
                    : situation.blocked(
                            EngineMessage.ROWS_NOT_KEPT,
                            fact.kind(),
                            table,
                            "how many rows of this batch's table it leaves cannot be counted");
        }
        String untold = untold(facts);
        if (untold != null && facts.bytes() > MOST_BYTES) {
            return situation.blocked(
                    EngineMessage.ROWS_NOT_KEPT,
                    fact.kind(),
                    table,
                    untold + ", and all its rows are " + (facts.bytes() >> 20) + " MB, of which at most "
                            + (MOST_BYTES >> 20) + " are copied");
        }
        return imaged(untold == null ? extent() : RowImage.Extent.WHOLE);
    }

    /** What the statement draws from elsewhere; null where it draws nothing. */
    private @Nullable String draws() {
        boolean fresh = rows.change() == Change.INSERTS || rows.change() == Change.REPLACES;
        boolean named = rows.change() == Change.UPDATES
                && situation.sql().toUpperCase(Locale.ROOT).contains("DEFAULT");
        return (fresh || named)
                        && situation.session().describe(table) instanceof ObjectState.Present present
                        && present.definition().toLowerCase(Locale.ROOT).contains("nextval(")
                ? "a default of its columns draws on a sequence, which does not go back"
                : null;
    }

    private Resolution imaged(RowImage.Extent extent) {
        ObjectName image = situation.held().fresh(HeldName.IMAGE, situation.key(), table, situation.session());
        return new Resolution.Ready(List.of(
                new Part(
                        new Work.MakesImage(image),
                        new TargetOperation.CreateImage(table, image),
                        "CREATE TABLE " + SqlQuoting.identifier(image),
                        null),
                new Part(
                        new Work.ChangesRows(new RowImage(table, image, extent), from(extent)),
                        null,
                        situation.sql(),
                        null)));
    }

    private RowImage.Extent extent() {
        return rows.change() == Change.DELETES ? RowImage.Extent.DELETED : RowImage.Extent.UPDATED;
    }

    /** Whether the server's count of rows says how many there are afterwards. */
    private boolean counted() {
        return rows.change() == Change.UPDATES || rows.change() == Change.DELETES;
    }

    private @Nullable String unfit(ObjectState.Present present, boolean own) {
        if (!present.kind().equals("BASE TABLE")) {
            return "it is no plain table: " + present.kind();
        }
        if (!present.triggers().isEmpty()) {
            return "it has a trigger, which would be fired again on the way back";
        }
        return own || "InnoDB".equalsIgnoreCase(present.engine())
                ? null
                : "its engine, " + present.engine() + ", has no transactions";
    }

    /** What else would change with the rows; null where nothing would. */
    private @Nullable String beyond(RowFacts facts) {
        boolean goes = rows.change() == Change.DELETES || rows.change() == Change.REPLACES;
        for (RowFacts.Reference reference : facts.references()) {
            if (goes && reference.deletes()) {
                return "rows of " + reference.child() + " would go or change with it";
            }
            if (reference.refersTo(rows.assigned())) {
                return "rows of " + reference.child() + " refer to what it changes";
            }
        }
        return null;
    }

    /** Why it is not known which rows it changes; null where it is. */
    private @Nullable String untold(RowFacts facts) {
        if (rows.unproved() != null) {
            return rows.unproved();
        }
        if (facts.primaryKey().isEmpty()) {
            return "it has no primary key by which its rows could be told apart";
        }
        for (String column : facts.primaryKey()) {
            if (rows.assigned().stream().anyMatch(column::equalsIgnoreCase)) {
                return "it changes the primary key, by which its rows are told apart";
            }
        }
        return null;
    }

    /** What goes through the rows that are kept, from FROM on. */
    private String from(RowImage.Extent extent) {
        StringBuilder from = new StringBuilder("FROM ").append(SqlQuoting.identifier(table));
        Span where = rows.where();
        if (extent == RowImage.Extent.WHOLE) {
            return from.toString();
        }
        if (rows.source().alias() != null) {
            from.append(" AS ").append(SqlQuoting.identifier(rows.source().alias()));
        }
        if (where != null) {
            from.append(' ').append(situation.sql(), where.start(), where.end());
        }
        return from.toString();
    }
}
