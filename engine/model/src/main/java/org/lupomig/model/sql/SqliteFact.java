package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/** Statements that only SQLite has, or whose meaning there is another than elsewhere. */
public sealed interface SqliteFact extends StatementFact {
    @Override
    Span opening();

    /**
     * {@code CREATE [UNIQUE] INDEX name ON table (…) [WHERE …]}. The index has a name among the tables of its schema.
     *
     * @param columns what it is made of, in order
     * @param where which rows are in it; null: all
     */
    record CreateIndex(
            TableRef index,
            boolean unique,
            @Nullable Span guard,
            TableRef table,
            List<IndexedColumn> columns,
            @Nullable Condition where,
            Span opening)
            implements SqliteFact {
        public CreateIndex {
            columns = List.copyOf(columns);
        }

        @Override
        public String kind() {
            return unique ? "CREATE UNIQUE INDEX" : "CREATE INDEX";
        }
    }

    /**
     * A column of an index, or an expression.
     *
     * @param column null for an expression
     * @param expression its words, without collation and direction
     * @param collation null where not said
     * @param descending whether it is sorted downwards
     */
    record IndexedColumn(
            @Nullable String column,
            SqlExpression expression,
            @Nullable String collation,
            boolean descending,
            Span span) {}

    /** {@code DROP INDEX name}, which names no table. */
    record DropIndex(TableRef index, @Nullable Span guard, Span opening) implements SqliteFact {
        @Override
        public String kind() {
            return "DROP INDEX";
        }
    }

    /**
     * {@code CREATE VIRTUAL TABLE name USING module (…)}.
     *
     * @param module what keeps its rows, in lower case
     * @param arguments as written: the module reads them
     */
    record CreateVirtualTable(
            TableRef table, @Nullable Span guard, String module, List<SqlText> arguments, Span opening)
            implements SqliteFact {
        public CreateVirtualTable {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String kind() {
            return "CREATE VIRTUAL TABLE";
        }
    }

    /**
     * {@code ATTACH file AS schema}: from here on the tables of another file are in that schema.
     *
     * @param file its path as written; {@code :memory:} and the empty one are no files. Null where it is not a text
     * @param value the words that name the file
     */
    record Attach(@Nullable String file, SqlExpression value, String schema, Span opening) implements SqliteFact {
        /** Whether there is a file that keeps what is written. */
        public boolean keepsRows() {
            return file == null || !(file.isEmpty() || file.equals(":memory:"));
        }

        @Override
        public String kind() {
            return "ATTACH";
        }
    }

    /** {@code DETACH schema}. */
    record Detach(String schema, Span schemaSpan, Span opening) implements SqliteFact {
        @Override
        public String kind() {
            return "DETACH";
        }
    }

    /**
     * {@code PRAGMA [schema.]name}, {@code = value} or {@code (value)}.
     *
     * @param schema null where not said
     * @param name in lower case
     * @param nameSpan where the name stands, without its schema
     * @param value as written, without quotes; null where none is given
     * @param called whether the value stands in parentheses
     */
    record Pragma(
            @Nullable String schema,
            String name,
            Span nameSpan,
            @Nullable String value,
            boolean called,
            Span opening) implements SqliteFact {
        @Override
        public String kind() {
            return "PRAGMA " + name;
        }
    }

    /**
     * {@code VACUUM [schema] [INTO file]}: the file is written anew, or a copy of it.
     *
     * @param schema {@code main} where not said
     * @param into where the copy goes; null where there is none
     * @param file its path; null where there is none, and where it is not a text
     */
    record Vacuum(
            String schema,
            @Nullable SqlExpression into,
            @Nullable String file,
            Span opening) implements SqliteFact {
        @Override
        public String kind() {
            return into == null ? "VACUUM" : "VACUUM INTO";
        }
    }

    /**
     * {@code ANALYZE} or {@code REINDEX}. Where both {@code schema} and {@code target} are null, all is meant, or all
     * that a collation sorts.
     *
     * @param verb the first word, in upper case
     * @param schema all of it is meant; null where not
     * @param target a table or an index: the name alone does not say which
     */
    record Care(
            String verb, @Nullable String schema, @Nullable TableRef target, Span opening) implements SqliteFact {
        @Override
        public String kind() {
            return verb;
        }
    }
}
