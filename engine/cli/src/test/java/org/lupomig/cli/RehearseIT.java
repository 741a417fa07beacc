package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Rehearsals on an embedded server; the server of the tests is what the plan is to be run on. */
class RehearseIT {
    private final TestDatabase target = TestDatabase.get();

    @TempDir
    Path folder = Path.of("");

    private ServerProject project = new ServerProject(Path.of(""));

    @BeforeEach
    void make() throws SQLException {
        project = ServerProject.onFreshServer(
                folder,
                "CREATE SCHEMA shop",
                "CREATE SEQUENCE shop.numbers START WITH 100",
                "CREATE TABLE shop.t (id INT PRIMARY KEY DEFAULT NEXTVAL(shop.numbers), n INT, b BLOB, g POINT,"
                        + " bits BIT(4), word VARCHAR(20) CHARACTER SET latin1, twice INT AS (n * 2) STORED)",
                "INSERT INTO shop.t (id, n, b, g, bits, word) VALUES (1, 1, X'00FF27', POINT(1, 2), b'101', 'É''\\\\'),"
                        + " (2, NULL, '', NULL, NULL, NULL)",
                "CREATE TABLE shop.child (id INT PRIMARY KEY, t INT, FOREIGN KEY (t) REFERENCES shop.t (id))",
                "CREATE FUNCTION shop.f(a INT) RETURNS INT DETERMINISTIC RETURN a + 1",
                "CREATE OR REPLACE VIEW shop.z AS SELECT id, shop.f(n) AS m FROM shop.t",
                "CREATE OR REPLACE VIEW shop.a AS SELECT id FROM shop.z",
                "CREATE TRIGGER shop.tr BEFORE INSERT ON shop.child FOR EACH ROW SET NEW.t = 1",
                "CREATE EVENT shop.e ON SCHEDULE EVERY 1 DAY DO DELETE FROM shop.child");
    }

    @Test
    void aPlanThatGoesBackIsCleanAtEveryBoundaryAndTheTargetIsAsItWas() throws SQLException, IOException {
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  schema shop core
                  batch one {
                    step columns { sql \"""
                      ALTER TABLE shop.t ADD COLUMN m INT;
                      UPDATE shop.t SET m = n + 1;
                    \""" }
                  }
                  batch two requires one {
                    step drop { sql \"""DROP VIEW shop.a; DELETE FROM shop.t WHERE id = 2;\""" }
                  }
                }
                """);
        String before = project.dump();

        TestShell.Result result =
                project.run("rehearse", "shop.lupomig", "--from", "target", "--rows", "10", "--format", "json");

        assertThat(result.out()).as(result.err()).contains("\"reversible\": true", "\"boundaries\": 6");
        assertThat(result.out().replaceAll("\\s+", ""))
                .contains("\"ways\":[\"rollback\",\"secondrun\",\"failure\",\"refusal\",\"kill\"]", "\"notes\":[]");
        assertThat(result.out()).contains("\"undo\": \"row image\"");
        assertThat(result.err())
                .containsPattern("from \\S+:\\d+: 1 schema, 2 tables, 10 rows of each and what they refer to");
        assertThat(result.err())
                .contains(
                        "6 failures, 8 refusals and 6 kills at the boundaries between statements",
                        "refusal 8 of 8: of statement 2 of shop.two.drop when it was done",
                        "refusal 8 of 8 was not sent: what the statement changes is committed with what is written",
                        "kill 6 of 6: after statement 2 of shop.two.drop");
        assertThat(result.err().lines().filter(line -> line.contains(" was not sent: ")))
                .hasSize(2);
        assertThat(result.status()).as(result.out()).isZero();
        assertThat(project.dump()).isEqualTo(before);
        assertThat(target.query("SHOW DATABASES LIKE 'lupomig%'")).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("shop.lupomig");
        }
        assertThat(left(Path.of(System.getProperty("java.io.tmpdir")))).isEmpty();
    }

    /** Steps that only make tables are walked as a group, and so the next statement is one of another step. */
    @Test
    void stepsThatAreRunAsAGroupAreBrokenOffAsAGroup() throws IOException {
        StringBuilder steps = new StringBuilder();
        for (int i = 1; i <= 8; i++) {
            steps.append("    step s" + i + " { sql \"\"\"CREATE TABLE shop.g" + i + " (id INT PRIMARY KEY);"
                    + (i == 1 ? " INSERT INTO shop.g1 VALUES (1);" : "") + "\"\"\" }\n");
        }
        project.write(
                "shop.lupomig",
                "plan shop version 1 {\n  database main = mariadb\n  schema shop core\n  batch one {\n" + steps
                        + "  }\n}\n");

        TestShell.Result result = project.run("rehearse", "shop.lupomig", "--from", "target");

        assertThat(result.status()).as(result.out() + result.err()).isZero();
        assertThat(result.out())
                .contains(
                        "failure 9 of 10: after statement 1 of shop.one.s8\n",
                        "failure 10 of 10: after statement 2 of shop.one.s1\n",
                        "refusal 18 of 18: of statement 2 of shop.one.s1 when it was done\n",
                        "kill 9 of 10: after statement 1 of shop.one.s8\n",
                        "clean: every step went back");
    }

