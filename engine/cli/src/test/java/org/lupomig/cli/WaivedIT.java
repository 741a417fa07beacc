package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Statements that have no way back, and what looks after tables. */
class WaivedIT {
    private static final String WAIVED = "undo none because \"it does no harm\"";

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.t (id INT PRIMARY KEY, n INT)",
            "INSERT INTO shop.t VALUES (1, 1)",
            "CREATE TABLE shop.m (id INT) ENGINE=MyISAM",
            "INSERT INTO shop.m VALUES (1)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FLUSH PRIVILEGES",
                "FLUSH TABLES shop.t",
                "FLUSH STATUS",
                "RESET QUERY CACHE",
                "KILL QUERY USER lm_nobody",
                "REPAIR TABLE shop.m",
                "ANALYZE UPDATE shop.t SET n = n + 1",
                "DELETE HISTORY FROM shop.t"
            })
    void runOnlyWhereTheAuthorGivesUpTheWayBack(String sql) throws SQLException, IOException {
        project.plan(sql + ";");
        String before = project.dump();
        TestShell.Result refused = project.run("run", "shop.lupomig");
        assertThat(refused.status()).as(sql).isEqualTo(2);
        assertThat(project.dump()).isEqualTo(before);

        project.plan("CREATE TABLE shop.fresh (id INT); " + sql + "; CREATE TABLE shop.t (id INT);", WAIVED);
        TestShell.Result plan = project.run("plan", "shop.lupomig");
        assertThat(plan.status()).as(sql + plan.err()).isZero();
        assertThat(plan.out())
                .as(sql)
                .contains("undo: none, because \"it does no harm\"")
                .contains("undo: waived, it stays: ");

        TestShell.Result run = project.run("run", "shop.lupomig");

        assertThat(run.status()).as(sql + run.err()).isEqualTo(1);
        assertThat(run.out() + run.err())
                .as(sql)
                .contains("is not taken back (undo none because \"it does no harm\"): whatever it has done stays")
                .contains("have done stays, all else is as before it")
                .doesNotContain("everything is as before it");
        assertThat(database.query("SHOW TABLES IN shop LIKE 'fresh'")).as(sql).isEmpty();
        if (sql.startsWith("ANALYZE")) {
            assertThat(database.query("SELECT n FROM shop.t")).containsExactly("2");
        }
    }

    @Test
    void aRollbackSaysWhatStays() throws SQLException, IOException {
        project.plan("ANALYZE UPDATE shop.t SET n = n + 1; CREATE TABLE shop.fresh (id INT);", WAIVED);
        assertThat(project.run("run", "shop.lupomig").status()).isZero();

        TestShell.Result back = project.run("rollback", "change");

        assertThat(back.status()).as(back.err()).isZero();
        assertThat(back.out()).contains("ANALYZE UPDATE is not taken back");
        assertThat(database.query("SELECT n FROM shop.t")).containsExactly("2");
        assertThat(database.query("SHOW TABLES IN shop LIKE 'fresh'")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOCK TABLES shop.t WRITE", "FLUSH TABLES WITH READ LOCK", "SET SESSION debug = 'd'"})
    void whatSteersTheSessionIsNotRunForAnybody(String sql) throws IOException {
        project.plan(sql + ";", WAIVED);

        assertThat(project.run("check", "shop.lupomig").status()).as(sql).isEqualTo(1);
    }

    @Test
    void whatLooksAfterTablesFailsWhereTheServerSaysSoInRows() throws SQLException, IOException {
        for (String verb : new String[] {"ANALYZE", "CHECK", "OPTIMIZE", "CHECKSUM"}) {
            project.plan("CREATE TABLE shop.fresh (id INT); " + verb + " TABLE shop.t, shop.missing;");
            String before = project.dump();

            TestShell.Result run = project.run("run", "shop.lupomig");

            assertThat(run.status()).as(verb + run.err()).isEqualTo(1);
            assertThat(run.err()).as(verb).contains("shop.missing");
            assertThat(project.dump()).as(verb).isEqualTo(before);
        }
    }

    @Test
    void aTableThatWasMadeAndRenamedIsTakenAwayAfterItWasOptimized() throws SQLException, IOException {
        project.plan("""
                CREATE TABLE shop.a (id INT PRIMARY KEY); INSERT INTO shop.a VALUES (1); RENAME TABLE shop.a TO shop.b;
                OPTIMIZE TABLE shop.b, shop.t; ANALYZE TABLE shop.b; SHOW TABLES; EXPLAIN SELECT * FROM shop.b;
                DROP TABLE shop.t; CREATE TABLE shop.b (id INT);
                """, "");
        String before = project.dump();

        TestShell.Result run = project.run("run", "shop.lupomig");

        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void whatACalledProcedureSetsIsKnownOfTheStatementsBehindIt() throws SQLException, IOException {
        database.execute("CREATE PROCEDURE shop.p(d INT) BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN END;"
                + " SET autocommit = 0, time_zone = '+05:00'; INSERT INTO shop.t VALUES (d, d); END");
        project.plan("CALL shop.p(2); INSERT INTO shop.t VALUES (3, 3); CALL shop.p(4);", WAIVED);
        assertThat(project.run("plan", "--format", "json", "shop.lupomig").out())
                .contains("where it does what cannot be followed it is called, and what it does stays");

        TestShell.Result run = project.run("run", "shop.lupomig");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(database.query("SELECT id FROM shop.t ORDER BY id")).containsExactly("1", "2", "3", "4");
        assertThat(database.query("SELECT state_data FROM lupomig_orchestration.lupo_migration_states").stream()
                        .filter(data -> data.contains("INSERT INTO shop.t VALUES (3")))
                .isNotEmpty()
                .allMatch(data -> data.contains("time_zone=+05:00"));
    }

    @Test
    void aCallThatFailedHalfWayIsNotCalledAgain() throws SQLException, IOException {
        database.execute(
                "CREATE PROCEDURE shop.p() BEGIN INSERT INTO shop.t VALUES (2, 2);" + " DROP TABLE shop.missing; END");
        project.plan("CALL shop.p();", WAIVED);
        String before = project.dump();

        TestShell.Result run = project.run("run", "shop.lupomig");

        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void aCallThatWaitedInVainIsNotCalledAgain() throws Exception {
        database.execute(
                "CREATE PROCEDURE shop.p() BEGIN DECLARE i INT DEFAULT 0; WHILE i < 1 DO SET i = i + 1; END WHILE;"
                        + " INSERT INTO shop.m VALUES (2); SET SESSION innodb_lock_wait_timeout = 1;"
                        + " UPDATE shop.t SET n = 9 WHERE id = 1; END");
        project.plan("CALL shop.p();", WAIVED + "\nretry 3");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute("START TRANSACTION");
            statement.execute("UPDATE shop.t SET n = 5 WHERE id = 1");

            TestShell.Result run = project.run("run", "shop.lupomig");

            assertThat(run.status()).as(run.err()).isEqualTo(1);
            assertThat(run.err()).contains("it may have happened in part, so it is not sent again by itself");
            assertThat(run.out()).contains("CALL is not taken back");
            statement.execute("ROLLBACK");
        }
        assertThat(database.query("SELECT COUNT(*) FROM shop.m WHERE id = 2")).containsExactly("1");
    }

    @Test
    void whatACallThatFailedHadNotCommittedIsNotCommitted() throws SQLException, IOException {
        database.execute(
                "CREATE PROCEDURE shop.p() BEGIN DECLARE i INT DEFAULT 0; WHILE i < 1 DO SET i = i + 1; END WHILE;"
                        + " SET autocommit = 0; INSERT INTO shop.t VALUES (2, 2); INSERT INTO shop.t VALUES (1, 1); END");
        project.plan("CALL shop.p();", WAIVED);

        assertThat(project.run("run", "shop.lupomig").status()).isEqualTo(1);

        assertThat(database.query("SELECT id FROM shop.t")).containsExactly("1");
    }

    @Test
    void whatIsSentIsReadInTheSchemaOfItsAuthor() throws SQLException, IOException {
        database.execute("CREATE TABLE shop.said (word VARCHAR(64))");
        database.execute("CREATE SCHEMA binaries DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
        database.execute("CREATE PROCEDURE binaries.p(d VARCHAR(64)) INSERT INTO shop.said VALUES (d)");
        try {
            project.plan("USE shop; CALL binaries.p(DATABASE());", WAIVED);

            TestShell.Result run = project.run("run", "shop.lupomig");

            assertThat(run.status()).as(run.err()).isZero();
            assertThat(database.query("SELECT word FROM shop.said")).containsExactly("shop");
        } finally {
            database.execute("DROP SCHEMA binaries");
        }
    }

    @Test
    void whatLetsGoTheLocksOfItsSessionStopsItsStep() throws SQLException, IOException {
        database.execute(
                "CREATE PROCEDURE shop.p() BEGIN DECLARE i INT DEFAULT 0; WHILE i < 1 DO SET i = i + 1; END WHILE;"
                        + " DO RELEASE_ALL_LOCKS(); END");
        project.plan("CALL shop.p(); CREATE TABLE shop.fresh (id INT);", WAIVED);
        String before = project.dump();

        TestShell.Result run = project.run("run", "shop.lupomig");

        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains("it has released the lock by which a later run would find its connection");
        assertThat(project.dump()).isEqualTo(before);
    }
}
