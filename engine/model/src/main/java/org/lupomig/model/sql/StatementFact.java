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
public sealed interface StatementFact
        permits StatementFact.CreateSchema,
                StatementFact.CreateTable,
                StatementFact.RenameTable,
                StatementFact.AlterTable,
                StatementFact.Insert,
                StatementFact.DropTable,
                StatementFact.DropSchema,
                StatementFact.UseSchema,
                StatementFact.Query,
                StatementFact.SetNames,
                StatementFact.Refused,
                AccountFact,
                ClientCommand,
                CompoundFact,
                DynamicFact,
                EventFact,
                GrantFact,
                MaintenanceFact,
                RoutineFact,
                RowFact,
                SequenceFact,
                ServerFact,
                SessionFact,
                TransactionFact,
                TriggerFact,
                ViewFact {

    /** The statement's kind in the words of the server's manual, such as {@code CREATE TABLE}. */
    String kind();

    /** The words that say what kind of statement it is; null where its own fact does not keep them. */
    default @Nullable Span opening() {
        return null;
    }

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

    /** {@code ADD INDEX name (…)} of any kind, the primary key included; name null where the server chooses it. */
    record AddIndex(
            @Nullable String index,
            boolean primary,
            @Nullable Span guard) implements AlterAction {}

    /** {@code DROP [COLUMN] name}: read in undo scripts only. */
    record DropColumn(String column, @Nullable Span guard) implements AlterAction {}

    /**
     * {@code DROP INDEX name}, or the primary key where {@code index} is {@code PRIMARY}: read in undo scripts only.
     */
    record DropIndex(String index, @Nullable Span guard) implements AlterAction {}

    /** {@code INSERT … VALUES}, {@code SET} or {@code SELECT}. */
    record Insert(InsertedRows rows, Span opening) implements StatementFact {
        /** The table that gets the rows. */
        public ObjectName table() {
            return rows.target().name();
        }

        /** Other tables that it reads, sorted. */
        public List<ObjectName> reads() {
            return rows.uses().tables().stream()
                    .filter(read -> !read.equals(table()))
                    .toList();
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
    record Query(Uses uses, Span opening) implements StatementFact {
        /** The tables that it reads, sorted. */
        public List<ObjectName> reads() {
            return uses.tables();
        }

        @Override
        public String kind() {
            return "SELECT";
        }
    }

    /**
     * {@code SET NAMES charset}: changes the session alone.
     *
     * @param charset as written, without quotes; null for {@code DEFAULT}
     * @param collation null where not said
     */
    record SetNames(
            @Nullable String charset,
            @Nullable String collation,
            Span opening) implements StatementFact {
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
