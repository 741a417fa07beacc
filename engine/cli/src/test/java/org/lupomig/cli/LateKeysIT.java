package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * What others wrote that a unique key or a CHECK would not have let in, which a batch took away and which comes back.
 */
class LateKeysIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
            "CREATE TABLE shop.p (id INT PRIMARY KEY)",
            "INSERT INTO shop.p VALUES (1)",
            "CREATE TABLE shop.t (id INT PRIMARY KEY, a INT NOT NULL, b VARCHAR(20), c TEXT, n INT, p INT,"
                    + " v INT AS (a + 1) STORED, UNIQUE KEY u (a), UNIQUE KEY nb (n, b), UNIQUE KEY bu (b),"
                    + " UNIQUE KEY pre (c(3)), CONSTRAINT f FOREIGN KEY (p) REFERENCES shop.p (id),"
                    + " CONSTRAINT pos CHECK (a > 0)) ENGINE=InnoDB",
            "INSERT INTO shop.t (id, a, b, c, n, p) VALUES (1, 1, 'x', 'abcd', 1, 1), (2, 2, NULL, NULL, NULL, NULL),"
                    + " (3, 3, NULL, NULL, 1, NULL)",
            "CREATE TABLE shop.o (id INT PRIMARY KEY, x INT)",
            "INSERT INTO shop.o VALUES (1, 1)");

    private void run(String sql) throws Exception {
        project.write("shop.lupomig", """
                plan shop version 1 { database main = mariadb batch change {
                  step one { sql $%s$ }
                  step two requires one { sql $ALTER TABLE shop.o DROP COLUMN x$ }
                } }
                """.formatted(sql).replace("$", "\"\"\""));
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALTER TABLE shop.t DROP KEY u | INSERT INTO shop.t (id, a) VALUES (10, 1), (11, 2), (12, 9) | key u comes back, and 2 of its values stand more than once, in 4 rows (by their keys: 1; 2; 10; 11)
                    DROP INDEX u ON shop.t | INSERT INTO shop.t (id, a) VALUES (10, 1) | key u comes back, and 1 of its values stands more than once, in 2 rows (by their keys: 1; 10)
                    ALTER TABLE shop.t DROP PRIMARY KEY | INSERT INTO shop.t (id, a) VALUES (1, 7) | the primary key comes back, and 1 of its values stands more than once (1)
                    ALTER TABLE shop.t DROP PRIMARY KEY, ADD PRIMARY KEY (a) | INSERT INTO shop.t (id, a) VALUES (1, 7) | the primary key comes back, and 1 of its values stands more than once, in 2 rows (by their keys: 1; 7)
                    ALTER TABLE shop.t DROP KEY u, ADD KEY u (a) | INSERT INTO shop.t (id, a) VALUES (10, 1) | key u comes back
                    ALTER TABLE shop.t DROP KEY u, CHANGE a e BIGINT NOT NULL | INSERT INTO shop.t (id, e) VALUES (10, 1) | key u comes back
                    ALTER TABLE shop.t DROP KEY nb | INSERT INTO shop.t (id, a, n, b) VALUES (10, 4, 2, 'y'); UPDATE shop.t SET n = 1 WHERE id = 2; INSERT INTO shop.t (id, a, n) VALUES (11, 5, 1) |
                    ALTER TABLE shop.t DROP KEY bu | INSERT INTO shop.t (id, a, b) VALUES (10, 4, 'X ') | key bu comes back, and 1 of its values stands more than once, in 2 rows (by their keys: 1; 10)
                    ALTER TABLE shop.t DROP KEY pre | INSERT INTO shop.t (id, a, c) VALUES (10, 4, 'ABCE') | key pre comes back
                    ALTER TABLE shop.t MODIFY b VARCHAR(20) COLLATE utf8mb4_bin | INSERT INTO shop.t (id, a, b) VALUES (10, 4, 'X') | key bu comes back, and 1 of its values stands more than once, in 2 rows (by their keys: 1; 10)
                    ALTER TABLE shop.t MODIFY b VARCHAR(20) COLLATE utf8mb4_bin | INSERT INTO shop.t (id, a, b) VALUES (10, 4, 'z') |
                    ALTER TABLE shop.t DROP KEY u, DROP COLUMN v | INSERT INTO shop.t (id, a) VALUES (10, 1) | key u comes back
                    ALTER TABLE shop.t DROP KEY u, DROP KEY nb, DROP COLUMN n | INSERT INTO shop.t (id, a) VALUES (10, 1) | key u comes back
                    ALTER TABLE shop.t DROP KEY u; UPDATE shop.t SET a = 3 WHERE id = 1; INSERT INTO shop.t (id, a) VALUES (5, 2) | DO 1 |
                    ALTER TABLE shop.t DROP KEY u; UPDATE shop.t SET a = 3 WHERE id = 1; INSERT INTO shop.t (id, a) VALUES (5, 2) | INSERT INTO shop.t (id, a) VALUES (12, 1) | key u comes back, and 1 of its values stands more than once, in 2 rows (by their keys: 1; 12)
                    ALTER TABLE shop.t DROP KEY u; ALTER TABLE shop.t CHANGE a e INT NULL, ADD COLUMN q INT; UPDATE shop.t SET b = 'k' WHERE id = 1 | INSERT INTO shop.t (id, e) VALUES (12, 1) | key u comes back, and 1 of its values stands more than once, in 2 rows (by their keys: 1; 12)
                    ALTER TABLE shop.t DROP KEY u, DROP FOREIGN KEY f | INSERT INTO shop.t (id, a) VALUES (10, 1) | key u comes back
                    """)
    void aKeyThatWouldNotComeBackIsSeenBeforehand(String sql, String theirs, String why) throws Exception {
        String before = project.dump();
        run(sql);
        TestShell.Result undisturbed = project.run("rollback", "change");
        assertThat(undisturbed.err()).isEmpty();
        assertThat(undisturbed.status()).isZero();
        assertThat(project.dump()).isEqualTo(before);

        run(sql);
        for (String each : theirs.split(";", -1)) {
            database.execute(each);
        }
        String now = project.dump();
        TestShell.Result dry = project.run("rollback", "change", "--dry-run");
        if (why == null) {
            assertThat(dry.err()).isEmpty();
            TestShell.Result back = project.run("rollback", "change");
            assertThat(back.status()).as(back.out() + back.err()).isZero();
            return;
        }
        assertThat(dry.err()).contains("LM5024", "shop.t has changed since the batch completed", why);
        for (String option : new String[] {"", "--discard-later-writes"}) {
            TestShell.Result refused =
                    option.isEmpty() ? project.run("rollback", "change") : project.run("rollback", "change", option);
            assertThat(refused.err()).contains(why);
            assertThat(refused.status()).isEqualTo(2);
            assertThat(project.dump()).isEqualTo(now);
        }
        database.execute("DELETE FROM shop.t WHERE " + (theirs.contains("(1, 7)") ? "a = 7" : "id >= 10"));
        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.status()).as(back.out() + back.err()).isZero();
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void aKeyIsHeldAgainstTheRowsOnceMoreBeforeItComesBack() throws Exception {
        String before = project.dump();
        run("ALTER TABLE shop.t DROP KEY u");
        CompletableFuture<TestShell.Result> back;
        try (Connection reader = database.connect();
                Statement reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.executeQuery("SELECT * FROM shop.o").close();
            back = CompletableFuture.supplyAsync(() -> project.run("rollback", "change"));
            WaitingCommand.session(database, back);
            database.execute("INSERT INTO shop.t (id, a) VALUES (10, 1)");
            reader.rollback();
        }

        TestShell.Result broken = back.join();

        assertThat(broken.status()).as(broken.out() + broken.err()).isEqualTo(3);
        assertThat(broken.err())
                .contains("LM5020", "shop.t: key u comes back, and 1 of its values stands more than once, in 2 rows")
                .contains("(by their keys: 1; 10)")
                .doesNotContain("1062", "--discard-later-writes");
        database.execute("DELETE FROM shop.t WHERE id = 10");
        assertThat(project.run("retry", "shop.change").err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALTER TABLE shop.t DROP CONSTRAINT pos | INSERT INTO shop.t (id, a) VALUES (4, -1), (5, 0) | pos
                    ALTER TABLE shop.t DROP CONSTRAINT pos, CHANGE a e BIGINT | INSERT INTO shop.t (id, e) VALUES (4, -1), (5, 0) | pos
                    ALTER TABLE shop.w MODIFY a INT | INSERT INTO shop.w VALUES (4, -1), (5, 0) | a
                    ALTER TABLE shop.w DROP COLUMN a | INSERT INTO shop.w (id) VALUES (4), (5) | a
                    """)
    void aCheckComesBackAndWhatItDoesNotHoldForIsTold(String sql, String theirs, String check) throws Exception {
        database.execute(
                "CREATE TABLE shop.w (id INT PRIMARY KEY, a INT NOT NULL DEFAULT 0 CHECK (a > 0)) ENGINE=InnoDB",
                "INSERT INTO shop.w VALUES (1, 1)");
        String before = project.dump();
        run(sql);
        database.execute(theirs);

        assertThat(project.run("rollback", "change", "--dry-run").err()).isEmpty();
        TestShell.Result back = project.run("rollback", "change");

        assertThat(back.status()).as(back.out() + back.err()).isZero();
        String table = sql.contains("shop.w") ? "shop.w" : "shop.t";
        String told = table + " is back as it was, and its CHECK " + check
                + " does not hold for 2 rows (by their keys: 4; 5): somebody has written that since, or it was so before";
        assertThat(back.out().replaceAll("\\s+", " ")).contains(told, "and a CHECK does not hold for some rows");
        assertThat(database.query("SELECT CONCAT(title, ': ', message) FROM lupomig_orchestration.migration_alerts"))
                .containsExactly("rows against a check: " + told);
        database.execute("DELETE FROM " + table + " WHERE id > 3");
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void whatAFailedBatchBringsBackIsToldToo() throws Exception {
        database.execute("SET STATEMENT check_constraint_checks = 0 FOR INSERT INTO shop.t (id, a) VALUES (9, -9)");
        String before = project.dump();
        project.checkedPlan("ALTER TABLE shop.t DROP CONSTRAINT pos;", false);

        assertThat(project.run("run", "shop.lupomig").status()).isEqualTo(1);

        assertThat(project.dump()).isEqualTo(before);
        // who wrote the row cannot be told: it may have been somebody while the batch ran
        assertThat(project.run("alerts").out()).contains("rows against a check");
    }
}
