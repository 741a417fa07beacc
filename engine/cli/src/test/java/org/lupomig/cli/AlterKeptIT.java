package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Values that an ALTER loses come back with their columns, whatever others have written beside them since. */
class AlterKeptIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project =
            ServerProject.onFreshServer("SET GLOBAL sql_mode = ''", "CREATE SCHEMA shop CHARACTER SET utf8mb4");

    private TestShell.Result run(String sql) throws IOException {
        project.planOfScript("shop", sql + ";\n");
        return project.run("run", "shop.lupomig");
    }

    private void ran(String sql) throws IOException {
        TestShell.Result run = run(sql);
        assertThat(run.status()).as(sql + run.out() + run.err()).isZero();
    }

    private void rolledBack() {
        TestShell.Result back = project.run("rollback", "shop.change");
        assertThat(back.status()).as(back.out() + back.err()).isZero();
    }

    private void threeRows() throws SQLException {
        database.execute(
                "CREATE TABLE shop.t (id INT PRIMARY KEY, a VARCHAR(9) NOT NULL DEFAULT 'none' UNIQUE CHECK (a <> ''),"
                        + " b INT, ts TIMESTAMP NOT NULL DEFAULT '2020-01-01' ON UPDATE CURRENT_TIMESTAMP, KEY ab (a, b))",
                "INSERT INTO shop.t (id, a, b) VALUES (1, 'one', 1), (2, 'two', 2), (3, 'three', 3)");
    }

    @Test
    void droppedValuesComeBackBesideWhatOthersWrote() throws SQLException, IOException {
        threeRows();
        ran("ALTER TABLE shop.t DROP COLUMN a");
        database.execute("DELETE FROM shop.t WHERE id = 2", "UPDATE shop.t SET b = 33, ts = '2021-01-01' WHERE id = 3");
        rolledBack();
        assertThat(database.query("SELECT CONCAT_WS(' ', id, a, b, DATE(ts)) FROM shop.t ORDER BY id"))
                .containsExactly("1 one 1 2020-01-01", "3 three 33 2021-01-01");
        assertThat(database.query("SHOW CREATE TABLE shop.t").toString()).doesNotContain("lupomig");
    }

    @Test
    void rowsThatHaveComeSinceGetTheColumnsDefault() throws SQLException, IOException {
        threeRows();
        ran("ALTER TABLE shop.t DROP COLUMN a");
        database.execute(
                "INSERT INTO shop.t (id, b) VALUES (4, 4)", "UPDATE shop.t SET b = 33, ts = '2021-01-01' WHERE id = 3");
        rolledBack();
        assertThat(database.query("SELECT CONCAT_WS(' ', id, a, b, DATE(ts)) FROM shop.t ORDER BY id"))
                .containsExactly(
                        "1 one 1 2020-01-01", "2 two 2 2020-01-01", "3 three 33 2021-01-01", "4 none 4 2020-01-01");
        assertThat(database.query("SHOW CREATE TABLE shop.t").toString()).doesNotContain("lupomig");
    }

    @Test
    void valuesOfRowsThatMayHaveAnotherKeyByNowAreNotLost() throws SQLException, IOException {
        database.execute(
                "CREATE TABLE shop.t (mail VARCHAR(9) PRIMARY KEY, a INT)",
                "INSERT INTO shop.t VALUES ('one', 1), ('two', 2)");
        ran("ALTER TABLE shop.t DROP COLUMN a");
        database.execute("UPDATE shop.t SET mail = 'other' WHERE mail = 'two'");

        TestShell.Result back = project.run("rollback", "shop.change");

        assertThat(back.status()).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(back.out() + back.err()).contains("some of its rows are gone and others have come since");
        database.execute("UPDATE shop.t SET mail = 'two' WHERE mail = 'other'", "INSERT INTO shop.t VALUES ('new')");
        rolledBack();
        assertThat(database.query("SELECT CONCAT_WS(' ', mail, a) FROM shop.t ORDER BY mail"))
                .containsExactly("new", "one 1", "two 2");
    }

    @Test
    void changedValuesComeBackUnlessSomebodyChangedThemSince() throws SQLException, IOException {
        database.execute(
                "CREATE TABLE shop.t (id INT PRIMARY KEY, a VARCHAR(9), b INT)",
                "INSERT INTO shop.t VALUES (1, '1.5', 1), (2, 'two', 2), (3, NULL, 3)");
        String before = project.dump();
        ran("ALTER TABLE shop.t MODIFY a INT NOT NULL, CHANGE b c TINYINT");
        database.execute("UPDATE shop.t SET a = 7 WHERE id = 2");
        String written = project.dump();
        TestShell.Result back = project.run("rollback", "shop.change");
        assertThat(back.status()).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(back.out() + back.err()).contains("values that the batch changed are not as it left them");
        assertThat(project.dump()).isEqualTo(written);
        database.execute("UPDATE shop.t SET a = 0 WHERE id = 2", "UPDATE shop.t SET c = 9 WHERE id = 1");
        rolledBack();
        database.execute("UPDATE shop.t SET b = 1 WHERE id = 1");
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void valuesAreKeptByAUniqueKeyThatIsNotThePrimaryOne() throws SQLException, IOException {
        database.execute(
                "CREATE TABLE shop.t (id INT NOT NULL, a VARCHAR(9) NOT NULL, n VARCHAR(5), UNIQUE u (a))",
                "INSERT INTO shop.t VALUES (0, 'one', ''), (1, 'two', NULL), (-1, 'three', 'x')");
        String before = project.dump();
        ran("ALTER TABLE shop.t DROP COLUMN n, ADD PRIMARY KEY (id)");
        database.execute("INSERT INTO shop.t VALUES (7, 'seven')");
        rolledBack();
        database.execute("DELETE FROM shop.t WHERE id = 7");
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void aUniqueKeyOfTextsOfAnyLengthTellsNoRowsApartInAnImage() throws SQLException, IOException {
        database.execute(
                "CREATE TABLE shop.t (a TEXT NOT NULL, n VARCHAR(5), UNIQUE u (a))",
                "INSERT INTO shop.t VALUES ('one', ''), ('two', NULL)");
        String before = project.dump();
        ran("ALTER TABLE shop.t DROP COLUMN n");
        rolledBack();
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void rowsWithoutAKeyComeBackUnlessSomebodyChangedAnySince() throws SQLException, IOException {
        database.execute(
                "CREATE TABLE shop.t (a INT, b VARCHAR(9)) COMMENT = 'no key'",
                "INSERT INTO shop.t VALUES (1, 'one'), (1, 'one'), (NULL, '')");
        String before = project.dump();
        ran("ALTER TABLE shop.t DROP COLUMN b");
        database.execute("INSERT INTO shop.t VALUES (5)");
        String written = project.dump();
        TestShell.Result back = project.run("rollback", "shop.change");
        assertThat(back.status()).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(back.out() + back.err()).contains("values that the batch changed are not as it left them");
        assertThat(project.dump()).isEqualTo(written);
        database.execute("DELETE FROM shop.t WHERE a = 5");
        rolledBack();
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void valuesThatAreNoneComeBackAsTheyAre() throws SQLException, IOException {
        database.execute(
                "CREATE TABLE shop.t (id INT PRIMARY KEY, d DATE, dt DATETIME(3), ts TIMESTAMP NOT NULL DEFAULT"
                        + " '2020-01-01', y YEAR, e ENUM('a', 'b'), s SET('x', 'y'), c CHAR(5), v VARCHAR(5), f FLOAT,"
                        + " b BIT(3), n DECIMAL(5,2), j JSON, g POINT)",
                "SET STATEMENT sql_mode = 'ALLOW_INVALID_DATES', check_constraint_checks = 0 FOR INSERT INTO shop.t"
                        + " VALUES (0, '2020-02-31', '2020-02-31 01:02:03.004', '0000-00-00', 0, 'none', '', 'a ', 'a ',"
                        + " 0.1, 5, 1.25, 'no json', POINT(1, 2)), (1, '0000-00-00', '2020-00-01', '2020-01-02', 2155,"
                        + " 'b', 'x,y', '', '', -1e30, 0, -999.99, '{}', NULL)");
        String before = project.dump();
        String columns = "DROP d, DROP dt, DROP ts, DROP y, DROP e, DROP s, DROP c, DROP v, DROP f, DROP b, DROP n,"
                + " DROP j, DROP g";
        ran("ALTER TABLE shop.t " + columns);
        rolledBack();
        assertThat(project.dump()).isEqualTo(before);
        assertThat(before).contains("2020-02-31", "0000-00-00");
    }

    @Test
    void rowsOfPartitionsComeBackBesideThoseThatCame() throws SQLException, IOException {
        for (String sql : List.of("DROP PARTITION p0", "TRUNCATE PARTITION p0")) {
            database.execute(
                    "CREATE OR REPLACE TABLE shop.t (id INT PRIMARY KEY, a INT) PARTITION BY RANGE (id)"
                            + " (PARTITION p0 VALUES LESS THAN (10), PARTITION pm VALUES LESS THAN MAXVALUE)",
                    "INSERT INTO shop.t VALUES (1, 1), (2, 2), (11, 11)");
            ran("ALTER TABLE shop.t " + sql);
            database.execute("INSERT INTO shop.t VALUES (3, 3), (12, 12)");
            TestShell.Result back = project.run("rollback", "shop.change");
            assertThat(back.status()).as(back.out() + back.err()).isZero();
            assertThat(database.query("SELECT id FROM shop.t ORDER BY id")).containsExactly("1", "2", "3", "11", "12");
            assertThat(database.query("SELECT id FROM shop.t PARTITION (p0) ORDER BY id"))
                    .containsExactly("1", "2", "3");
        }
    }

    @Test
    void aPartitionIsOneOfVersionsByHowTheTableIsDividedAlone() throws SQLException, IOException {
        database.execute(
                "CREATE TABLE shop.t (id INT PRIMARY KEY, system_time INT COMMENT 'PARTITION BY SYSTEM_TIME')"
                        + " PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION pm VALUES LESS THAN"
                        + " MAXVALUE)",
                "INSERT INTO shop.t VALUES (1, 1), (11, 11)");
        ran("ALTER TABLE shop.t TRUNCATE PARTITION p0");
        rolledBack();
        assertThat(database.query("SELECT id FROM shop.t ORDER BY id")).containsExactly("1", "11");
    }

    @Test
    void ofAVersionedTableOnlyPartitionsOfHistoryAreEmptied() throws SQLException, IOException {
        database.execute(
                "CREATE TABLE shop.h (id INT PRIMARY KEY) WITH SYSTEM VERSIONING PARTITION BY SYSTEM_TIME LIMIT 1000"
                        + " (PARTITION p0 HISTORY, PARTITION p1 HISTORY, PARTITION pc CURRENT)",
                "CREATE TABLE shop.r (id INT PRIMARY KEY) WITH SYSTEM VERSIONING PARTITION BY HASH (id) PARTITIONS 2",
                "INSERT INTO shop.h VALUES (1), (2)",
                "INSERT INTO shop.r VALUES (1), (2)",
                "DELETE FROM shop.h WHERE id = 1");
        ran("ALTER TABLE shop.h TRUNCATE PARTITION p0");
        rolledBack();
        for (String sql : List.of("h TRUNCATE PARTITION pc", "h TRUNCATE PARTITION ALL", "r TRUNCATE PARTITION p0")) {
            TestShell.Result run = run("ALTER TABLE shop." + sql);
            assertThat(run.status()).as(sql).isEqualTo(ExitStatus.FINDINGS);
            assertThat(run.out() + run.err()).contains("LM5041", "it removes the rows of partitions, and");
        }
        assertThat(database.query("SELECT id FROM shop.h")).containsExactly("2");
        assertThat(database.query("SELECT COUNT(*) FROM shop.r")).containsExactly("2");
    }

    @Test
    void partitionsAreCopiedUpToTheLimitForImages() throws SQLException, IOException {
        database.execute(
                "CREATE TABLE shop.t (id INT PRIMARY KEY, a CHAR(200)) PARTITION BY RANGE (id)"
                        + " (PARTITION p0 VALUES LESS THAN (10), PARTITION pm VALUES LESS THAN MAXVALUE)",
                "INSERT INTO shop.t SELECT seq, seq FROM shop.seq_1_to_30000",
                "ANALYZE TABLE shop.t");
        project.write("lupomig.properties", "image-limit = 1MB\n");
        TestShell.Result run = run("ALTER TABLE shop.t TRUNCATE PARTITION pm");
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.FINDINGS);
        assertThat(run.out() + run.err()).contains("their rows would be copied", "of which at most 1 MB are");
        ran("ALTER TABLE shop.t TRUNCATE PARTITION p0");
    }

    @Test
    void aKeyThatIsTakenRefusesTheWayBackOfAPartition() throws SQLException, IOException {
        database.execute(
                "CREATE TABLE shop.t (id INT PRIMARY KEY, a INT) PARTITION BY HASH (id) PARTITIONS 2",
                "INSERT INTO shop.t VALUES (1, 1), (2, 2)");
        ran("ALTER TABLE shop.t TRUNCATE PARTITION ALL");
        database.execute("INSERT INTO shop.t VALUES (1, 100)");
        TestShell.Result back = project.run("rollback", "shop.change");
        assertThat(back.status()).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(back.out() + back.err()).contains("rows with keys of those that the batch removed with partitions");
        assertThat(database.query("SELECT a FROM shop.t")).containsExactly("100");
        database.execute("DELETE FROM shop.t");
        assertThat(project.run("rollback", "shop.change").status()).isZero();
        assertThat(database.query("SELECT a FROM shop.t ORDER BY a")).containsExactly("1", "2");
    }

    @Test
    void whatWouldFireTriggersOnTheWayBackIsRefused() throws SQLException, IOException {
        database.execute(
                "CREATE TABLE shop.t (id INT PRIMARY KEY, a INT, b INT)",
                "CREATE TRIGGER shop.g BEFORE UPDATE ON shop.t FOR EACH ROW SET NEW.b = 1");
        String before = project.dump();
        TestShell.Result run = run("ALTER TABLE shop.t DROP COLUMN a");
        assertThat(run.status()).isNotZero();
        assertThat(run.out() + run.err())
                .contains(
                        "LM5041",
                        "ALTER TABLE shop.t has no way back here: column a is dropped, and the way back would fire its"
                                + " triggers",
                        "drop these triggers in a statement before it, and create them again in one behind it; or do"
                                + " it by other means");
        assertThat(project.dump()).isEqualTo(before);
    }
}
