package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What is said of wrong SQL against what a server says. */
class MistakesIT {
    private static final int NO_SUCH_SCHEMA = 1049;
    private static final int NO_SUCH_TABLE = 1146;

    @Test
    void whatIsNotFoundByReadingIsRefusedByTheServer() throws IOException, SQLException {
        TestDatabase database = TestDatabase.get();
        List<String> taken = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement sender = connection.createStatement()) {
            sender.execute("CREATE OR REPLACE DATABASE lm_mistakes");
            sender.execute("USE lm_mistakes");
            sender.execute("CREATE TABLE t (id INT, a INT, b VARCHAR(10))");
            sender.execute("CREATE TABLE u (id INT, a INT, b VARCHAR(10))");
            for (Mistakes group : Mistakes.all()) {
                for (Mistakes.Mistake mistake : group.mistakes()) {
                    if (mistake.said().isEmpty() && passes(sender, mistake)) {
                        taken.add(group.name() + ": " + mistake.name());
                    }
                }
            }
            sender.execute("DROP DATABASE lm_mistakes");
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void whatIsNoMistakeIsUnderstoodByTheServer() throws IOException, SQLException {
        TestDatabase database = TestDatabase.get();
        List<String> refused = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement sender = connection.createStatement()) {
            sender.execute("CREATE OR REPLACE DATABASE lm_mistakes CHARACTER SET utf8mb4");
            sender.execute("USE lm_mistakes");
            sender.execute("CREATE OR REPLACE USER lm_words");
            sender.execute("CREATE TABLE t (id INT PRIMARY KEY, a INT, b VARCHAR(10), KEY i (a))");
            sender.execute("CREATE TABLE u (id INT PRIMARY KEY, a INT, b VARCHAR(10))");
            sender.execute("CREATE TABLE v1 (a INT) WITH SYSTEM VERSIONING");
            sender.execute("CREATE TABLE f (b TEXT, FULLTEXT (b))");
            sender.execute("CREATE TABLE k (`order` INT, `group` INT)");
            sender.execute(
                    "CREATE TABLE w (date INT, time INT, value INT, year INT, level INT, first INT, next INT, no INT)");
            sender.execute("CREATE TABLE p (a INT, s DATE, e DATE, PERIOD FOR d (s, e))");
            sender.execute("CREATE SEQUENCE s");
            for (String sql : Mistakes.none()) {
                try {
                    sender.execute(sql);
                } catch (SQLException e) {
                    refused.add(sql + "\n  " + e.getMessage());
                }
            }
            sender.execute("DROP USER lm_words");
            sender.execute("DROP DATABASE lm_mistakes");
        }
        assertThat(refused).isEmpty();
    }

    private static boolean passes(Statement sender, Mistakes.Mistake mistake) {
        try {
            for (org.lupomig.model.sql.Statement each : mistake.read().statements()) {
                sender.execute(each.sql());
            }
            return true;
        } catch (SQLException e) {
            // a table that only this test does not have says nothing of the statement
            return e.getErrorCode() == NO_SUCH_TABLE || e.getErrorCode() == NO_SUCH_SCHEMA;
        }
    }
}
