package org.lupomig.sql.sqlite;

import java.util.Locale;
import java.util.Set;
import org.lupomig.sql.NameRules;

/** Words of SQLite's language. */
final class SqliteWords {
    /** Keywords that are names between quotes only: all others are names wherever they cannot be keywords. */
    private static final Set<String> RESERVED =
            Set.of(("ADD ALL ALTER AND AS AUTOINCREMENT BETWEEN CASE CHECK COLLATE COMMIT CONSTRAINT CREATE DEFAULT "
                            + "DEFERRABLE DELETE DISTINCT DROP ELSE ESCAPE EXCEPT EXISTS FOREIGN FROM GROUP HAVING IN INDEX "
                            + "INSERT INTERSECT INTO IS ISNULL JOIN LIMIT NOT NOTHING NOTNULL NULL ON OR ORDER PRIMARY "
                            + "REFERENCES RETURNING SELECT SET TABLE THEN TO TRANSACTION UNION UNIQUE UPDATE USING VALUES WHEN "
                            + "WHERE")
                    .split(" "));

    static final NameRules NAMES =
            new NameRules("SQLite", SqliteWords::isReserved, true, 1_000_000, true, "double quotes");

    private SqliteWords() {}

    static boolean isReserved(String word) {
        return RESERVED.contains(word.toUpperCase(Locale.ROOT));
    }

    /** Whether a word that is not reserved belongs to a join all the same, where an alias could stand. */
    static boolean isOfJoin(String word) {
        return switch (word) {
            case "CROSS", "FULL", "INNER", "LEFT", "NATURAL", "OUTER", "RIGHT", "INDEXED" -> true;
            default -> false;
        };
    }

    /** A name as SQLite compares it: of letters outside of ASCII it knows no cases. */
    static String folded(String name) {
        char[] letters = name.toCharArray();
        for (int i = 0; i < letters.length; i++) {
            letters[i] = letters[i] >= 'A' && letters[i] <= 'Z' ? (char) (letters[i] + 0x20) : letters[i];
        }
        return new String(letters);
    }
}