    @Test
    void accountsAndRolesThatThePlanNamesAreThere() throws SQLException, IOException {
        String[] drops = {"DROP USER IF EXISTS lm_app", "DROP ROLE IF EXISTS lm_reader, lm_senior"};
        target.execute(drops);
        try {
            target.execute(
                    "CREATE USER lm_app IDENTIFIED BY 'geheim-1'",
                    "CREATE ROLE lm_reader",
                    "CREATE ROLE lm_senior",
                    "GRANT lm_reader TO lm_senior",
                    "GRANT lm_senior TO lm_app",
                    "GRANT INSERT ON shop.* TO lm_app");
            project.plan("""
                    CREATE DEFINER=lm_app VIEW shop.v AS SELECT id FROM shop.t;
                    CREATE DEFINER=lm_app TRIGGER shop.more BEFORE INSERT ON shop.t FOR EACH ROW SET NEW.n = 1;
                    GRANT SELECT ON shop.child TO lm_reader;
                    REVOKE INSERT ON shop.* FROM lm_app;
                    REVOKE lm_senior FROM lm_app;
                    ALTER USER lm_app IDENTIFIED BY 'geheim-2';
                    """);

            TestShell.Result result =
                    project.run("rehearse", "shop.lupomig", "--from", "target", "--boundaries", "failures");

            assertThat(result.status()).as(result.out() + result.err()).isZero();
            assertThat(result.out()).contains("clean: every step went back");
            assertThat(result.err()).doesNotContain("LM9067");
            assertThat(result.out() + result.err()).doesNotContain("geheim");
        } finally {
            target.execute(drops);
        }
    }

    @Test
    void whatAWaivedStatementLeavesIsNamedAtItsPlace() throws IOException {
        project.plan(
                "CREATE TABLE shop.fresh (id INT);\nANALYZE UPDATE shop.t SET n = n + 1;",
                "undo none because \"it does no harm\"");

        TestShell.Result result =
                project.run("rehearse", "shop.lupomig", "--from", "target", "--rows", "10", "--boundaries", "failures");

        assertThat(result.status()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.out())
                .contains(
                        "change.only: NOT reversible, there ",
                        "undo: none, because \"it does no harm\"",
                        "error[LM9060] content of table shop.t is not as it was, after the rollback: it has"
                                + " other values in column n, twice of 2 rows\n",
                        "shop.lupomig:7:1",
                        "content of table shop.t is not as it was, after a failure after statement 2 of"
                                + " shop.change.only: ")
                .doesNotContain("shop.fresh is not as it was");

        TestShell.Result sarif = project.run(
                "rehearse", "shop.lupomig", "--from=target", "--rows=10", "--boundaries=none", "--format=sarif");
        assertThat(sarif.out()).contains("\"ruleId\": \"LM9060\"", "\"startLine\": 7", "\"uri\": \"shop.lupomig\"");
        assertThat(sarif.status()).isEqualTo(1);
    }

    @Test
    void anAuthorsOwnWayBackThatIsWrongIsMadeGoodByTheEngineAndIsAFinding() throws IOException {
        project.plan(
                "CREATE TABLE shop.x (id INT);\nRENAME TABLE shop.t TO shop.old;",
                "undo \"\"\"RENAME TABLE shop.old TO shop.moved\"\"\"");

        TestShell.Result result =
                project.run("rehearse", "shop.lupomig", "--from", "target", "--boundaries", "failures");

        assertThat(result.status()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.out())
                .contains("rolled back: everything is as before", "  undo: authored, ")
                .contains("LM9062", "the undo script of shop.change.only did not come to a good end: stopped: ")
                .contains("shop.old was never called shop.moved in this step");
    }

