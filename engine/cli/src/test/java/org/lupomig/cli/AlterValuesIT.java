package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What an ALTER loses is kept, and its way back is refused where it would lose more: whatever the server's mode is. */
class AlterValuesIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project =
            ServerProject.onFreshServer("SET GLOBAL sql_mode = ''", "CREATE SCHEMA shop CHARACTER SET utf8mb4");

    private void given(String columns, String rows) throws SQLException {
        database.execute(
                "CREATE OR REPLACE TABLE shop.t (" + columns + ") ENGINE=InnoDB",
                "SET STATEMENT sql_mode = 'NO_AUTO_VALUE_ON_ZERO' FOR INSERT INTO shop.t VALUES " + rows);
    }

    private TestShell.Result run(String sql) throws IOException {
        project.planOfScript(name(sql), sql + ";\n");
        return project.run("run", "shop.lupomig");
    }

    private TestShell.Result rollback(String sql) {
        return project.run("rollback", name(sql) + ".change");
    }

    private static String name(String sql) {
        return "shop_" + Integer.toHexString(sql.hashCode());
    }

    private void runs(String columns, String rows, String sql) throws SQLException, IOException {
        given(columns, rows);
        String before = project.dump();
        TestShell.Result run = run(sql);
        assertThat(run.status()).as(sql + run.out() + run.err()).isZero();
        TestShell.Result back = rollback(sql);
        assertThat(back.status()).as(sql + back.out() + back.err()).isZero();
        assertThat(project.dump()).as(sql).isEqualTo(before);
    }

    /** An empty text is no space, though most collations hold them for the same. */
    @ParameterizedTest
    @ValueSource(strings = {"MODIFY a VARCHAR(10)", "MODIFY a TEXT", "CHANGE a b VARCHAR(5)"})
    void textsComeBackIntoCharBesideEmptyOnes(String change) throws SQLException, IOException {
        String sql = "ALTER TABLE shop.t " + change;
        String rows = "(1, ''), (2, '50667'), (3, NULL), (4, '\t'), (5, 'a\\0'), (6, 'a ')";
        for (String type : List.of("", " COLLATE utf8mb4_nopad_bin", " CHARACTER SET latin1", " CHARACTER SET utf16")) {
            runs("id INT PRIMARY KEY, a CHAR(5)" + type, rows, sql + (change.startsWith("CHANGE") ? type : ""));
        }
        given("id INT PRIMARY KEY, a CHAR(5)", rows);
        String before = project.dump();
        project.checkedPlan(sql + ";", false);
        TestShell.Result failed = project.run("run", "shop.lupomig");
        assertThat(failed.status()).as(failed.out() + failed.err()).isEqualTo(ExitStatus.FINDINGS);
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void aSpaceThatCharWouldLoseIsSeen() throws SQLException, IOException {
        for (String value : List.of("'a '", "' '")) {
            String sql = "ALTER TABLE shop.t MODIFY a VARCHAR(10) COMMENT " + value;
            given("id INT PRIMARY KEY, a CHAR(5)", "(1, ''), (2, 'b')");
            assertThat(run(sql).status()).isZero();
            database.execute("UPDATE shop.t SET a = " + value + " WHERE id = 2");
            TestShell.Result back = rollback(sql);
            assertThat(back.status()).isEqualTo(ExitStatus.COULD_NOT_RUN);
            assertThat(back.out() + back.err()).contains("VARCHAR(10) to CHAR(5), and has values that do not fit");
        }
    }

    @Test
    void valuesThatDoNotFitAreKept() throws SQLException, IOException {
        runs("id INT PRIMARY KEY, a VARCHAR(20)", "(1, 'abcdef')", "ALTER TABLE shop.t MODIFY a VARCHAR(3)");
        runs("id INT PRIMARY KEY, a VARCHAR(20)", "(1, 'abc  ')", "ALTER TABLE shop.t MODIFY a VARCHAR(4)");
        runs("id INT PRIMARY KEY, a INT", "(1, 300)", "ALTER TABLE shop.t MODIFY a TINYINT");
        runs("id INT PRIMARY KEY, a INT", "(1, NULL)", "ALTER TABLE shop.t MODIFY a INT NOT NULL");
        runs("id INT, a INT", "(NULL, 1)", "ALTER TABLE shop.t ADD PRIMARY KEY (id)");
        runs("id INT PRIMARY KEY", "(0)", "ALTER TABLE shop.t MODIFY id INT AUTO_INCREMENT");
        runs("id INT PRIMARY KEY, a DECIMAL(6,3)", "(1, 1.125)", "ALTER TABLE shop.t MODIFY a DECIMAL(6,2)");
        runs("id INT PRIMARY KEY, a DATETIME", "(1, '2026-01-01 10:00:00')", "ALTER TABLE shop.t MODIFY a DATE");
        runs("id INT PRIMARY KEY, a ENUM('a','b')", "(1, 'b')", "ALTER TABLE shop.t MODIFY a ENUM('a')");
        runs("id INT PRIMARY KEY, a VARCHAR(9)", "(1, '狼')", "ALTER TABLE shop.t CONVERT TO CHARACTER SET latin1");
        runs("id INT PRIMARY KEY, a VARCHAR(9)", "(1, '007')", "ALTER TABLE shop.t MODIFY a INT");
    }

    @Test
    void valuesThatFitComeThroughBothWays() throws SQLException, IOException {
        runs("id INT PRIMARY KEY, a VARCHAR(20)", "(1, 'abc')", "ALTER TABLE shop.t MODIFY a VARCHAR(3) NOT NULL");
        runs("id INT PRIMARY KEY, a INT", "(1, 100)", "ALTER TABLE shop.t CHANGE a b TINYINT");
        runs("id INT PRIMARY KEY, a INT", "(1, -100), (2, NULL)", "ALTER TABLE shop.t MODIFY a VARCHAR(9)");
        runs("id INT PRIMARY KEY, a VARCHAR(9)", "(1, '-7'), (2, NULL)", "ALTER TABLE shop.t MODIFY a INT");
        runs("id INT PRIMARY KEY, a ENUM('a','b')", "(1, 'b')", "ALTER TABLE shop.t MODIFY a VARCHAR(5)");
        runs(
                "id INT PRIMARY KEY, a TEXT CHARACTER SET latin1",
                "(1, 'é')",
                "ALTER TABLE shop.t CONVERT TO CHARACTER SET utf8mb4");
        runs("id INT PRIMARY KEY, a FLOAT", "(1, 0.1)", "ALTER TABLE shop.t MODIFY a DOUBLE");
        runs("id INT PRIMARY KEY, a DATE", "(1, '2026-01-01')", "ALTER TABLE shop.t MODIFY a DATETIME");
    }

    /**
     * What the server refuses of a definition under a strict mode, whatever the rows are, is its author's to ask for.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "MODIFY v VARCHAR(70000)",
                "CHANGE v w VARBINARY(70000)",
                "MODIFY v ENUM('a', 'b', 'a')",
                "MODIFY k VARCHAR(2000)"
            })
    void whatOnlyALenientModeTakesIsDone(String action) throws SQLException, IOException {
        runs(
                "id INT PRIMARY KEY, v VARCHAR(9), k VARCHAR(9), KEY (k)",
                "(1, 'a', 'k')",
                "ALTER TABLE shop.t " + action);
    }

    /** Under such a mode a value that others make longer just then would be cut: it takes that they are kept out. */
    @Test
    void itTakesALock() throws SQLException, IOException {
        DocumentedPrivileges documented = new DocumentedPrivileges();
        Set<String> grants = new TreeSet<>(documented.store("the first `run`"));
        grants.add("CREATE ON lupomig_held.*");
        grants.addAll(documented.statements("shop", "MODIFY or CHANGE"));
        given("id INT PRIMARY KEY, v VARCHAR(9)", "(1, 'a')");
        database.execute("CREATE OR REPLACE USER poor@'%' IDENTIFIED BY 'pw'");
        for (String grant : grants) {
            database.execute("GRANT " + grant + " TO poor@'%'");
        }
        project.planOfScript("lenient", "ALTER TABLE shop.t MODIFY v VARCHAR(70000);\n");

        TestShell.Result without = project.as("poor", "pw", "run", "shop.lupomig");

        assertThat(without.err()).contains("1074");
        assertThat(without.status()).isEqualTo(1);
        database.execute("GRANT LOCK TABLES ON shop.* TO poor@'%'");
        assertThat(project.as("poor", "pw", "run", "shop.lupomig").status()).isZero();
    }

    @Test
    void timesComeBackInTheZoneInWhichTheyWent() throws SQLException, IOException {
        runs(
                "id INT PRIMARY KEY, a TIMESTAMP NULL",
                "(1, '2026-01-01 10:00:00')",
                "SET time_zone = '+05:00';\nALTER TABLE shop.t MODIFY a DATETIME");
    }

    @Test
    void textsThatOnlySeemToFitComeBack() throws SQLException, IOException {
        runs(
                "id INT PRIMARY KEY, a VARCHAR(40000) CHARACTER SET latin1",
                "(1, REPEAT('é', 40000))",
                "ALTER TABLE shop.t MODIFY a TEXT CHARACTER SET utf8mb4");
        runs(
                "id INT PRIMARY KEY, a VARCHAR(20) CHARACTER SET ascii",
                "(1, 'me@home')",
                "ALTER TABLE shop.t CONVERT TO CHARACTER SET swe7");
        runs(
                "id INT PRIMARY KEY, a TIMESTAMP NULL",
                "(1, NULL)",
                "SET explicit_defaults_for_timestamp = 0;\nALTER TABLE shop.t MODIFY a TIMESTAMP");
        runs("id INT, a INT", "(NULL, 1)", "ALTER TABLE shop.t MODIFY id INT PRIMARY KEY");
    }

    @Test
    void whatIsWrittenIntoAColumnOfNoConstantDefaultIsNotLostByARollback() throws SQLException, IOException {
        given("id INT PRIMARY KEY, a INT", "(1, 1), (2, 2)");
        String sql = "ALTER TABLE shop.t ADD COLUMN seen DATETIME DEFAULT current_timestamp();\n"
                + "UPDATE shop.t SET a = 7 WHERE id = 1";
        assertThat(run(sql).status()).isZero();
        database.execute("UPDATE shop.t SET seen = '2030-01-01' WHERE id = 2");

        TestShell.Result back = rollback(sql);

        assertThat(back.status()).as(back.out() + back.err()).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(back.err()).contains("LM5037").contains("seen");
        assertThat(database.query("SELECT YEAR(seen), a FROM shop.t ORDER BY id"))
                .contains("2030")
                .contains("7");
    }

    @Test
    void whatWasWrittenSinceIsNotLostByARollback() throws SQLException, IOException {
        for (List<String> each : List.of(
                List.of("a TINYINT", "1", "ALTER TABLE shop.t MODIFY a INT", "1000"),
                List.of("a INT NOT NULL", "1", "ALTER TABLE shop.t MODIFY a INT", "NULL"),
                List.of("a VARCHAR(2)", "'a'", "ALTER TABLE shop.t MODIFY a TEXT", "'abc'"),
                List.of(
                        "a VARCHAR(2) CHARACTER SET latin1", "'a'",
                        "ALTER TABLE shop.t CONVERT TO CHARACTER SET utf8mb4", "'狼'"))) {
            given("id INT PRIMARY KEY, " + each.get(0), "(1, " + each.get(1) + ")");
            String before = project.dump();
            assertThat(run(each.get(2)).status()).isZero();
            database.execute("UPDATE shop.t SET a = " + each.get(3));
            String written = project.dump();
            TestShell.Result back = rollback(each.get(2));
            assertThat(back.status()).as(each.toString()).isEqualTo(ExitStatus.COULD_NOT_RUN);
            assertThat(back.out() + back.err()).contains("LM5024", "do not fit");
            assertThat(project.dump()).isEqualTo(written);
            database.execute("UPDATE shop.t SET a = " + each.get(1));
            assertThat(rollback(each.get(2)).status()).isZero();
            assertThat(project.dump()).isEqualTo(before);
        }
    }

    @Test
    void whatWasWrittenIntoAColumnThatWasComputedIsNotLostByARollback() throws SQLException, IOException {
        for (List<String> each : List.of(
                List.of("INT AS (n * 2) STORED", "INT", "7"),
                List.of("VARCHAR(9) AS (CONCAT(n, 'ä?')) STORED", "VARCHAR(9)", "'6Ä?'"),
                List.of("DECIMAL(6,2) AS (n / 3) STORED", "DECIMAL(6,2)", "1.01"),
                List.of("DATE AS (DATE('2020-01-01' + INTERVAL n DAY)) STORED", "DATE", "NULL"))) {
            given("id INT PRIMARY KEY, n INT, a " + each.get(0), "(1, 3, DEFAULT), (2, NULL, DEFAULT)");
            String before = project.dump();
            String sql = "ALTER TABLE shop.t MODIFY a " + each.get(1);
            assertThat(run(sql).status()).as(sql).isZero();
            String left =
                    database.query("SELECT QUOTE(a) FROM shop.t WHERE id = 1").get(0);
            database.execute("UPDATE shop.t SET a = " + each.get(2) + " WHERE id = 1");
            String written = project.dump();
            TestShell.Result back = rollback(sql);
            assertThat(back.status()).as(sql + back.out() + back.err()).isEqualTo(ExitStatus.COULD_NOT_RUN);
            assertThat(back.err()).contains("column a becomes one that is computed, and has values that do not fit");
            assertThat(project.dump()).isEqualTo(written);
            database.execute("UPDATE shop.t SET a = " + left + " WHERE id = 1");
            assertThat(rollback(sql).status()).as(sql).isZero();
            assertThat(project.dump()).isEqualTo(before);
        }
    }

    @Test
    void aColumnIsNotMadePlainWhereNobodyCouldTellLaterWhatWasWritten() throws SQLException, IOException {
        given("id INT PRIMARY KEY, n INT, a INT AS (n * 2) STORED", "(1, 3, DEFAULT)");
        for (String sql : List.of("MODIFY a VARCHAR(9)", "MODIFY a INT, MODIFY n BIGINT")) {
            TestShell.Result run = run("ALTER TABLE shop.t " + sql);
            assertThat(run.status()).as(run.err()).isEqualTo(1);
            assertThat(run.err())
                    .contains("column a is computed no more, and whether its values are still those that were computed"
                            + " could not be told on the way back");
        }
    }

    @Test
    void aKeyThatIsNotOneAnyMoreStopsTheRollback() throws SQLException, IOException {
        given("id INT PRIMARY KEY, a VARCHAR(9) COLLATE utf8mb4_general_ci, UNIQUE KEY u (a)", "(1, 'a')");
        assertThat(run("ALTER TABLE shop.t MODIFY a VARCHAR(9) COLLATE utf8mb4_bin")
                        .status())
                .isZero();
        database.execute("INSERT INTO shop.t VALUES (2, 'A')");
        String written = project.dump();
        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.status()).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(back.err())
                .contains("LM5024", "key u comes back, and 1 of its values stands more than once, in 2 rows");
        assertThat(project.dump()).isEqualTo(written);
        database.execute("DELETE FROM shop.t WHERE id = 2");
        assertThat(project.run("rollback", "change").status()).isZero();
    }
}
