package org.lupomig.sql.sqlite;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.FunctionNature;
import org.lupomig.model.sql.TableRef;

/** What is known of the functions that SQLite has built in. */
final class SqliteFunctions {
    private static final Set<String> DETERMINISTIC = Set.of(
            ("ABS ACOS ACOSH ASIN ASINH ATAN ATAN2 ATANH AVG BM25 CEIL CEILING CHAR COALESCE CONCAT CONCAT_WS COS "
                            + "COSH COUNT CUME_DIST DEGREES DENSE_RANK EXP FIRST_VALUE FLOOR FORMAT GLOB GROUP_CONCAT HEX "
                            + "HIGHLIGHT IF IFNULL IIF INSTR JSON JSONB JSONB_ARRAY JSONB_ARRAY_INSERT JSONB_EXTRACT "
                            + "JSONB_GROUP_ARRAY JSONB_GROUP_OBJECT JSONB_INSERT JSONB_OBJECT JSONB_PATCH JSONB_REMOVE "
                            + "JSONB_REPLACE JSONB_SET JSON_ARRAY JSON_ARRAY_INSERT JSON_ARRAY_LENGTH JSON_ERROR_POSITION "
                            + "JSON_EXTRACT JSON_GROUP_ARRAY JSON_GROUP_OBJECT JSON_INSERT JSON_OBJECT JSON_PATCH JSON_PRETTY "
                            + "JSON_QUOTE JSON_REMOVE JSON_REPLACE JSON_SET JSON_TYPE JSON_VALID LAG LAST_VALUE LEAD LENGTH "
                            + "LIKE LIKELIHOOD LIKELY LN LOG LOG10 LOG2 LOWER LTRIM MATCH MATCHINFO MAX MEDIAN MIN MOD NTH_VALUE "
                            + "NTILE NULLIF OCTET_LENGTH OFFSETS PERCENTILE PERCENTILE_CONT PERCENTILE_DISC PERCENT_RANK PI POW "
                            + "POWER PRINTF QUOTE RADIANS RANK REPLACE ROUND ROW_NUMBER RTRIM SIGN SIN SINH SNIPPET SOUNDEX "
                            + "SQLITE_COMPILEOPTION_GET SQLITE_COMPILEOPTION_USED SQLITE_SOURCE_ID SQLITE_VERSION SQRT "
                            + "STRING_AGG SUBSTR SUBSTRING SUBTYPE SUM TAN TANH TIMEDIFF TOTAL TRIM TRUNC TYPEOF UNHEX UNICODE "
                            + "UNISTR UNISTR_QUOTE UNLIKELY UPPER ZEROBLOB")
                    .split(" "));
    /** With {@code 'now'}, or nothing at all, among their arguments they tell the time. */
    private static final Set<String> CONNECTION =
            Set.of(("CHANGES CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP DATE DATETIME JULIANDAY LAST_INSERT_ROWID "
                            + "STRFTIME TIME TOTAL_CHANGES UNIXEPOCH")
                    .split(" "));

    private static final String PRAGMA = "pragma_";

    private SqliteFunctions() {}

    /** What is known of a function, its name in upper case. */
    static FunctionNature natureOf(String function) {
        if (DETERMINISTIC.contains(function)) {
            return FunctionNature.DETERMINISTIC;
        } else if (CONNECTION.contains(function)) {
            return FunctionNature.SESSION;
        }
        return switch (function) {
            case "RANDOM", "RANDOMBLOB" -> FunctionNature.CHANGING;
            default -> FunctionNature.UNKNOWN;
        };
    }

    /**
     * Whether a name in {@code FROM} that is no table stands for rows that are made from its arguments, or told of the
     * schema, and does nothing else.
     *
     * @param given whether arguments stand behind it
     */
    static boolean makesRows(String name, boolean given) {
        return switch (name) {
            case "json_each", "json_tree", "jsonb_each", "jsonb_tree", "generate_series" -> true;
            default ->
                name.startsWith(PRAGMA) && PragmaKind.of(name.substring(PRAGMA.length()), given) == PragmaKind.ANSWERS;
        };
    }

    /**
     * Why a name in {@code FROM} cannot be judged; null where it can.
     *
     * @param called whether parentheses stand behind it
     * @param given whether something is in them
     */
    static @Nullable Objection objection(TableRef table, boolean called, boolean given, SqliteNames names) {
        String name = table.name().name();
        if (names.isMade(table.name()) || makesRows(name, given)) {
            return null;
        } else if (isBelowTables(name)) {
            return Objection.belowTables(name, table.span());
        }
        return called || isPragma(name) ? Objection.unknownTableFunction(name, table.span()) : null;
    }

    /** Whether a name stands for what a {@code PRAGMA} of SQLite gives. */
    private static boolean isPragma(String name) {
        return name.startsWith(PRAGMA) && PragmaKind.of(name.substring(PRAGMA.length()), false) != PragmaKind.UNKNOWN;
    }

    /** Whether a name is one of those that show what is below all tables. */
    private static boolean isBelowTables(String name) {
        return switch (name) {
            case "sqlite_dbpage", "sqlite_stmt", "dbstat" -> true;
            default -> false;
        };
    }
}
