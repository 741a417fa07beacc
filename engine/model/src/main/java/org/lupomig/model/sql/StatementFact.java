package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/**
 * What a statement does, read from its text alone. What cannot be read, or has no way back, is a fact too.
 *
 * <p>Spans are relative to {@link Statement#sql()}. A {@code guard} is the span of {@code IF EXISTS} or {@code IF NOT
 * EXISTS}, null where the statement has none.
 */
public sealed interface StatementFact {

    /** The statement's kind in the words of the server's manual, such as {@code CREATE TABLE}. */
    String kind();

    /** {@code CREATE SCHEMA name}. */
    record CreateSchema(String schema, @Nullable Span guard) implements StatementFact {
        @Override
        public String kind() {
            return "CREATE SCHEMA";
        }
    }

    /**
     * {@code CREATE TABLE} with a list of columns, or {@code LIKE} another.
     *
     * @param like the table it copies the definition of, or null
     * @param references tables that its foreign keys refer to
     */
    record CreateTable(
            ObjectName table,
            @Nullable Span guard,
            @Nullable ObjectName like,
            List<ObjectName> references) implements StatementFact {
        public CreateTable {
            references = List.copyOf(references);
        }

        @Override
        public String kind() {
            return "CREATE TABLE";
        }
    }

    /**
     * {@code RENAME TABLE a TO b, …} and {@code ALTER TABLE a RENAME TO b}.
     *
     * @param renames the pairs in their order; a later pair sees what an earlier one did
     */
    record RenameTable(List<Rename> renames, @Nullable Span guard) implements StatementFact {
        public RenameTable {
            renames = List.copyOf(renames);
        }

        @Override
        public String kind() {
            return "RENAME TABLE";
        }
    }

    /** One pair of a rename. */
    record Rename(ObjectName from, ObjectName to) {}

    /**
     * {@code ALTER TABLE}, {@code CREATE INDEX} and {@code DROP INDEX}: all change one table's definition.
     *
     * @param guard of the table ({@code ALTER TABLE IF EXISTS}), not of an action
     * @param keyword the statement's own opening words, such as {@code CREATE INDEX}
     */
    record AlterTable(ObjectName table, @Nullable Span guard, List<AlterAction> actions, String keyword)
            implements StatementFact {
        public AlterTable {
            actions = List.copyOf(actions);
        }

        @Override
        public String kind() {
            return keyword;
        }
    }

    /** One action of an {@link AlterTable}. */
    sealed interface AlterAction {
        /** {@code IF [NOT] EXISTS} of this action, or null. */
        @Nullable
        Span guard();
    }

    /** {@code ADD [COLUMN] name …}. */
    record AddColumn(String column, @Nullable Span guard) implements AlterAction {}

    /**
     * {@code ADD INDEX name (…)} of any kind, the primary key included.
     *
     * @param index its name; null where the server chooses it
     * @param firstColumn the first column it is made of, after which the server names it; null where it is not known
     */
    record AddIndex(
            @Nullable String index,
            boolean primary,
            @Nullable Span guard,
            @Nullable String firstColumn) implements AlterAction {
        /** An index whose columns are not known. */
        public AddIndex(@Nullable String index, boolean primary, @Nullable Span guard) {
            this(index, primary, guard, null);
        }
    }

    /** {@code DROP [COLUMN] name}: read in undo scripts only. */
    record DropColumn(String column, @Nullable Span guard) implements AlterAction {}

    /**
     * {@code DROP INDEX name}, or the primary key where {@code index} is {@code PRIMARY}: read in undo scripts only.
     */
    record DropIndex(String index, @Nullable Span guard) implements AlterAction {}

    /**
     * {@code INSERT … VALUES}, {@code SET} or {@code SELECT}.
     *
     * @param reads tables that its SELECT or subqueries read, {@code table} itself excluded
     */
    record Insert(ObjectName table, List<ObjectName> reads) implements StatementFact {
        public Insert {
            reads = List.copyOf(reads);
        }

        @Override
        public String kind() {
            return "INSERT";
        }
    }

    /** {@code DROP TABLE name, …}: read in undo scripts only. */
    record DropTable(List<ObjectName> tables, @Nullable Span guard) implements StatementFact {
        public DropTable {
            tables = List.copyOf(tables);
        }

        @Override
        public String kind() {
            return "DROP TABLE";
        }
    }

    /** {@code DROP SCHEMA name}: read in undo scripts only. */
    record DropSchema(String schema, @Nullable Span guard) implements StatementFact {
        @Override
        public String kind() {
            return "DROP SCHEMA";
        }
    }

    /** {@code USE name}: never sent, it sets the default schema of what follows. */
    record UseSchema(String schema) implements StatementFact {
        @Override
        public String kind() {
            return "USE";
        }
    }

    /** {@code SELECT} that changes nothing: no INTO, no lock, no user variable set, built-in functions only. */
    record Query(List<ObjectName> reads) implements StatementFact {
        public Query {
            reads = List.copyOf(reads);
        }

        @Override
        public String kind() {
            return "SELECT";
        }
    }

    /** {@code SET NAMES charset}: changes the session alone. */
    record SetNames() implements StatementFact {
        @Override
        public String kind() {
            return "SET NAMES";
        }
    }

    /**
     * A statement that is not run, because no way back is known for it or because it could not be read.
     *
     * @param kind its kind as far as it could be read, such as {@code DELETE} or {@code CREATE OR REPLACE TABLE}
     * @param reason why, one clause: {@code it removes rows}
     * @param at the words that make it so
     */
    record Refused(String kind, String reason, Span at) implements StatementFact {}
}