    @Test
    void aDumpIsThereFirst() throws IOException {
        project.write("shop.sql", """
                /*!40101 SET NAMES utf8mb4 */;
                CREATE DATABASE /*!32312 IF NOT EXISTS*/ `inventory`;
                USE `inventory`;
                CREATE TABLE items (id INT PRIMARY KEY, name VARCHAR(10));
                LOCK TABLES `items` WRITE;
                INSERT INTO items VALUES (1, 'a;b');
                UNLOCK TABLES;
                DELIMITER ;;
                CREATE TRIGGER tr BEFORE INSERT ON items FOR EACH ROW BEGIN SET NEW.name = 'x'; END ;;
                DELIMITER ;
                """);
        project.plan("DELETE FROM inventory.items");

        TestShell.Result result = project.run(
                "rehearse", "shop.lupomig", "--dump", "shop.sql", "--boundaries", "failures", "--format", "junit");

        assertThat(result.status()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains("tests=\"4\" failures=\"0\"", "name=\"only: second run\"");

        project.write("shop.sql", "CREATE TABLE items (id INT);");
        TestShell.Result refused = project.run("rehearse", "shop.lupomig", "--dump", "shop.sql");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("error[LM9066] shop.sql:1:1: the scratch server refuses this statement: No");
    }

    @Test
    void whatDiffersByTheTimeOfDayOrHasNothingToDoIsNoFinding() throws IOException {
        project.plan("CREATE EVENT shop.daily ON SCHEDULE EVERY 1 DAY DO DO 1;"
                + " CREATE EVENT shop.once ON SCHEDULE AT CURRENT_TIMESTAMP + INTERVAL 1 DAY DO DO 1");
        TestShell.Result event =
                project.run("rehearse", "shop.lupomig", "--from=target", "--boundaries=none", "--format=junit");
        assertThat(event.status()).as(event.out() + event.err()).isZero();

        project.write(
                "shop.lupomig",
                "plan shop version 1 { database main = mariadb batch change { step only when rows(shop.t) > 5 {"
                        + " sql \"\"\"CREATE TABLE shop.x (id INT);\"\"\" } } }");
        TestShell.Result skipped = project.run("rehearse", "shop.lupomig", "--from=target");
        assertThat(skipped.status()).as(skipped.out() + skipped.err()).isZero();
        assertThat(skipped.out()).contains("change.only: reversible", "clean: ");
    }

    @Test
    void ofARollbackThatIsRefusedEveryStepStays() throws IOException {
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  batch change {
                    step one { sql \"""CREATE TABLE shop.fresh (id INT);\""" }
                    step two { sql \"""UPDATE shop.t SET n = 6;\""" }
                    step three requires two {
                      sql \"""ANALYZE UPDATE shop.t SET n = 7;\"""
                      undo none because "it does no harm"
                    }
                  }
                }
                """);

        TestShell.Result result = project.run(
                "rehearse", "shop.lupomig", "--from=target", "--rows=9", "--boundaries=none", "--format=junit");

        assertThat(result.status()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.out())
                .contains(
                        "tests=\"3\" failures=\"3\"", "LM9102", "step shop.change.two stays, because batch change was");
    }

    @Test
    void aPlanThatRunsInPartSaysSoAndWhatHasCompletedIsNoDifference() throws IOException {
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  batch change rollback B {
                    step one { sql \"""CREATE TABLE shop.fresh (id INT);\""" }
                    step two { sql \"""INSERT INTO shop.nowhere VALUES (1);\""" }
                  }
                }
                """);

        TestShell.Result result = project.run("rehearse", "shop.lupomig", "--from=target");

        assertThat(result.status()).as(result.out()).isEqualTo(2);
        assertThat(result.err())
                .contains(
                        "shop.nowhere does not exist",
                        "error[LM9103] plan shop runs only in part on the scratch server, 1 of 2 steps, so how it goes"
                                + " back is not known; not: change.two")
                .doesNotContain("LM9060", "LM9062", "LM9063");
    }

    @Test
    void aPlanThatDoesNotRunThereIsNoFinding() throws IOException {
        project.plan("ALTER TABLE shop.t ADD COLUMN m INT");

        TestShell.Result result = project.run("rehearse", "shop.lupomig");

        assertThat(result.status()).as(result.out() + result.err()).isEqualTo(2);
        assertThat(result.err()).contains("error[LM9063] plan shop does not run on the scratch server: ");
    }

    @Test
    void whatCannotBeCopiedIsSaid() throws SQLException, IOException {
        target.execute(
                "CREATE TABLE shop.gone (id INT)",
                "CREATE VIEW shop.broken AS SELECT id FROM shop.gone",
                "DROP TABLE shop.gone");
        project.plan("CREATE TABLE shop.fresh (id INT)");

        TestShell.Result result = project.run("rehearse", "shop.lupomig", "--from", "target", "--boundaries", "none");

        assertThat(result.err())
                .contains("warning[LM9067] not copied: view shop.broken: ")
                .hasLineCount(1);
        assertThat(result.status()).as(result.out() + result.err()).isZero();
    }

    @Test
    void aPlanThatOthersRequireIsRunBefore() throws IOException {
        Path examples = Path.of("../../examples/01-phase-a").toAbsolutePath().normalize();

        TestShell.Result result = TestShell.in(examples)
                .withTime()
                .run(
                        "rehearse",
                        "phase_a.lupomig",
                        "--after",
                        "build_core.lupomig",
                        "--boundaries",
                        "none",
                        "--format=json");

        assertThat(result.status()).as(result.out() + result.err()).isZero();
    }

    @Test
    void optionsThatExcludeEachOtherAreSaid() throws IOException {
        project.plan("CREATE SCHEMA fresh");
        assertThat(project.run("rehearse", "shop.lupomig", "--rows", "1").err()).contains("error[LM9001] ");
        assertThat(project.run("rehearse", "shop.lupomig", "--from=target", "--dump=x")
                        .err())
                .contains("error[LM9001] ");
        TestShell.Result none = TestShell.in(folder).run("rehearse", "shop.lupomig", "--from=target");
        assertThat(none.err()).contains("error[LM9068] nothing says where database main is");
        assertThat(none.status()).isEqualTo(2);
    }

    /** What rehearsals have left in a folder. */
    static List<String> left(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("lupomig-rehearsal-"))
                    .toList();
        }
    }
}
