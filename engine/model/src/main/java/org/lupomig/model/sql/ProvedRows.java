package org.lupomig.model.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.RowFact.Delete;
import org.lupomig.model.sql.RowFact.Update;

/**
 * The rows of one table that an UPDATE or DELETE goes through, where its text proves that another statement with the
 * same condition goes through the same ones.
 *
 * @param source the table, with what the statement calls it
 * @param where the condition; null where it goes through all rows
 * @param assigned columns that get a value; empty for a DELETE
 */
public record ProvedRows(TableSource source, @Nullable Span where, List<String> assigned) {
    public ProvedRows {
        assigned = List.copyOf(assigned);
    }

    /** Those of a statement; null where {@link #whyNot} has a reason. */
    public static @Nullable ProvedRows of(StatementFact fact) {
        if (whyNot(fact) != null) {
            return null;
        }
        if (fact instanceof Update update) {
            List<String> assigned = new ArrayList<>();
            for (Assignment assignment : update.assignments()) {
                assigned.add(assignment.column().name());
            }
            return new ProvedRows(update.tables().get(0), span(update.where()), assigned);
        }
        Delete delete = (Delete) fact;
        return new ProvedRows(delete.tables().get(0), span(delete.where()), List.of());
    }

    /** Why the text does not prove which rows it changes, one clause; null where it does. */
    public static @Nullable String whyNot(StatementFact fact) {
        if (fact instanceof Update update) {
            return whyNot(
                    update.tables(), update.ignore(), update.portion(), update.limit(), update.where(), update.uses());
        } else if (fact instanceof Delete delete) {
            return delete.joined()
                    ? SEVERAL
                    : whyNot(
                            delete.tables(),
                            delete.ignore(),
                            delete.portion(),
                            delete.limit(),
                            delete.where(),
                            delete.uses());
        }
        return "which rows it changes cannot be read from it";
    }

    private static final String SEVERAL = "it goes through several tables";

    private static @Nullable String whyNot(
            List<TableSource> tables,
            boolean ignore,
            @Nullable Span portion,
            @Nullable Span limit,
            @Nullable Condition where,
            Uses uses) {
        if (tables.size() != 1) {
            return SEVERAL;
        }
        if (ignore) {
            return "IGNORE leaves out rows that cannot be changed";
        }
        if (portion != null) {
            return "it splits rows at a portion of time";
        }
        if (limit != null) {
            return "which rows come before its LIMIT is not proved";
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
        return where == null ? null : whyNot(where.uses());
    }

    /** What makes a condition go through other rows the second time. */
    private static @Nullable String whyNot(Uses condition) {
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

    private static @Nullable Span span(@Nullable Condition condition) {
        return condition == null ? null : condition.span();
    }
}
