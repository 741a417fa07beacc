package org.lupomig.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.model.sql.FunctionNature;
import org.lupomig.model.sql.SqliteFact;

/** Words are what SQLite takes them for. */
class SqliteWordsTest {
    /** As its page on keywords lists them. */
    private static final String KEYWORDS =
            "ABORT ACTION ADD AFTER ALL ALTER ALWAYS ANALYZE AND AS ASC ATTACH AUTOINCREMENT BEFORE BEGIN BETWEEN BY CASCADE"
                    + " CASE CAST CHECK COLLATE COLUMN COMMIT CONFLICT CONSTRAINT CREATE CROSS CURRENT CURRENT_DATE CURRENT_TIME"
                    + " CURRENT_TIMESTAMP DATABASE DEFAULT DEFERRABLE DEFERRED DELETE DESC DETACH DISTINCT DO DROP EACH ELSE END"
                    + " ESCAPE EXCEPT EXCLUDE EXCLUSIVE EXISTS EXPLAIN FAIL FILTER FIRST FOLLOWING FOR FOREIGN FROM FULL"
                    + " GENERATED GLOB GROUP GROUPS HAVING IF IGNORE IMMEDIATE IN INDEX INDEXED INITIALLY INNER INSERT INSTEAD"
                    + " INTERSECT INTO IS ISNULL JOIN KEY LAST LEFT LIKE LIMIT MATCH MATERIALIZED NATURAL NO NOT NOTHING NOTNULL"
                    + " NULL NULLS OF OFFSET ON OR ORDER OTHERS OUTER OVER PARTITION PLAN PRAGMA PRECEDING PRIMARY QUERY RAISE"
                    + " RANGE RECURSIVE REFERENCES REGEXP REINDEX RELEASE RENAME REPLACE RESTRICT RETURNING RIGHT ROLLBACK ROW"
                    + " ROWS SAVEPOINT SELECT SET STRICT TABLE TEMP TEMPORARY THEN TIES TO TRANSACTION TRIGGER UNBOUNDED UNION"
                    + " UNIQUE UPDATE USING VACUUM VALUES VIEW VIRTUAL WHEN WHERE WINDOW WITH WITHIN WITHOUT";

    @TempDir
    private Path folder;

    @Test
    void wordsThatAreNamesAreNames() throws IOException, SQLException {
        TreeSet<String> reserved = new TreeSet<>();
        TreeSet<String> said = new TreeSet<>();
        try (SqliteDatabase database = new SqliteDatabase(folder)) {
            for (String word : KEYWORDS.split(" ", -1)) {
                try {
                    database.run("CREATE TABLE " + word + " (" + word + " INT)");
                } catch (SQLException e) {
                    reserved.add(word);
                }
                if (SqliteWords.isReserved(word)) {
                    said.add(word);
                }
            }
        }
        // a table may not be named IF: there it begins IF NOT EXISTS
        reserved.remove("IF");
        assertThat(said).isEqualTo(reserved);
    }

    @Test
    void functionsThatItHasAreKnown() throws IOException, SQLException {
        TreeSet<String> unknown = new TreeSet<>();
        try (SqliteDatabase database = new SqliteDatabase(folder)) {
            database.rows("SELECT DISTINCT upper(name) AS name FROM pragma_function_list WHERE builtin")
                    .forEach(row -> {
                        if (SqliteFunctions.natureOf(row.get("name")) == FunctionNature.UNKNOWN
                                && row.get("name").matches("[A-Z0-9_]+")) {
                            unknown.add(row.get("name"));
                        }
                    });
        }
        // loads code; writes where the program that runs SQLite logs
        assertThat(unknown).isSubsetOf("LOAD_EXTENSION", "SQLITE_LOG");
    }

    @Test
    void pragmasThatItHasAreKnown() throws IOException, SQLException {
        TreeSet<String> unknown = new TreeSet<>();
        try (SqliteDatabase database = new SqliteDatabase(folder)) {
            database.rows("SELECT name FROM pragma_pragma_list").forEach(row -> {
                var pragma = SqliteCase.read("PRAGMA " + row.get("name"))
                        .statements()
                        .get(0)
                        .fact();
                if (PragmaKind.of((SqliteFact.Pragma) pragma) == PragmaKind.UNKNOWN) {
                    unknown.add(row.get("name"));
                }
            });
        }
        // of the whole process, and not to be relied on
        assertThat(unknown).containsExactly("temp_store_directory");
    }
}
