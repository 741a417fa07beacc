package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/**
 * What a statement does, read from its text alone. What cannot be read is a fact too. Whether a statement is run is not
 * said here: facts are of all that could be read.
 *
 * <p>Spans are relative to {@link Statement#sql()}. A {@code guard} is the span of {@code IF EXISTS} or {@code IF NOT
 * EXISTS}, null where the statement has none.
 */
public sealed interface StatementFact
        permits StatementFact.CreateSchema,
                StatementFact.AlterSchema,
                StatementFact.DropSchema,
                StatementFact.CreateTable,
                StatementFact.AlterTable,
                StatementFact.RenameTable,
                StatementFact.TruncateTable,
                StatementFact.DropTable,
                StatementFact.Insert,
                StatementFact.Query,
                StatementFact.UseSchema,
                StatementFact.SetNames,
                StatementFact.Refused,
                StatementFact.Unparsed,
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
                SqliteFact,
                TransactionFact,
                TriggerFact,
                ViewFact {

    /** The statement's kind in the words of the server's manual, such as {@code CREATE TABLE}. */
    String kind();

    /** The words that say what kind of statement it is; null where its fact does not keep them. */
    default @Nullable Span opening() {
        return null;
    }

    /** Whether a statement of this kind is one in which passwords are written. */
    default boolean mayHoldSecrets() {
        return false;
    }

    /**
     * {@code CREATE SCHEMA name …}.
     *
     * @param opening its first words, up to {@code SCHEMA}
     */
    record CreateSchema(
            String schema, boolean orReplace, @Nullable Span guard, List<TableOption> options, Span opening)
            implements StatementFact {
        public CreateSchema {
            options = List.copyOf(options);
        }

        @Override
        public String kind() {
            return orReplace ? "CREATE OR REPLACE SCHEMA" : "CREATE SCHEMA";
        }
    }

    /**
     * {@code ALTER SCHEMA name …}.
     *
     * @param schema null where the statement names none and no default is known
     * @param opening its first words, up to {@code SCHEMA}
     */
    record AlterSchema(@Nullable String schema, List<TableOption> options, Span opening) implements StatementFact {
        public AlterSchema {
            options = List.copyOf(options);
        }

        @Override
        public String kind() {
            return "ALTER SCHEMA";
        }
    }

    /**
     * {@code CREATE TABLE} with a list of columns, {@code LIKE} another, or from a query.
     *
     * @param target the table
     * @param model the table it copies the definition of, or null
     * @param shape what it consists of, as far as the statement says
     * @param query what its rows, and further columns, come from; null where it begins empty
     * @param opening its first words, up to {@code TABLE}
     */
    record CreateTable(
            TableRef target,
            boolean orReplace,
            boolean temporary,
            @Nullable Span guard,
            @Nullable TableRef model,
            TableShape shape,
            @Nullable TableQuery query,
            Span opening)
            implements StatementFact {
        /** Its name. */
        public ObjectName table() {
            return target.name();
        }

        /** The name of the table it copies the definition of, or null. */
        public @Nullable ObjectName like() {
            return model == null ? null : model.name();
        }

        /** Other tables that its foreign keys refer to, sorted. */
        public List<ObjectName> references() {
            return shape.references().stream()
                    .filter(parent -> !parent.equals(table()))
                    .toList();
        }

        @Override
        public boolean mayHoldSecrets() {
            return shape.mayHoldSecrets();
        }

        @Override
        public String kind() {
            if (orReplace) {
                return temporary ? "CREATE OR REPLACE TEMPORARY TABLE" : "CREATE OR REPLACE TABLE";
            }
            return temporary ? "CREATE TEMPORARY TABLE" : query == null ? "CREATE TABLE" : "CREATE TABLE … SELECT";
        }
    }

    /**
     * The query of a {@code CREATE TABLE}.
     *
     * @param duplicates {@code IGNORE} or {@code REPLACE} before it, or null
     * @param uses what it makes use of
     * @param opening the first of these words
     * @param span from there to its end
     */
    record TableQuery(@Nullable String duplicates, Uses uses, Span opening, Span span) {
        /** The tables that it reads, sorted. */
        public List<ObjectName> reads() {
            return uses.tables();
        }
    }

    /**
     * {@code RENAME TABLE a TO b, …} and {@code ALTER TABLE a RENAME TO b}.
     *
     * @param renames the pairs in their order; a later pair sees what an earlier one did
     * @param spans where each pair stands
     */
    record RenameTable(
            List<Rename> renames,
            List<Span> spans,
            @Nullable Span guard) implements StatementFact {
        public RenameTable {
            renames = List.copyOf(renames);
            spans = List.copyOf(spans);
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
     * @param target the table
     * @param guard of the table ({@code ALTER TABLE IF EXISTS}), not of an action
     * @param clauses what stands around the actions
     * @param keyword the statement's own opening words, such as {@code CREATE INDEX}
     * @param opening where these words stand
     */
    record AlterTable(
            TableRef target,
            @Nullable Span guard,
            List<AlterAction> actions,
            AlterClauses clauses,
            String keyword,
            Span opening)
            implements StatementFact {
        public AlterTable {
            actions = List.copyOf(actions);
        }

        /** Its name. */
        public ObjectName table() {
            return target.name();
        }

        @Override
        public boolean mayHoldSecrets() {
            return actions.stream().anyMatch(AlterAction::mayHoldSecrets);
        }

        @Override
        public String kind() {
            return keyword;
        }
    }

    /**
     * {@code TRUNCATE TABLE name}.
     *
     * @param waiting {@code WAIT n} or {@code NOWAIT}; null where not said
     * @param opening its first words, up to {@code TABLE}
     */
    record TruncateTable(TableRef target, @Nullable SqlText waiting, Span opening) implements StatementFact {
        @Override
        public String kind() {
            return "TRUNCATE TABLE";
        }
    }

    /**
     * {@code DROP TABLE name, …}.
     *
     * @param restriction {@code RESTRICT} or {@code CASCADE}, which the server ignores; null where not said
     * @param waiting {@code WAIT n} or {@code NOWAIT}; null where not said
     * @param opening its first words, up to {@code TABLE}
     */
    record DropTable(
            List<TableRef> targets,
            boolean temporary,
            @Nullable Span guard,
            @Nullable SqlText restriction,
            @Nullable SqlText waiting,
            Span opening)
            implements StatementFact {
        public DropTable {
            targets = List.copyOf(targets);
        }

        /** Their names. */
        public List<ObjectName> tables() {
            return targets.stream().map(TableRef::name).toList();
        }

        @Override
        public String kind() {
            return temporary ? "DROP TEMPORARY TABLE" : "DROP TABLE";
        }
    }

    /**
     * {@code DROP SCHEMA name}.
     *
     * @param opening its first words, up to {@code SCHEMA}
     */
    record DropSchema(String schema, @Nullable Span guard, Span opening) implements StatementFact {
        @Override
        public String kind() {
            return "DROP SCHEMA";
        }
    }

    /** {@code INSERT … VALUES}, {@code SET} or {@code SELECT}. */
    record Insert(InsertedRows rows, Span opening) implements StatementFact {
        /** One that stands in no script: only its tables are known. */
        public Insert(ObjectName table, List<ObjectName> reads) {
            this(InsertedRows.into(table, Uses.of(reads)), Span.at(0));
        }

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

    /** {@code USE name}: never sent, it sets the default schema of what follows. */
    record UseSchema(String schema) implements StatementFact {
        @Override
        public String kind() {
            return "USE";
        }
    }

    /** {@code SELECT} that changes nothing: no INTO, no lock, no user variable set, built-in functions only. */
    record Query(Uses uses, Span opening) implements StatementFact {
        /** One that stands in no script: only the tables it reads are known. */
        public Query(List<ObjectName> reads) {
            this(Uses.of(reads), Span.at(0));
        }

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
    record SetNames(@Nullable String charset, @Nullable String collation, Span opening) implements StatementFact {
        /** One that stands in no script, of the character set that scripts are sent in. */
        public SetNames() {
            this("utf8mb4", null, Span.at(0));
        }

        @Override
        public String kind() {
            return "SET NAMES";
        }
    }

    /**
     * A statement that was read and is not run, where nothing more is kept of it: servers may read it in another way,
     * or it is none that the reader's caller takes.
     *
     * @param kind its kind as it was read
     * @param reason why, one clause: {@code some servers skip this comment}
     * @param at the words that make it so
     */
    record Refused(String kind, String reason, Span at) implements StatementFact {}

    /**
     * A statement that could not be read.
     *
     * @param reason why, one clause: {@code in CREATE TABLE, a name is missing before '('}
     * @param at the words at which reading ended
     */
    record Unparsed(String reason, Span at) implements StatementFact {
        @Override
        public String kind() {
            return "unreadable statement";
        }
    }
}
