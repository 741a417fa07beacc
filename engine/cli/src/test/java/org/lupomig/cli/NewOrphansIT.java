package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * Without foreign key checks rows may come to refer to nothing, and no statement says so: that fails what left them so.
 */
class NewOrphansIT {
    private static final String OFF = "SET foreign_key_checks = 0; ";

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE SCHEMA other",
            "CREATE TABLE shop.pa (id INT PRIMARY KEY, w INT) ENGINE=InnoDB",
            "INSERT INTO shop.pa VALUES (1, 1), (5, 5)",
            "CREATE TABLE shop.ch (id INT PRIMARY KEY, p INT, v INT, CONSTRAINT fk FOREIGN KEY (p)"
                    + " REFERENCES shop.pa (id)) ENGINE=InnoDB",
            "CREATE TABLE other.far (p INT, CONSTRAINT lo FOREIGN KEY (p) REFERENCES shop.pa (id)) ENGINE=InnoDB",
            "CREATE TABLE shop.bare (id INT PRIMARY KEY, p INT NOT NULL) ENGINE=InnoDB",
            "INSERT INTO shop.bare VALUES (1, 1), (2, 42)",
            "SET foreign_key_checks = 0",
            "INSERT INTO shop.ch VALUES (1, 1, 1), (2, 99, 2), (4, NULL, 4), (6, 5, 6)",
            "INSERT INTO other.far VALUES (1), (99), (99)",
            "SET foreign_key_checks = 1");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO shop.ch VALUES (7, 77, 0)"
                        + "|1 row of shop.ch refers to nothing in shop.pa by p (foreign key fk), and did not before: by its key 7",
                "UPDATE shop.ch SET p = p + 1 WHERE p < 9"
                        + "|2 rows of shop.ch refer to nothing in shop.pa by p (foreign key fk), and did not before: by their keys 1; 6",
                "UPDATE shop.ch SET p = 99 WHERE id = 1|1 row of shop.ch refers to nothing",
                "DELETE FROM shop.pa WHERE id = 5|1 row of shop.ch refers to nothing",
                "DELETE FROM shop.pa|1 row of other.far refers to nothing in shop.pa by p (foreign key lo)",
                "UPDATE shop.pa SET id = 6 WHERE id = 5|by its key 6",
                "DROP TABLE shop.pa|2 rows of shop.ch refer to nothing in shop.pa",
                "DROP TABLE shop.pa; CREATE TABLE shop.pa (id INT PRIMARY KEY); INSERT INTO shop.pa VALUES (1)"
                        + "|1 row of shop.ch refers to nothing",
                "ALTER TABLE shop.bare ADD CONSTRAINT ba FOREIGN KEY (p) REFERENCES shop.pa (id)"
                        + "|1 row of shop.bare refers to nothing in shop.pa by p (foreign key ba)",
                "CREATE TABLE shop.mine (id INT PRIMARY KEY, FOREIGN KEY (id) REFERENCES shop.pa (id));"
                        + " INSERT INTO shop.mine VALUES (1), (2), (3); SET foreign_key_checks = 1"
                        + "|2 rows of shop.mine refer to nothing in shop.pa",
                "RENAME TABLE shop.ch TO other.ch; INSERT INTO other.ch VALUES (7, 77, 0)|1 row of other.ch refers",
                "INSERT INTO shop.ch VALUES (7, 77, 0); ALTER TABLE shop.ch CHANGE p q INT|1 row of shop.ch refers",
            })
    void theyFailTheBatch(String sql, String words) throws Exception {
        String before = project.dump();
        project.plan(OFF + sql + ";");
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.err()).contains("LM5110", words);
        assertThat(run.status()).isEqualTo(1);
        assertThat(project.dump()).isEqualTo(before);
        assertThat(checks()).singleElement().asString().contains("post", "implicit", "no new orphans", "failed");
        assertThat(project.run("show", "1").out())
                .contains("check of batch change, post, implicit, \"no new orphans\": failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE shop.ch SET v = v + 1",
                "DELETE FROM shop.ch WHERE id = 2",
                "INSERT INTO shop.ch VALUES (7, 77, 0); INSERT INTO shop.pa VALUES (77, 0)",
                "INSERT INTO shop.ch VALUES (7, 77, 0); DELETE FROM shop.ch WHERE p = 77",
                "ALTER TABLE shop.ch CHANGE p q INT",
                "ALTER TABLE shop.ch ADD COLUMN n INT; RENAME TABLE shop.ch TO other.ch, shop.pa TO other.pa",
                "RENAME TABLE shop.pa TO shop.old; UPDATE shop.old SET w = 0",
                "DROP TABLE shop.pa; CREATE TABLE shop.pa (id INT PRIMARY KEY); INSERT INTO shop.pa VALUES (1), (5)",
                "ALTER TABLE shop.ch DROP FOREIGN KEY fk; INSERT INTO shop.ch VALUES (7, 77, 0)",
                "ALTER TABLE shop.bare ADD CONSTRAINT ba FOREIGN KEY (p) REFERENCES shop.pa (id);"
                        + " INSERT INTO shop.pa VALUES (42, 0)",
            })
    void whatWasSoBeforeOrIsMendedIsNone(String sql) throws Exception {
        String before = project.dump();
        project.plan(OFF + sql + ";");
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(checks()).noneMatch(check -> check.contains("failed"));
        assertThat(project.run("rollback", "change").err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void aLaterStepOfTheBatchMayMendThem() throws Exception {
        project.write("shop.lupomig", """
                plan shop version 1 { database main = mariadb batch change {
                  step child { sql \"""SET foreign_key_checks = 0; INSERT INTO shop.ch VALUES (7, 77, 0);\""" }
                  step parent requires child { sql \"""INSERT INTO shop.pa VALUES (77, 0);\""" }
                } }
                """);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(checks()).singleElement().asString().contains("passed");
    }

    /** By itself each of these steps passes its commit point: what the first has left is judged with the last. */
    @ParameterizedTest
    @ValueSource(ints = {77, 78})
    void soItMayWhereEachStepEndsByItself(int parent) throws Exception {
        String before = project.dump();
        project.write("shop.lupomig", """
                plan shop version 1 { database main = mariadb batch change rollback B {
                  step first { sql \"""ALTER TABLE shop.bare ADD COLUMN n INT;\""" }
                  step child requires first { sql \"""SET foreign_key_checks = 0; INSERT INTO shop.ch VALUES (7, 77, 0);\""" }
                  step parent requires child { sql \"""INSERT INTO shop.pa VALUES (%d, 0);\""" }
                } }
                """.formatted(parent));
        TestShell.Result first = project.run("run", "shop.lupomig", "--to", "child");
        assertThat(first.err()).isEmpty();
        assertThat(first.out()).contains("they are looked at again when parent has completed");
        assertThat(checks()).isEmpty();
        TestShell.Result run = project.run("run", "shop.lupomig");
        if (parent == 77) {
            assertThat(run.err()).isEmpty();
            assertThat(checks()).singleElement().asString().contains("passed");
            assertThat(project.run("rollback", "change").err()).isEmpty();
        } else {
            assertThat(run.err()).contains("LM5110", "by its key 7");
            assertThat(run.status()).isEqualTo(1);
        }
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void aDumpThatHasSuchRowsIsLoadedWhereThatIsAllowedAndTakenBack() throws Exception {
        String before = project.dump();
        project.plan(
                OFF
                        + "CREATE TABLE shop.cc (id INT PRIMARY KEY, p INT, CONSTRAINT up FOREIGN KEY (p) REFERENCES shop.pp (id))"
                        + " ENGINE=InnoDB; INSERT INTO shop.cc VALUES (1, 1), (2, 8), (3, 9);"
                        + " CREATE TABLE shop.pp (id INT PRIMARY KEY) ENGINE=InnoDB; INSERT INTO shop.pp VALUES (1);",
                "allow orphans because \"they are old\"");
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out() + run.err())
                .contains("no new orphans", "2 rows of shop.cc refer to nothing in shop.pp by p (foreign key up)");
        assertThat(checks()).singleElement().asString().contains("warned");
        assertThat(project.run("plan", "shop.lupomig").out())
                .contains("rows may refer to nothing, because \"they are old\"");
        assertThat(project.run("rollback", "change").err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void whoGivesUpTheWayBackIsWarned() throws Exception {
        project.plan(OFF + "INSERT INTO shop.ch VALUES (7, 77, 0);", "undo none because \"its parent is elsewhere\"");
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out() + run.err()).contains("no new orphans", "by its key 7");
        assertThat(checks()).singleElement().asString().contains("warned");
        assertThat(database.query("SELECT p FROM shop.ch WHERE id = 7")).containsExactly("77");
    }

    @Test
    void underForeignKeyChecksNothingIsLookedFor() throws Exception {
        project.plan("UPDATE shop.ch SET v = v + 1; CREATE TABLE shop.more (id INT, FOREIGN KEY (id) REFERENCES shop.pa"
                + " (id)); INSERT INTO shop.more VALUES (1);");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(checks()).isEmpty();
    }

    /** Before the statement, and before the commit point: what was made with it has nothing to be looked at before. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE shop.ch SET v = v + 1",
                "CREATE TABLE shop.mine (id INT PRIMARY KEY, FOREIGN KEY (id) REFERENCES shop.pa (id));"
                        + " INSERT INTO shop.mine VALUES (1)"
            })
    void whoHoldsATableThatIsLookedAtIsWaitedForAndNamed(String sql) throws Exception {
        project.plan(OFF + sql + ";");
        project.run("init");
        try (Connection other = database.connect();
                Statement holds = other.createStatement()) {
            holds.execute("LOCK TABLES shop.pa WRITE");
            CompletableFuture<TestShell.Result> run =
                    CompletableFuture.supplyAsync(() -> project.run("run", "shop.lupomig"));
            holds.execute("SELECT SLEEP(8)");
            assertThat(run).isNotDone();
            holds.execute("UNLOCK TABLES");
            TestShell.Result ended = run.get(60, TimeUnit.SECONDS);
            assertThat(ended.err()).isEmpty();
            assertThat(ended.out()).contains("waits for a lock", "in the way: perhaps connection ");
            assertThat(ended.status()).isZero();
        }
        assertThat(checks()).singleElement().asString().contains("passed");
    }

    private List<String> checks() throws SQLException {
        return database.query("SELECT CONCAT_WS(' ', phase, validation_type, title, outcome)"
                + " FROM lupomig_orchestration.migration_validation_log");
    }
}
