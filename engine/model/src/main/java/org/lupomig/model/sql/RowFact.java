package org.lupomig.model.sql;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/** Statements that change, read or lock rows, or may do so by what they call. */
public sealed interface RowFact extends StatementFact {
    @Override
    Span opening();

    /** {@code REPLACE}: an INSERT that deletes the rows in its way. */
    record Replace(InsertedRows rows, Span opening) implements RowFact {
        @Override
        public String kind() {
            return "REPLACE";
        }
    }

    /**
     * {@code UPDATE} of one table or several.
     *
     * @param tables those that it goes through, in their order; subqueries left out
     * @param written those of them that it changes; with several tables and a column that names none of them, all
     * @param ignore whether rows that cannot be changed are left as they are
     * @param portion {@code FOR PORTION OF …}; null where not said
     * @param where null where it changes all rows
     * @param orderBy null where not said
     * @param limit null where not said
     * @param uses what all of its expressions and subqueries use; {@code tables} are not among its reads
     * @param resolution {@code OR REPLACE} and the like of SQLite; null where not said
     * @param returning null where not said
     */
    record Update(
            List<TableSource> tables,
            List<TableRef> written,
            List<Assignment> assignments,
            boolean ignore,
            @Nullable Span portion,
            @Nullable Condition where,
            @Nullable Span orderBy,
            @Nullable Span limit,
            Uses uses,
            @Nullable SqlText resolution,
            @Nullable Span returning,
            Span opening)
            implements RowFact {
        public Update {
            tables = List.copyOf(tables);
            written = List.copyOf(written);
            assignments = List.copyOf(assignments);
        }

        /** One of a dialect that knows neither {@code OR} nor {@code RETURNING} of it. */
        public Update(
                List<TableSource> tables,
                List<TableRef> written,
                List<Assignment> assignments,
                boolean ignore,
                @Nullable Span portion,
                @Nullable Condition where,
                @Nullable Span orderBy,
                @Nullable Span limit,
                Uses uses,
                Span opening) {
            this(tables, written, assignments, ignore, portion, where, orderBy, limit, uses, null, null, opening);
        }

        /** Whether rows that are in the way of a changed one go. */
        public boolean replaces() {
            return resolution != null
                    && resolution.text().toUpperCase(Locale.ROOT).endsWith("REPLACE");
        }

        @Override
        public String kind() {
            return "UPDATE";
        }
    }

    /**
     * {@code DELETE} from one table or several; components as of {@link Update}.
     *
     * @param joined whether it is of the form that names several tables
     * @param returning null where not said
     */
    record Delete(
            List<TableSource> tables,
            List<TableRef> written,
            boolean joined,
            boolean ignore,
            @Nullable Span portion,
            @Nullable Condition where,
            @Nullable Span orderBy,
            @Nullable Span limit,
            @Nullable Span returning,
            Uses uses,
            Span opening)
            implements RowFact {
        public Delete {
            tables = List.copyOf(tables);
            written = List.copyOf(written);
        }

        @Override
        public String kind() {
            return "DELETE";
        }
    }

    /**
     * {@code DELETE HISTORY FROM table}.
     *
     * @param before up to when, as written; null: all of it
     */
    record DeleteHistory(TableRef table, @Nullable SqlText before, Span opening) implements RowFact {
        @Override
        public String kind() {
            return "DELETE HISTORY";
        }
    }

    /**
     * {@code LOAD DATA} or {@code LOAD XML}.
     *
     * @param format {@code DATA} or {@code XML}
     * @param local whether the client reads the file
     * @param duplicates {@code REPLACE} or {@code IGNORE}; null where not said
     * @param columns those that are filled; empty: all. A user variable is not among them
     */
    record LoadRows(
            String format,
            boolean local,
            String file,
            TableRef table,
            @Nullable String duplicates,
            List<String> partitions,
            List<ColumnRef> columns,
            List<Assignment> assignments,
            Uses uses,
            Span opening)
            implements RowFact {
        public LoadRows {
            partitions = List.copyOf(partitions);
            columns = List.copyOf(columns);
            assignments = List.copyOf(assignments);
        }

        @Override
        public String kind() {
            return "LOAD " + format;
        }
    }

    /**
     * A {@code SELECT} that does more than to answer: it writes its answer somewhere, locks, sets variables, or calls
     * what may do anything. One that does none of these is a {@link StatementFact.Query}.
     *
     * @param into null where its answer goes to the client
     * @param procedure {@code PROCEDURE ANALYSE()} and the like; null where not said
     */
    record ActingQuery(
            Uses uses, @Nullable Into into, @Nullable Span procedure, Span opening) implements RowFact {
        @Override
        public String kind() {
            return into != null && into.file() == null ? "SELECT … INTO" : "SELECT";
        }
    }

    /**
     * Where the answer of a query goes.
     *
     * @param variables user variables with their sign, and local ones without; empty where it goes to a file
     * @param file the file on the server's machine; null where it goes to variables
     * @param dump whether it is written as it is, by {@code DUMPFILE}
     * @param span from {@code INTO} on
     */
    record Into(List<String> variables, @Nullable String file, boolean dump, Span span) {
        public Into {
            variables = List.copyOf(variables);
        }
    }

    /** {@code CALL routine(…)}. */
    record Call(ObjectRef routine, Uses arguments, Span opening) implements RowFact {
        @Override
        public String kind() {
            return "CALL";
        }
    }

    /** {@code DO expression, …}. */
    record Do(Uses uses, Span opening) implements RowFact {
        @Override
        public String kind() {
            return "DO";
        }
    }

    /**
     * {@code HANDLER name OPEN}, {@code READ} or {@code CLOSE}.
     *
     * @param table the table where it is opened, else what the handler is called
     * @param action {@code OPEN}, {@code READ} or {@code CLOSE}
     * @param alias what it is called from then on; null where not said
     */
    record Handler(TableRef table, String action, @Nullable String alias, Uses uses, Span opening) implements RowFact {
        @Override
        public String kind() {
            return "HANDLER";
        }
    }
}
