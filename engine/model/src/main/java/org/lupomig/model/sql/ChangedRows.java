package org.lupomig.model.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.RowFact.Delete;
import org.lupomig.model.sql.RowFact.Replace;
import org.lupomig.model.sql.RowFact.Update;
import org.lupomig.model.sql.StatementFact.Insert;

/**
 * The one table whose rows a statement changes, and what its text says of them.
 *
 * @param source the table, with what the statement calls it
 * @param change what it does to them
 * @param where the condition; null where it has none of its own
 * @param assigned columns of rows that are there which get a value
 * @param unproved why its text does not prove which of the rows that are there it changes, one clause; null where it
 *     does: another statement with the same condition goes through the same ones
 */
public record ChangedRows(
        TableSource source,
        Change change,
        @Nullable Span where,
        List<String> assigned,
        @Nullable String unproved) {
    private static final String NOT_READ = "which rows it changes cannot be read from it";

    public ChangedRows {
        assigned = List.copyOf(assigned);
    }

    /** What is done to rows. */
    public enum Change {
        UPDATES,
        DELETES,
        /** None that is there goes. */
        INSERTS,
        /** Rows that are in the way go. */
        REPLACES
    }

    /** The table. */
    public ObjectName table() {
        return source.table().name();
    }

    /** Those of a statement; null where {@link #whyNot} has a reason. */
    public static @Nullable ChangedRows of(StatementFact fact) {
        if (whyNot(fact) != null) {
            return null;
        }
        if (fact instanceof Update update) {
            return new ChangedRows(
                    source(update.tables(), update.written().get(0)),
                    Change.UPDATES,
                    span(update.where()),
                    columns(update.assignments()),
                    unproved(update.tables(), update.ignore(), update.limit(), update.where()));
        } else if (fact instanceof Delete delete) {
            return new ChangedRows(
                    source(delete.tables(), delete.written().get(0)),
                    Change.DELETES,
                    span(delete.where()),
                    List.of(),
                    unproved(delete.tables(), delete.ignore(), delete.limit(), delete.where()));
        }
        boolean inserts = fact instanceof Insert;
        InsertedRows rows = inserts ? ((Insert) fact).rows() : ((Replace) fact).rows();
        InsertedRows.OnDuplicate duplicate = rows.onDuplicate();
        return new ChangedRows(
                new TableSource(rows.target(), null),
                inserts ? Change.INSERTS : Change.REPLACES,
                null,
                duplicate == null ? List.of() : columns(duplicate.assignments()),
                inserts ? "which rows come in is known only then" : "which rows are in its way is known only then");
    }

    /** Why a statement is not known to change one table in a way that can be kept, one clause; null where it is. */
    public static @Nullable String whyNot(StatementFact fact) {
        if (fact instanceof Update update) {
            return whyNot(update.written(), update.portion(), update.uses());
        } else if (fact instanceof Delete delete) {
            return whyNot(delete.written(), delete.portion(), delete.uses());
        } else if (fact instanceof Insert insert) {
            return whyNot(List.of(insert.rows().target()), null, insert.rows().uses());
        } else if (fact instanceof Replace replace) {
            return whyNot(List.of(replace.rows().target()), null, replace.rows().uses());
        }
        return NOT_READ;
    }

    private static @Nullable String whyNot(List<TableRef> written, @Nullable Span portion, Uses uses) {
        if (written.size() != 1) {
            return "it changes several tables";
        }
        if (portion != null) {
            return "it splits rows at a portion of time";
        }
        for (FunctionCall call : uses.calls()) {
            if (call.nature() == FunctionNature.ACTING || call.nature() == FunctionNature.UNKNOWN) {
                return "it calls " + call.name() + ", which is not a built-in function known to change nothing";
            }
        }
        for (VariableUse variable : uses.variables()) {
            if (variable.set()) {
                return "it sets a user variable";
            }
        }
        return null;
    }

    private static @Nullable String unproved(
            List<TableSource> tables, boolean ignore, @Nullable Span limit, @Nullable Condition where) {
        if (tables.size() != 1) {
            return "it goes through several tables";
        }
        if (ignore) {
            return "IGNORE leaves out rows that cannot be changed";
        }
        if (limit != null) {
            return "which rows come before its LIMIT is not proved";
        }
        return where == null ? null : unproved(where.uses());
    }

    /** What makes a condition go through other rows the second time. */
    private static @Nullable String unproved(Uses condition) {
        for (FunctionCall call : condition.calls()) {
            if (call.nature() != FunctionNature.DETERMINISTIC) {
                return "its condition depends on " + call.name();
            }
        }
        if (!condition.variables().isEmpty()) {
            return "its condition depends on a variable";
        }
        return condition.reads().isEmpty() && condition.subqueries().isEmpty()
                ? null
                : "its condition asks another query";
    }

    private static TableSource source(List<TableSource> tables, TableRef written) {
        for (TableSource source : tables) {
            if (source.table().equals(written)) {
                return source;
            }
        }
        return new TableSource(written, null);
    }

    private static List<String> columns(List<Assignment> assignments) {
        List<String> columns = new ArrayList<>(assignments.size());
        for (Assignment assignment : assignments) {
            columns.add(assignment.column().name());
        }
        return columns;
    }

    private static @Nullable Span span(@Nullable Condition condition) {
        return condition == null ? null : condition.span();
    }
}
