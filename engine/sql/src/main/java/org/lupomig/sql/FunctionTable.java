package org.lupomig.sql;

import java.util.Set;
import org.lupomig.model.sql.FunctionNature;

/** What is known of the functions that MariaDB has built in. */
final class FunctionTable {
    private static final Set<String> SESSION =
            Set.of(("CONNECTION_ID CONVERT_TZ CURDATE CURRENT_DATE CURRENT_ROLE CURRENT_TIME CURRENT_TIMESTAMP "
                            + "CURRENT_USER CURTIME DATABASE DATE_FORMAT DAYNAME FOUND_ROWS FROM_UNIXTIME IS_FREE_LOCK "
                            + "IS_USED_LOCK LASTVAL LAST_INSERT_ID LOCALTIME LOCALTIMESTAMP MONTHNAME NOW ROW_COUNT SCHEMA "
                            + "SESSION_USER SYSTEM_USER UNIX_TIMESTAMP USER UTC_DATE UTC_TIME UTC_TIMESTAMP VERSION")
                    .split(" "));
    private static final Set<String> CHANGING =
            Set.of("DES_ENCRYPT", "ENCRYPT", "RAND", "RANDOM_BYTES", "SYSDATE", "SYS_GUID", "UUID", "UUID_SHORT");
    private static final Set<String> ACTING =
            Set.of(("BENCHMARK GET_LOCK LOAD_FILE MASTER_GTID_WAIT MASTER_POS_WAIT NEXTVAL RELEASE_ALL_LOCKS "
                            + "RELEASE_LOCK SETVAL SLEEP")
                    .split(" "));

    private FunctionTable() {}

    /** What is known of the function {@code word}, in upper case, that is called without a schema. */
    static FunctionNature natureOf(String word) {
        if (SESSION.contains(word)) {
            return FunctionNature.SESSION;
        }
        if (CHANGING.contains(word)) {
            return FunctionNature.CHANGING;
        }
        if (ACTING.contains(word)) {
            return FunctionNature.ACTING;
        }
        return KnownFunctions.contains(word) ? FunctionNature.DETERMINISTIC : FunctionNature.UNKNOWN;
    }

    /** Whether it is called by its name alone, without parentheses. */
    static boolean needsNoParentheses(String word) {
        return switch (word) {
            case "CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME", "LOCALTIME", "LOCALTIMESTAMP" -> true;
            case "UTC_DATE", "UTC_TIME", "UTC_TIMESTAMP", "CURRENT_USER", "CURRENT_ROLE" -> true;
            default -> false;
        };
    }

    /** Whether its first argument is the name of a sequence. */
    static boolean takesSequence(String word) {
        return switch (word) {
            case "NEXTVAL", "SETVAL", "LASTVAL" -> true;
            default -> false;
        };
    }
}
