package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.NearestName;

/**
 * Guesses which keyword was meant where a statement could not be read. Only asked then: what can be read is never taken
 * for misspelt, whatever its names look like.
 */
final class MisspeltWords {
    private static final List<String> BEGINNINGS = words(
            "ALTER ANALYZE BEGIN CALL COMMIT CREATE DELETE DELIMITER DROP EXECUTE EXPLAIN FLUSH GRANT INSERT LOAD LOCK "
                    + "OPTIMIZE PREPARE RENAME REPLACE REVOKE ROLLBACK SELECT SHOW SOURCE START TRUNCATE UNLOCK UPDATE");
    /** They begin statements of other products: nobody mistyped them. */
    private static final Set<String> FOREIGN_BEGINNINGS =
            Set.of("CLONE", "COMMENT", "COPY", "MERGE", "RESTART", "VACUUM");

    private static final List<String> OBJECTS = words(
            "DATABASE DEFINER EVENT FULLTEXT FUNCTION INDEX PACKAGE PREPARE PROCEDURE ROLE SCHEMA SEQUENCE SERVER "
                    + "SPATIAL TABLE TEMPORARY TRIGGER UNIQUE USER VIEW");
    private static final List<String> OF_TABLES =
            words("ADD AFTER ALTER ALWAYS AUTO_INCREMENT CASCADE CHANGE CHARACTER CHARSET CHECK COLLATE COLUMN COMMENT "
                    + "CONSTRAINT CONVERT DEFAULT DROP ENGINE FIRST FOREIGN GENERATED INDEX INVISIBLE MODIFY NULL PARTITION "
                    + "PERSISTENT PRIMARY REFERENCES RENAME STORED UNIQUE UNSIGNED VERSIONING VIRTUAL ZEROFILL");
    private static final List<String> PARTS_OF_TABLES = words("COLUMN CONSTRAINT FOREIGN INDEX PARTITION PRIMARY");
    private static final Set<String> TYPES = Set.copyOf(
            words("BIGINT BINARY BIT BLOB BOOL BOOLEAN CHAR CHARACTER DATE DATETIME DEC DECIMAL DOUBLE ENUM FIXED "
                    + "FLOAT GEOMETRY INET4 INET6 INT INTEGER JSON LONGBLOB LONGTEXT MEDIUMBLOB MEDIUMINT MEDIUMTEXT NUMERIC "
                    + "NVARCHAR POINT REAL SET SMALLINT TEXT TIME TIMESTAMP TINYBLOB TINYINT TINYTEXT UUID VARBINARY VARCHAR "
                    + "YEAR"));
    private static final String MISSING = " is missing";

    private final StatementWords c;
    private final String kind;
    private final String reason;
    private final int at;

    private MisspeltWords(StatementWords c, String kind, String reason, int at) {
        this.c = c;
        this.kind = kind;
        this.reason = reason;
        this.at = at;
    }

    /** The word that is misspelt, and the keyword that it stands for. */
    record Meant(int token, String keyword) {}

    /**
     * What was probably meant; null where no keyword is near.
     *
     * @param kind what the statement is called, empty where that is not known
     * @param reason why it cannot be read
     * @param at the token at which that was seen
     */
    static @Nullable Meant of(StatementWords c, String kind, String reason, int at) {
        MisspeltWords words = new MisspeltWords(c, kind, reason, at);
        Meant here = reason.contains(MISSING) ? words.expected() : words.near(at, words.known());
        return here == null ? words.earlier() : here;
    }

    private static List<String> words(String text) {
        return List.of(text.split(" ", -1));
    }

    /** What may stand where a word does that is not understood. */
    private List<String> known() {
        if (reason.endsWith("begins no statement that is known")) {
            return FOREIGN_BEGINNINGS.contains(wordAt(at)) ? List.of() : BEGINNINGS;
        }
        if (reason.endsWith("in no statement that is known")) {
            return OBJECTS;
        }
        return kind.endsWith(" TABLE") && reason.endsWith("is not understood") ? OF_TABLES : List.of();
    }

    /** Near one of the words that are missing here; or the first of them is here, and the next is misspelt. */
    private @Nullable Meant expected() {
        List<String> missing = reason.startsWith("a query") ? words("SELECT VALUES WITH") : missing();
        Meant here = near(at, missing);
        for (int i = 0; here == null && i + 1 < missing.size(); i++) {
            if (c.isWord(at, missing.get(i))) {
                here = like(at + 1, List.of(missing.get(i + 1)));
            }
        }
        return here;
    }

    /** The keywords that the reason says are missing, in its order. */
    private List<String> missing() {
        List<String> keywords = new ArrayList<>();
        int end = reason.indexOf(MISSING);
        int from = 0;
        for (int i = 0; i <= end; i++) {
            char each = reason.charAt(i);
            if (each != '_' && (each < 'A' || each > 'Z')) {
                if (i - from > 1) {
                    keywords.add(reason.substring(from, i));
                }
                from = i + 1;
            }
        }
        return keywords;
    }

    /** A misspelt keyword was taken for a name, and what follows it could not be read. */
    private @Nullable Meant earlier() {
        if (kind.equals("DELETE") && c.isWord(at - 2, "DELETE")) {
            return near(at - 1, List.of("FROM"));
        }
        if (kind.equals("INSERT") && c.isWord(at - 2, "INSERT")) {
            return near(at - 1, List.of("INTO"));
        }
        if (kind.equals("TRUNCATE TABLE") && c.isWord(at - 2, "TRUNCATE")) {
            return near(at - 1, List.of("TABLE"));
        }
        if (kind.equals("ALTER TABLE")) {
            return inAlter();
        }
        boolean element = kind.equals("CREATE TABLE") && c.isSymbol(at, '(');
        return element && (c.isSymbol(at - 2, ',') || c.isSymbol(at - 2, '(')) ? near(at - 1, List.of("CHECK")) : null;
    }

    private @Nullable Meant inAlter() {
        boolean name = c.isWord(at - 2, "DROP") || c.isWord(at - 2, "ALTER") || c.isWord(at - 2, "RENAME");
        if (name) {
            return near(at - 1, PARTS_OF_TABLES);
        }
        if (c.isWord(at - 2, "ADD") && c.isSymbol(at, '(')) {
            return near(at - 1, List.of("CHECK", "INDEX", "UNIQUE"));
        }
        boolean type = TYPES.contains(wordAt(at));
        if (type && (c.isWord(at - 3, "ADD") || c.isWord(at - 3, "MODIFY")) && !TYPES.contains(wordAt(at - 1))) {
            return near(at - 2, List.of("COLUMN"));
        }
        return type && c.isWord(at - 4, "CHANGE") ? near(at - 3, List.of("COLUMN")) : null;
    }

    private String wordAt(int i) {
        return i < 0 || i >= c.count() ? "" : c.word(i);
    }

    /** A word that is no keyword itself. */
    private @Nullable Meant near(int i, List<String> keywords) {
        return ReservedWords.contains(wordAt(i)) ? null : like(i, keywords);
    }

    private @Nullable Meant like(int i, List<String> keywords) {
        String word = wordAt(i);
        if (word.isEmpty() || c.kindAt(i) != Tokens.WORD || keywords.contains(word)) {
            return null;
        }
        String nearest = NearestName.of(word, keywords).orElse(null);
        return nearest == null ? null : new Meant(i, nearest);
    }
}
