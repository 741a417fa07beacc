package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Rows of a table without a key come back whole: nobody sees the table without them, and no kill leaves it so. */
class RowsWithoutKeyIT {
    private static final long ROWS = 60_000;

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.loose (a INT, b VARCHAR(40), c INT) ENGINE=InnoDB",
            "INSERT INTO shop.loose WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 300)"
                    + " SELECT x.i, CONCAT('row ', x.i), 5 FROM n AS x JOIN n AS y WHERE y.i <= " + ROWS / 300);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE shop.loose SET b = 'other' WHERE a < 9",
                "ALTER TABLE shop.loose DROP COLUMN b",
                "ALTER TABLE shop.loose MODIFY b VARCHAR(5)"
            })
    void aReaderSeesAllOfThemAllTheTime(String sql) throws Exception {
        String before = project.dump();
        project.plan("SET sql_mode = ''; " + sql + ";");
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.err()).isZero();
        CompletableFuture<TestShell.Result> back =
                CompletableFuture.supplyAsync(() -> project.run("rollback", "change"));
        Set<Long> seen = new TreeSet<>();
        try (Connection reader = database.connect()) {
            while (!back.isDone()) {
                seen.add(count(reader));
            }
        }
        assertThat(back.join().status()).as(back.join().err()).isZero();
        assertThat(seen).containsExactly(ROWS);
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void aKillWhileTheyComeBackLeavesThoseThatWereThere() throws Exception {
        String before = project.dump();
        project.plan("ALTER TABLE shop.loose DROP COLUMN b;");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        CompletableFuture<TestShell.Result> back =
                CompletableFuture.supplyAsync(() -> project.run("rollback", "change"));
        String session = awaitInsert(back);
        try (Connection reader = database.connect()) {
            database.execute("KILL CONNECTION " + session);
            assertThat(back.join().status()).isNotZero();
            assertThat(count(reader)).isEqualTo(ROWS);
        }
        TestShell.Result recovery = project.run("recover");
        assertThat(recovery.status()).as(recovery.err()).isZero();
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void whatOthersWriteAfterSuchAKillIsNotTakenAway() throws Exception {
        project.plan("ALTER TABLE shop.loose DROP COLUMN b;");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        CompletableFuture<TestShell.Result> back =
                CompletableFuture.supplyAsync(() -> project.run("rollback", "change"));
        database.execute("KILL CONNECTION " + awaitInsert(back));
        assertThat(back.join().status()).isNotZero();
        database.execute("INSERT INTO shop.loose (a) VALUES (-1)");
        TestShell.Result recovery = project.run("recover");
        assertThat(recovery.err()).contains("somebody has changed its rows since it was half way back");
        assertThat(recovery.status()).isEqualTo(3);
        assertThat(database.query("SELECT COUNT(*) FROM shop.loose WHERE a = -1"))
                .containsExactly("1");
        database.execute("DELETE FROM shop.loose WHERE a = -1");
        project.write("other.lupomig", """
                plan other version 1 {
                  database main = mariadb
                  batch b { step s { sql \"""SELECT 1\""" } }
                }
                """);
        TestShell.Result other = project.run("recover", "other.lupomig");
        assertThat(other.status()).as(other.err()).isZero();
        assertThat(other.out()).contains("plan shop needs a person, too", "nothing to recover of plan other");
        recovery = project.run("recover", "shop");
        assertThat(recovery.status()).as(recovery.err()).isZero();
    }

    private static long count(Connection reader) throws SQLException {
        try (Statement statement = reader.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM shop.loose")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The session that puts the rows back, while it does. */
    private String awaitInsert(CompletableFuture<?> back) throws SQLException {
        while (!back.isDone()) {
            for (String id : database.query("SELECT ID FROM information_schema.PROCESSLIST"
                    + " WHERE INFO LIKE 'SET STATEMENT%INSERT INTO `shop`.`loose`%'")) {
                return id;
            }
        }
        throw new AssertionError("it was over too soon");
    }
}
