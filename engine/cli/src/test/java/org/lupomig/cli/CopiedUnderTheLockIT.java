package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * What is copied aside before a column goes is copied under the lock under which it goes. Somebody writes when the copy
 * is made and not filled yet, and commits while the ALTER waits for the table: that is in the copy, and nobody is
 * needed.
 */
class CopiedUnderTheLockIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.plain (id INT PRIMARY KEY, up INT) ENGINE=InnoDB",
            "INSERT INTO shop.plain VALUES (1, 1), (2, 2)",
            "CREATE TABLE shop.gate (id INT) ENGINE=InnoDB");

    /** Nothing tells whose the values are; with values of another column that come back, or without. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ADD COLUMN note VARCHAR(40) DEFAULT (UUID())",
                "ADD COLUMN note VARCHAR(40) DEFAULT (UUID()), DROP COLUMN up"
            })
    void inABatchThatFails(String change) throws Exception {
        String before = project.dump();
        project.plan("ALTER TABLE shop.plain " + change + "; ALTER TABLE shop.gate ADD COLUMN n INT;");
        try (Connection gate = database.connect();
                Statement keeper = gate.createStatement();
                Connection writer = database.connect();
                Statement writing = writer.createStatement()) {
            keeper.execute("LOCK TABLES shop.gate WRITE");
            var run = CompletableFuture.supplyAsync(() -> project.run("run", "shop.lupomig"));
            WaitingCommand.session(database, run);
            // what was there before the last moment
            database.execute("INSERT INTO shop.plain (id, note) VALUES (3, 'earlier')");
            writer.setAutoCommit(false);
            writing.execute("INSERT INTO shop.plain (id, note) VALUES (4, 'theirs')");
            keeper.execute("ALTER TABLE shop.gate ADD COLUMN n INT");
            keeper.execute("UNLOCK TABLES");
            WaitingCommand.session(database, run, "LOCK TABLES");
            writer.commit();

            TestShell.Result failed = run.join();
            assertThat(failed.err()).doesNotContain("LM5020");
            assertThat(failed.status()).as(failed.out() + failed.err()).isEqualTo(1);
        }
        assertThat(kept()).containsExactly("earlier", "theirs");
        database.execute("ALTER TABLE shop.gate DROP COLUMN n", "DELETE FROM shop.plain WHERE id > 2");
        assertThat(project.dump()).isEqualTo(before);
    }

    /** Known to be theirs, and allowed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ADD COLUMN note VARCHAR(40)",
                "ADD COLUMN note VARCHAR(40), DROP COLUMN up",
                "ADD COLUMN note VARCHAR(40) DEFAULT (UUID())"
            })
    void inARollbackOverLaterWrites(String change) throws Exception {
        String before = project.dump();
        project.plan("ALTER TABLE shop.plain " + change + ";");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        database.execute("UPDATE shop.plain SET note = 'earlier' WHERE id = 1");
        CompletableFuture<TestShell.Result> back;
        try (Connection writer = database.connect();
                Statement writing = writer.createStatement()) {
            writer.setAutoCommit(false);
            writing.execute("UPDATE shop.plain SET note = 'theirs' WHERE id = 2");
            back = CompletableFuture.supplyAsync(() -> project.run("rollback", "change", "--discard-later-writes"));
            WaitingCommand.session(database, back, "LOCK TABLES");
            writer.commit();
        }
        assertThat(back.join().err()).isEmpty();
        assertThat(back.join().status()).isZero();
        assertThat(kept()).containsExactly("earlier", "theirs");
        assertThat(project.dump()).isEqualTo(before);
    }

    private List<String> kept() throws Exception {
        List<String> copies = database.query("SELECT TABLE_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA ="
                + " 'lupomig_held' AND TABLE_NAME LIKE 'k%' AND COLUMN_NAME = 'note'");
        assertThat(copies).hasSize(1);
        assertThat(database.query(
                        "SELECT message FROM lupomig_orchestration.migration_alerts WHERE title = 'rows kept'"))
                .singleElement()
                .asString()
                .contains(copies.get(0));
        return database.query(
                "SELECT note FROM lupomig_held.`" + copies.get(0) + "` WHERE note IN ('earlier', 'theirs') ORDER BY 1");
    }
}
