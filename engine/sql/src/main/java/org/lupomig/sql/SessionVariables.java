package org.lupomig.sql;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.SessionFact.VariableAssignment;
import org.lupomig.model.sql.SessionWork;

/** Variables of the session that a script may set: what the engine itself sends over it means the same under them. */
final class SessionVariables {
    private static final Set<String> FREE = Set.of(("ALTER_ALGORITHM BULK_INSERT_BUFFER_SIZE COLLATION_CONNECTION "
                    + "DEFAULT_STORAGE_ENGINE DEFAULT_WEEK_FORMAT DIV_PRECISION_INCREMENT "
                    + "EQ_RANGE_INDEX_DIVE_LIMIT EXPLICIT_DEFAULTS_FOR_TIMESTAMP EXPENSIVE_SUBQUERY_LIMIT "
                    + "FOREIGN_KEY_CHECKS GROUP_CONCAT_MAX_LEN HISTOGRAM_SIZE HISTOGRAM_TYPE "
                    + "IN_PREDICATE_CONVERSION_THRESHOLD INNODB_STRICT_MODE JOIN_BUFFER_SIZE "
                    + "JOIN_CACHE_LEVEL LC_MESSAGES LC_TIME_NAMES LOG_SLOW_VERBOSITY LONG_QUERY_TIME "
                    + "MAX_HEAP_TABLE_SIZE MAX_RECURSIVE_ITERATIONS "
                    + "MAX_SEEKS_FOR_KEY MAX_SP_RECURSION_DEPTH MIN_EXAMINED_ROW_LIMIT MRR_BUFFER_SIZE "
                    + "MYISAM_REPAIR_THREADS MYISAM_SORT_BUFFER_SIZE MYISAM_STATS_METHOD OPTIMIZER_PRUNE_LEVEL "
                    + "OPTIMIZER_SEARCH_DEPTH OPTIMIZER_SWITCH OPTIMIZER_USE_CONDITION_SELECTIVITY "
                    + "PRELOAD_BUFFER_SIZE PROFILING QUERY_CACHE_TYPE RANGE_ALLOC_BLOCK_SIZE READ_BUFFER_SIZE "
                    + "READ_RND_BUFFER_SIZE SLOW_QUERY_LOG SORT_BUFFER_SIZE "
                    + "SQL_MODE SQL_NOTES SQL_QUOTE_SHOW_CREATE SQL_SAFE_UPDATES SQL_WARNINGS STORAGE_ENGINE "
                    + "TIME_ZONE TMP_DISK_TABLE_SIZE TMP_MEMORY_TABLE_SIZE TMP_TABLE_SIZE "
                    + "USE_STAT_TABLES")
            .split(" "));
    private static final Set<String> CHARSETS =
            Set.of("CHARACTER_SET_CLIENT", "CHARACTER_SET_CONNECTION", "CHARACTER_SET_RESULTS");

    private SessionVariables() {}

    /** Why a variable of the session is not set; null where it is, or the engine sees to it. */
    static @Nullable String whyNot(VariableAssignment assignment) {
        String name = Characters.upper(assignment.name());
        String text = assignment.text();
        if (SessionWork.isEngines(assignment)) {
            return ofEngines(name, text);
        }
        if (CHARSETS.contains(name)) {
            return text == null || Characters.upper(text).startsWith("UTF8")
                    ? null
                    : "scripts are sent as utf8mb4, which the server would then read as " + text;
        }
        if (name.equals("SQL_MODE")
                && text != null
                && !ScriptDialect.ofMode(text).equals(ScriptDialect.DEFAULT)) {
            return "under sql_mode " + text + " names and texts are quoted in another way than they are read again"
                    + " when it is undone";
        }
        return FREE.contains(name) ? null : ofOthers(name);
    }

    private static @Nullable String ofEngines(String name, @Nullable String text) {
        boolean plain = text != null
                && (text.equals("0")
                        || Characters.upper(text).equals("NO_CHAIN")
                        || Characters.upper(text).equals("DEFAULT"));
        return name.equals("COMPLETION_TYPE") && !plain ? "what a COMMIT does is the engine's to say" : null;
    }

    private static String ofOthers(String name) {
        return switch (name) {
            case "SQL_LOG_BIN" -> "replicas would see its undo, and not the change";
            case "TIMESTAMP", "INSERT_ID", "LAST_INSERT_ID", "IDENTITY", "RAND_SEED1", "RAND_SEED2" ->
                name + " would go to the engine's own statements, too";
            case "SQL_SELECT_LIMIT", "SYSTEM_VERSIONING_ASOF" -> "the engine itself would see other rows under " + name;
            case "TX_READ_ONLY", "TRANSACTION_READ_ONLY" ->
                "under " + name + " nothing could be journaled with the change";
            case "MAX_ERROR_COUNT" -> "by what the server warns of it is seen that a value is not of its type";
            default ->
                name + " is not among the variables of which it is known that the engine works the same under them";
        };
    }
}
