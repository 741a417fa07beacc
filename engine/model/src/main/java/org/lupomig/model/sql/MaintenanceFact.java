package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/** Statements that look after tables, ask the server about something, or steer it. */
public sealed interface MaintenanceFact extends StatementFact {
    @Override
    Span opening();

    /**
     * {@code ANALYZE}, {@code OPTIMIZE}, {@code CHECK}, {@code REPAIR} or {@code CHECKSUM TABLE}; {@code CHECK} and
     * {@code REPAIR VIEW}.
     *
     * @param verb the first word, in upper case
     * @param options all words that are not names of tables, in upper case
     */
    record TableCare(String verb, boolean views, List<TableRef> tables, List<String> options, Span opening)
            implements MaintenanceFact {
        public TableCare {
            tables = List.copyOf(tables);
            options = List.copyOf(options);
        }

        @Override
        public String kind() {
            return verb + (views ? " VIEW" : " TABLE");
        }
    }

    /**
     * {@code EXPLAIN statement} or {@code ANALYZE statement}.
     *
     * @param runs whether the statement is run: {@code ANALYZE} does
     */
    record Explain(boolean runs, StatementFact statement, Span opening) implements MaintenanceFact {
        @Override
        public String kind() {
            return runs ? "ANALYZE " + statement.kind() : "EXPLAIN";
        }
    }

    /** {@code DESCRIBE table [column]}. */
    record Describe(TableRef table, @Nullable String column, Span opening) implements MaintenanceFact {
        @Override
        public String kind() {
            return "DESCRIBE";
        }
    }

    /**
     * {@code SHOW …}.
     *
     * @param what its words up to a name or pattern, in upper case: {@code FULL TABLES}
     * @param text all of its words
     */
    record Show(String what, SqlText text, Span opening) implements MaintenanceFact {
        @Override
        public String kind() {
            return "SHOW";
        }
    }

    /** {@code HELP 'topic'}. */
    record Help(String topic, Span opening) implements MaintenanceFact {
        @Override
        public String kind() {
            return "HELP";
        }
    }

    /**
     * {@code FLUSH …}.
     *
     * @param what such as {@code TABLES} or {@code PRIVILEGES}, in upper case, one for each in its list
     * @param tables those named; empty: all, or none is meant
     * @param lock {@code WITH READ LOCK} or {@code FOR EXPORT}; null where not said
     */
    record Flush(
            List<String> what,
            List<TableRef> tables,
            @Nullable String lock,
            Span opening) implements MaintenanceFact {
        public Flush {
            what = List.copyOf(what);
            tables = List.copyOf(tables);
        }

        @Override
        public String kind() {
            return "FLUSH";
        }
    }

    /**
     * {@code KILL …}.
     *
     * @param words what stands between {@code KILL} and whom it ends, in upper case
     * @param user all sessions of this account; null where a session is named
     */
    record Kill(List<String> words, @Nullable AccountRef user, Span opening) implements MaintenanceFact {
        public Kill {
            words = List.copyOf(words);
        }

        @Override
        public String kind() {
            return "KILL";
        }
    }

    /** {@code CACHE INDEX table, … IN cache} and {@code LOAD INDEX INTO CACHE table, …}. */
    record CacheIndex(boolean load, List<TableRef> tables, Span opening) implements MaintenanceFact {
        public CacheIndex {
            tables = List.copyOf(tables);
        }

        @Override
        public String kind() {
            return load ? "LOAD INDEX INTO CACHE" : "CACHE INDEX";
        }
    }

    /**
     * What steers the server and no schema: replication, binary logs, plugins, backups, its end.
     *
     * @param command its opening words in upper case: {@code CHANGE MASTER}, {@code PURGE BINARY LOGS}
     * @param settings names of what it sets; of values only numbers are kept
     */
    record ServerCommand(String command, List<Setting> settings, Span opening) implements MaintenanceFact {
        public ServerCommand {
            settings = List.copyOf(settings);
        }

        @Override
        public String kind() {
            return command;
        }

        @Override
        public boolean mayHoldSecrets() {
            return true;
        }
    }
}
