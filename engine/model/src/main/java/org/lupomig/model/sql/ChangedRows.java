package org.lupomig.model.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.RowFact.Delete;
import org.lupomig.model.sql.RowFact.Replace;
import org.lupomig.model.sql.RowFact.Update;
import org.lupomig.model.sql.StatementFact.Insert;

/**
 * A table whose rows a statement changes, and what its text says of them.
 *
 * @param source the table, with what the statement calls it
 * @param change what it does to them
 * @param where the condition; null where it has none of its own
 * @param assigned columns of rows that are there which get a value
 * @param splits whether rows are split at a portion of time, so that others come in
 * @param unproved why its text does not prove which of the rows that are there it changes, one clause; null where it
 *     does: another statement with the same condition goes through the same ones
 */
public record ChangedRows(
        TableSource source,
        Change change,
        @Nullable Span where,
        List<String> assigned,
        boolean splits,
        @Nullable String unproved) {
    private static final String DERIVES = "it goes through the answer of a query";
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

    /** Those of a statement, each table once; none where {@link #whyNot} has a reason. */
    public static List<ChangedRows> all(StatementFact fact) {
        if (whyNot(fact) != null) {
            return List.of();
        }
        if (fact instanceof Update update) {
            return all(
                    update.tables(),
                    update.written(),
                    Change.UPDATES,
                    update.where(),
                    columns(update.assignments()),
                    update.portion() != null,
                    derives(update.uses(), update.assignments().get(0).column().span())
                            ? DERIVES
                            : unproved(
                                    update.tables(),
                                    update.ignore(),
                                    update.portion(),
                                    update.limit(),
                                    update.where()));
        } else if (fact instanceof Delete delete) {
            return all(
                    delete.tables(),
                    delete.written(),
                    Change.DELETES,
                    delete.where(),
                    List.of(),
                    delete.portion() != null,
                    delete.joined() && derives(delete.uses(), span(delete.where()))
                            ? DERIVES
                            : unproved(
                                    delete.tables(),
                                    delete.ignore(),
                                    delete.portion(),
                                    delete.limit(),
                                    delete.where()));
        }
        return List.of(fact instanceof Insert insert ? inserted(insert.rows()) : replaced(((Replace) fact).rows()));
    }

    /** Why a statement is not known to change rows in a way that can be kept, one clause; null where it is. */
    public static @Nullable String whyNot(StatementFact fact) {
        if (fact instanceof Update update) {
            return whyNot(update.uses());
        } else if (fact instanceof Delete delete) {
            return whyNot(delete.uses());
        } else if (fact instanceof Insert insert) {
            return whyNot(insert.rows().uses());
        } else if (fact instanceof Replace replace) {
            return whyNot(replace.rows().uses());
        }
        return NOT_READ;
    }

    /** Whether a function that is called may change something that no image of rows brings back. */
    public static boolean actsElsewhere(FunctionCall call) {
        return switch (call.nature()) {
            case DETERMINISTIC, SESSION, CHANGING -> false;
            case ACTING -> !waitsOnly(call.name());
            case UNKNOWN -> true;
        };
    }

    private static boolean waitsOnly(String function) {
        return switch (function) {
            case "BENCHMARK", "LOAD_FILE", "MASTER_GTID_WAIT", "MASTER_POS_WAIT", "SLEEP" -> true;
            default -> false;
        };
    }

    private static @Nullable String whyNot(Uses uses) {
        for (FunctionCall call : uses.calls()) {
            if (actsElsewhere(call)) {
                return "it calls " + call.name() + ", which is not a built-in function known to change nothing";
            }
        }
        return null;
    }

    private static List<ChangedRows> all(
            List<TableSource> tables,
            List<TableRef> written,
            Change change,
            @Nullable Condition where,
            List<String> assigned,
            boolean splits,
            @Nullable String unproved) {
        Map<ObjectName, ChangedRows> all = new LinkedHashMap<>();
        for (TableRef table : written) {
            all.putIfAbsent(
                    table.name(),
                    new ChangedRows(source(tables, table), change, span(where), assigned, splits, unproved));
        }
        return List.copyOf(all.values());
    }

    /** Rows that come in are told by their keys, unless some that are there are changed instead. */
    private static ChangedRows inserted(InsertedRows rows) {
        InsertedRows.OnDuplicate duplicate = rows.onDuplicate();
        String unproved = duplicate != null
                ? "which rows are in its way is known only then"
                : rows.uses().locks().isEmpty() ? null : "its query locks what it reads";
        return new ChangedRows(
                new TableSource(rows.target(), null),
                Change.INSERTS,
                null,
                duplicate == null ? List.of() : columns(duplicate.assignments()),
                false,
                unproved);
    }

    private static ChangedRows replaced(InsertedRows rows) {
        return new ChangedRows(
                new TableSource(rows.target(), null),
                Change.REPLACES,
                null,
                List.of(),
                false,
                "which rows are in its way is known only then");
    }

    /** Whether a query stands among the tables: before what comes behind these. */
    private static boolean derives(Uses uses, @Nullable Span behind) {
        return uses.subqueries().stream().anyMatch(query -> behind == null || query.start() < behind.start());
    }

    private static @Nullable String unproved(
            List<TableSource> tables,
            boolean ignore,
            @Nullable Span portion,
            @Nullable Span limit,
            @Nullable Condition where) {
        if (tables.size() != 1) {
            return "it goes through several tables";
        }
        if (portion != null) {
            return "it splits rows at a portion of time";
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
