package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Rows that referred to nothing before a batch come back as they were; rows that would only now do so do not. */
class OrphanRowsIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE SCHEMA other",
            "CREATE TABLE shop.pa (id INT PRIMARY KEY, w INT) ENGINE=InnoDB",
            "INSERT INTO shop.pa VALUES (1, 1), (5, 5)",
            "CREATE TABLE other.far (a INT, b VARCHAR(9), PRIMARY KEY (a, b)) ENGINE=InnoDB",
            "INSERT INTO other.far VALUES (1, 'x')",
            "CREATE TABLE shop.ch (id INT PRIMARY KEY, p INT, v INT, CONSTRAINT fk FOREIGN KEY (p)"
                    + " REFERENCES shop.pa (id)) ENGINE=InnoDB",
            "CREATE TABLE shop.two (id INT PRIMARY KEY, a INT, b VARCHAR(9), p INT, v INT,"
                    + " CONSTRAINT ab FOREIGN KEY (a, b) REFERENCES other.far (a, b) ON DELETE CASCADE,"
                    + " CONSTRAINT pp FOREIGN KEY (p) REFERENCES shop.pa (id)) ENGINE=InnoDB",
            "CREATE TABLE shop.tree (id INT PRIMARY KEY, up INT, v INT, CONSTRAINT up FOREIGN KEY (up)"
                    + " REFERENCES shop.tree (id)) ENGINE=InnoDB",
            "CREATE TABLE shop.loose (p INT, v INT, CONSTRAINT lo FOREIGN KEY (p) REFERENCES shop.pa (id))"
                    + " ENGINE=InnoDB",
            "CREATE TABLE shop.words (code VARCHAR(9) CHARACTER SET latin1 PRIMARY KEY) ENGINE=InnoDB",
            "INSERT INTO shop.words VALUES ('abc')",
            "CREATE TABLE shop.names (id INT PRIMARY KEY, code VARCHAR(9) CHARACTER SET latin1, CONSTRAINT wo"
                    + " FOREIGN KEY (code) REFERENCES shop.words (code)) ENGINE=InnoDB",
            "CREATE TABLE shop.bare (id INT PRIMARY KEY, p INT NOT NULL) ENGINE=InnoDB",
            "INSERT INTO shop.bare VALUES (1, 1), (2, 99)",
            "SET foreign_key_checks = 0",
            "INSERT INTO shop.names VALUES (1, 'abc'), (2, 'b\u00e4r')",
            "INSERT INTO shop.ch VALUES (1, 1, 1), (2, 99, 2), (3, 98, 3), (4, NULL, 4), (6, 5, 6)",
            "INSERT INTO shop.two VALUES (1, 1, 'x', 1, 1), (2, 1, 'y', 1, 2), (3, 7, NULL, 99, 3), (4, 7, 'z', 98, 4)",
            "INSERT INTO shop.tree VALUES (1, NULL, 1), (2, 1, 2), (3, 77, 3), (4, 4, 4)",
            "INSERT INTO shop.loose VALUES (1, 1), (99, 2), (99, 2), (NULL, 3)",
            "SET foreign_key_checks = 1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM shop.ch WHERE id = 2;",
                "UPDATE shop.ch SET v = v + 1;",
                "UPDATE shop.ch SET p = 1 WHERE id = 2;",
                "UPDATE shop.ch SET v = 0 ORDER BY v LIMIT 3;",
                "REPLACE INTO shop.ch VALUES (2, 1, 7);",
                "DELETE FROM shop.ch WHERE id > 1; DELETE FROM shop.pa WHERE id = 5;",
                "INSERT INTO shop.pa VALUES (99, 9); DELETE FROM shop.ch WHERE id = 2;",
                "INSERT INTO shop.pa VALUES (99, 9), (98, 8); UPDATE shop.ch SET v = 9 WHERE p > 9;",
                "INSERT INTO shop.pa SELECT DISTINCT p, 0 FROM shop.ch WHERE p > 90;",
                "UPDATE shop.pa SET id = 99 WHERE id = 5 AND w = 6; INSERT INTO shop.pa VALUES (99, 9);",
                "INSERT INTO shop.pa VALUES (7, 7); UPDATE shop.pa SET id = 99 WHERE id = 7;",
                "REPLACE INTO shop.pa VALUES (98, 1), (99, 1); DELETE FROM shop.loose;",
                "DELETE FROM shop.two WHERE id > 1;",
                "UPDATE shop.two SET v = 1;",
                "DELETE FROM other.far WHERE a = 1;",
                "INSERT INTO other.far VALUES (1, 'y'), (7, 'z'); UPDATE shop.two SET v = 7;",
                "INSERT INTO other.far VALUES (1, 'y'); DELETE FROM other.far WHERE a = 1;",
                "DELETE FROM shop.tree WHERE id IN (2, 3);",
                "UPDATE shop.tree SET v = v + 1;",
                "INSERT INTO shop.tree VALUES (77, 1, 0); UPDATE shop.tree SET v = v + 1 WHERE id > 2;",
                "UPDATE shop.loose SET v = v + 1;",
                "DELETE FROM shop.loose WHERE p = 99;",
                "INSERT INTO shop.loose SELECT id, v FROM shop.ch WHERE p = 1;",
                "DELETE shop.ch, shop.two FROM shop.ch JOIN shop.two USING (id);",
                "TRUNCATE shop.ch;",
                "DROP TABLE shop.ch, shop.tree;",
                "ALTER TABLE shop.ch DROP FOREIGN KEY fk;",
                "ALTER TABLE shop.ch DROP CONSTRAINT fk, ADD COLUMN n INT;",
                "ALTER TABLE shop.ch DROP FOREIGN KEY fk, DROP COLUMN v;",
                "ALTER TABLE shop.ch DROP FOREIGN KEY fk, MODIFY v TINYINT;",
                "ALTER TABLE shop.ch DROP FOREIGN KEY fk, DROP COLUMN id;",
                "ALTER TABLE shop.ch DROP FOREIGN KEY fk; INSERT INTO shop.ch VALUES (9, 96, 9);",
                "ALTER TABLE shop.ch DROP FOREIGN KEY fk; UPDATE shop.ch SET p = 97;",
                "DELETE FROM shop.ch WHERE p = 98; ALTER TABLE shop.ch DROP FOREIGN KEY fk; DROP TABLE shop.loose;",
                "ALTER TABLE shop.ch DROP FOREIGN KEY fk, ADD CONSTRAINT vv FOREIGN KEY (v) REFERENCES shop.ch (id);"
                        + " UPDATE shop.ch SET v = 6;",
                "ALTER TABLE shop.two DROP FOREIGN KEY ab;",
                "ALTER TABLE shop.two DROP FOREIGN KEY ab, DROP FOREIGN KEY pp, CHANGE a c BIGINT;",
                "ALTER TABLE shop.two DROP FOREIGN KEY ab, DROP COLUMN a;",
                "ALTER TABLE shop.two DROP FOREIGN KEY pp, DROP COLUMN v, CHANGE p c INT;",
                "ALTER TABLE shop.tree DROP FOREIGN KEY up; UPDATE shop.tree SET up = 8;",
                "ALTER TABLE shop.loose DROP FOREIGN KEY lo, DROP COLUMN v;",
                "DELETE FROM shop.bare WHERE p NOT IN (SELECT id FROM shop.pa);"
                        + " ALTER TABLE shop.bare ADD CONSTRAINT ba FOREIGN KEY (p) REFERENCES shop.pa (id);",
                "UPDATE shop.bare SET p = 5 WHERE p = 99;"
                        + " ALTER TABLE shop.bare ADD CONSTRAINT ba FOREIGN KEY (p) REFERENCES shop.pa (id);",
                "UPDATE shop.ch SET p = 1; ALTER TABLE shop.ch DROP FOREIGN KEY fk,"
                        + " ADD CONSTRAINT to_self FOREIGN KEY (p) REFERENCES shop.ch (id);",
                "ALTER TABLE shop.ch DROP FOREIGN KEY fk; ALTER TABLE shop.ch DROP COLUMN p;"
                        + " ALTER TABLE shop.ch ADD COLUMN p INT NOT NULL DEFAULT 0;",
                "ALTER TABLE shop.ch DROP FOREIGN KEY fk; ALTER TABLE shop.ch CHANGE p q INT, ADD COLUMN p INT DEFAULT 8;",
                "ALTER TABLE shop.names DROP FOREIGN KEY wo;"
                        + " ALTER TABLE shop.names CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;",
                "ALTER TABLE shop.names DROP FOREIGN KEY wo, MODIFY code VARCHAR(9) CHARACTER SET utf8mb4;",
                "ALTER TABLE shop.names DROP FOREIGN KEY wo,"
                        + " CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;",
                "CREATE TABLE shop.own (id INT PRIMARY KEY, p INT, CONSTRAINT ow FOREIGN KEY (p) REFERENCES shop.pa (id));"
                        + " ALTER TABLE shop.own DROP FOREIGN KEY ow; INSERT INTO shop.own VALUES (1, 50);",
            })
    void orphansComeBackAsTheyWere(String batch) throws Exception {
        comeBack(batch);
    }

    /** Under LOCK TABLES the server does not alter such a table: it is done without. */
    @Test
    void toATableWhoseDefaultDrawsOnASequence() throws Exception {
        database.execute(
                "CREATE SEQUENCE shop.sq",
                "SET foreign_key_checks = 0",
                "ALTER TABLE shop.ch MODIFY v INT DEFAULT (nextval(shop.sq))",
                "SET foreign_key_checks = 1");
        comeBack("ALTER TABLE shop.ch DROP FOREIGN KEY fk;");
    }

    private void comeBack(String batch) throws Exception {
        String before = dump();
        project.checkedPlan(batch, false);
        TestShell.Result failed = project.run("run", "shop.lupomig");
        assertThat(failed.out() + failed.err()).contains("LM5010");
        assertThat(failed.status()).as(failed.out() + failed.err()).isEqualTo(1);
        assertThat(dump()).isEqualTo(before);

        project.checkedPlan(batch, true);
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.status()).as(back.out() + back.err()).isZero();
        assertThat(dump()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE FROM shop.ch WHERE id = 6;|DELETE FROM shop.pa WHERE id = 5"
                        + "|rows of shop.pa are gone that 1 of the rows refer to that would come back (by their keys: 6)",
                "UPDATE shop.ch SET p = 1;|DELETE FROM shop.pa WHERE id = 5"
                        + "|rows of shop.pa are gone that 1 of the rows refer to that would come back (by their keys: 6)",
                "DELETE FROM shop.tree WHERE id = 2;|UPDATE shop.tree SET id = 9 WHERE id = 1"
                        + "|rows of shop.tree are gone that 1 of the rows refer to that would come back (by their keys: 2)",
                "DELETE FROM shop.two WHERE id = 1;|DELETE FROM other.far"
                        + "|rows of other.far are gone that 1 of the rows refer to that would come back (by their keys: 1)",
                "ALTER TABLE shop.ch DROP FOREIGN KEY fk;|INSERT INTO shop.ch VALUES (8, 96, 8), (9, 95, 9)"
                        + "|2 of its rows refer to nothing in shop.pa by p, whose foreign key is to come back"
                        + " (by their keys: 8; 9)",
                "ALTER TABLE shop.ch DROP FOREIGN KEY fk;|INSERT INTO shop.ch VALUES (8, 99, 8)"
                        + "|1 of its rows refer to nothing in shop.pa by p, whose foreign key is to come back"
                        + " (by their keys: among 2; 3; 8)",
                "ALTER TABLE shop.ch DROP FOREIGN KEY fk, DROP COLUMN v;|DELETE FROM shop.pa WHERE id = 5"
                        + "|1 of its rows refer to nothing in shop.pa by p, whose foreign key is to come back"
                        + " (by their keys: 6)",
                "ALTER TABLE shop.loose DROP FOREIGN KEY lo; UPDATE shop.loose SET p = 8 WHERE p = 1;"
                        + "|INSERT INTO shop.pa VALUES (8, 8)|",
                "DELETE FROM shop.ch WHERE id > 1; DELETE FROM shop.pa WHERE id = 5;|INSERT INTO shop.pa VALUES (99, 8)|",
            })
    void rowsThatWouldReferToNothingOnlyNowAreToldBeforehand(String batch, String theirs, String why) throws Exception {
        project.plan(batch);
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        database.execute(theirs);
        String now = dump();

        TestShell.Result dry = project.run("rollback", "change", "--dry-run");
        assertThat(dump()).isEqualTo(now);
        TestShell.Result back = project.run("rollback", "change");

        if (why == null) {
            assertThat(dry.status()).as(dry.out() + dry.err()).isZero();
            assertThat(back.status()).as(back.out() + back.err()).isZero();
            return;
        }
        assertThat(dry.err()).contains(why);
        assertThat(dry.status()).isEqualTo(2);
        assertThat(back.err()).contains(why);
        assertThat(back.status()).isEqualTo(2);
        assertThat(dump()).isEqualTo(now);
        TestShell.Result discarding = project.run("rollback", "change", "--discard-later-writes");
        assertThat(discarding.status()).as(discarding.out() + discarding.err()).isEqualTo(2);
        assertThat(dump()).isEqualTo(now);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE shop.ch SET p = 1|DELETE FROM shop.pa WHERE id = 5"
                        + "|rows of shop.pa that they refer to are gone (of 1, by their keys: 6)"
                        + "|INSERT INTO shop.pa VALUES (5, 5)",
                "UPDATE shop.tree SET up = 3|DELETE FROM shop.tree WHERE id = 1|rows that it changed are gone"
                        + "|INSERT INTO shop.tree VALUES (1, 3, 1)",
                "DELETE FROM shop.tree WHERE id = 2|DELETE FROM shop.tree WHERE id = 1"
                        + "|rows of shop.tree that they refer to are gone (of 1, by their keys: 2)"
                        + "|INSERT INTO shop.tree VALUES (1, NULL, 1)",
                "INSERT INTO shop.pa VALUES (99, 9)|INSERT INTO shop.ch VALUES (7, 99, 7)"
                        + "|rows of shop.ch refer to rows that came in with it|DELETE FROM shop.ch WHERE id = 7",
                "ALTER TABLE shop.ch DROP FOREIGN KEY fk|INSERT INTO shop.ch VALUES (8, 96, 8)"
                        + "|1 of its rows refer to nothing in shop.pa by p, and did not before (by their keys: 8)"
                        + "|DELETE FROM shop.ch WHERE id = 8",
                "ALTER TABLE shop.ch DROP FOREIGN KEY fk, DROP COLUMN v|INSERT INTO shop.ch VALUES (8, 99)"
                        + "|1 of its rows refer to nothing in shop.pa by p, and did not before"
                        + "|DELETE FROM shop.ch WHERE id = 8",
                "DELETE FROM shop.two WHERE id = 1; ALTER TABLE shop.two DROP FOREIGN KEY ab|DELETE FROM other.far"
                        + "|rows of other.far that they refer to are gone (of 1, by their keys: 1)"
                        + "|INSERT INTO other.far VALUES (1, 'x')",
            })
    void rowsThatWouldReferToNothingOnlyNowStopTheUndoOfARun(String batch, String theirs, String why, String mended)
            throws Exception {
        String before = dump();
        project.plan(batch + "; ALTER TABLE gate.gate ADD UNIQUE KEY (id);");
        database.execute(
                "CREATE OR REPLACE SCHEMA gate",
                "CREATE TABLE gate.gate (id INT)",
                "INSERT INTO gate.gate VALUES (1), (1)");
        TestShell.Result failed;
        try (Connection other = database.connect();
                Statement application = other.createStatement()) {
            application.execute("LOCK TABLES gate.gate WRITE");
            var running = CompletableFuture.supplyAsync(() -> project.run("run", "shop.lupomig"));
            WaitingCommand.session(database, running);
            database.execute(theirs);
            application.execute("UNLOCK TABLES");
            failed = running.join();
        }
        assertThat(failed.status()).as(failed.out() + failed.err()).isEqualTo(3);
        assertThat(failed.err()).contains(why);
        if (batch.startsWith("ALTER")) {
            String script = project.run("show", "1", "--undo-sql").out();
            assertThat(script.lines().filter(line -> line.contains("FOREIGN KEY") && line.contains(" FOR ALTER")))
                    .hasSize(1)
                    .allMatch(line -> line.contains("foreign_key_checks = 0"));
        }

        database.execute(mended);
        TestShell.Result again = project.run("recover");
        assertThat(again.status()).as(again.out() + again.err()).isZero();
        assertThat(dump()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUNCATE TABLE shop.ch;", "DROP TABLE shop.ch;"})
    void aTableThatComesBackToFewerParentsSaysSo(String batch) throws Exception {
        project.plan(batch);
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        database.execute("DELETE FROM shop.pa WHERE id = 5");
        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.status()).as(back.out() + back.err()).isZero();
        assertThat(back.out())
                .contains("shop.ch is back as it was, and 3 of its rows refer to rows of shop.pa (by p) that are not"
                        + " there: somebody has deleted these since, or they were missing before")
                .contains("everything is as before it, and some rows refer to what is not there");
        assertThat(project.run("alerts").out()).contains("rows without parent");
        assertThat(database.query("SELECT id FROM shop.ch ORDER BY id")).containsExactly("1", "2", "3", "4", "6");
    }

    /** Whether rows of a table that may not be read were there is the server's to say, and it says no. */
    @Test
    void withoutSelectOnTheParentOrphansStopTheUndo() throws Exception {
        database.execute(
                "CREATE OR REPLACE USER lm_some IDENTIFIED BY 'pw'",
                "GRANT ALL ON shop.* TO lm_some",
                "GRANT REFERENCES ON other.* TO lm_some",
                "GRANT ALL ON `lupomig\\_%`.* TO lm_some",
                "GRANT PROCESS ON *.* TO lm_some");
        try {
            project.checkedPlan("DELETE FROM shop.two WHERE id = 1;", false);
            assertThat(project.as("lm_some", "pw", "run", "shop.lupomig").status())
                    .isEqualTo(1);

            project.checkedPlan("DELETE FROM shop.two WHERE id IN (1, 2);", false);
            TestShell.Result failed = project.as("lm_some", "pw", "run", "shop.lupomig");
            assertThat(failed.status()).as(failed.out() + failed.err()).isEqualTo(3);
            assertThat(failed.err()).contains("this account may not read other.far");
            database.execute("INSERT INTO other.far VALUES (1, 'y')");
            TestShell.Result again = project.as("lm_some", "pw", "recover");
            assertThat(again.status()).as(again.out() + again.err()).isZero();
            assertThat(database.query("SELECT id FROM shop.two ORDER BY id")).containsExactly("1", "2", "3", "4");
        } finally {
            database.execute("DROP USER lm_some");
        }
    }

    private String dump() throws SQLException {
        return org.lupomig.testkit.mariadb.SchemaDump.of(database, "shop", "other");
    }
}
