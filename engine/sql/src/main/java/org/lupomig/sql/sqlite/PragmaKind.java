package org.lupomig.sql.sqlite;

import org.lupomig.model.sql.SqliteFact.Pragma;

/** What a {@code PRAGMA} does, as far as undo and transactions have to know it. */
enum PragmaKind {
    /** It answers and changes nothing. */
    ANSWERS,
    /** It changes the connection. */
    CONNECTION,
    /** It changes the connection, and does nothing, or fails, inside a transaction. */
    CONNECTION_OUTSIDE,
    /** It changes the file, and is rolled back with the transaction. */
    FILE,
    /** It changes the file, or how it is written, and is not rolled back. */
    FILE_OUTSIDE,
    /** It changes what SQLite itself relies on, beside all statements that could be read. */
    DANGEROUS,
    /** SQLite passes over it without a word. */
    UNKNOWN;

    static PragmaKind of(Pragma pragma) {
        return of(pragma.name(), pragma.value() != null);
    }

    /** @param sets whether it is given a value */
    static PragmaKind of(String name, boolean sets) {
        return switch (name) {
            case "collation_list",
                    "compile_options",
                    "data_version",
                    "database_list",
                    "foreign_key_check",
                    "foreign_key_list",
                    "freelist_count",
                    "function_list",
                    "index_info",
                    "index_list",
                    "index_xinfo",
                    "integrity_check",
                    "module_list",
                    "page_count",
                    "pragma_list",
                    "quick_check",
                    "table_info",
                    "table_list",
                    "table_xinfo" -> ANSWERS;
            case "analysis_limit",
                    "automatic_index",
                    "busy_timeout",
                    "cache_size",
                    "cache_spill",
                    "case_sensitive_like",
                    "cell_size_check",
                    "checkpoint_fullfsync",
                    "count_changes",
                    "defer_foreign_keys",
                    "empty_result_callbacks",
                    "full_column_names",
                    "fullfsync",
                    "hard_heap_limit",
                    "ignore_check_constraints",
                    "journal_size_limit",
                    "legacy_alter_table",
                    "locking_mode",
                    "max_page_count",
                    "mmap_size",
                    "query_only",
                    "read_uncommitted",
                    "recursive_triggers",
                    "reverse_unordered_selects",
                    "secure_delete",
                    "short_column_names",
                    "soft_heap_limit",
                    "threads",
                    "trusted_schema",
                    "wal_autocheckpoint" -> sets ? CONNECTION : ANSWERS;
            case "shrink_memory" -> CONNECTION;
            case "foreign_keys", "synchronous", "temp_store" -> sets ? CONNECTION_OUTSIDE : ANSWERS;
            case "application_id", "default_cache_size", "user_version" -> sets ? FILE : ANSWERS;
            case "incremental_vacuum", "optimize" -> FILE;
            case "auto_vacuum", "encoding", "journal_mode", "page_size" -> sets ? FILE_OUTSIDE : ANSWERS;
            case "wal_checkpoint" -> FILE_OUTSIDE;
            case "schema_version", "writable_schema" -> sets ? DANGEROUS : ANSWERS;
            default -> UNKNOWN;
        };
    }
}
