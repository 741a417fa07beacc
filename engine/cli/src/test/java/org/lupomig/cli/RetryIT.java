package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What a wait for others comes to: rows are changed once, and no step is begun again that has had an effect. */
class RetryIT {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long PAUSE_NANOS = 200_000_000L;

    private final TestDatabase database = TestDatabase.get();
    private final JournalPath journal = new JournalPath(database);

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.orders (id INT PRIMARY KEY, n INT) ENGINE=InnoDB",
            "INSERT INTO shop.orders VALUES (1, 1), (2, 2)",
            "CREATE TABLE shop.heavy (id INT PRIMARY KEY) ENGINE=InnoDB");

    @Test
    void notBehindAnEffect() throws Exception {
        project.plan(
                "CREATE TABLE shop.fresh (id INT PRIMARY KEY);\nALTER TABLE shop.orders ADD COLUMN more INT NULL;",
                "timeout 1s\nretry 20");
        String before = project.dump();
        try (Connection other = database.connect();
                Statement reading = other.createStatement()) {
            other.setAutoCommit(false);
            reading.executeQuery("SELECT * FROM shop.orders").close();

            TestShell.Result run = project.run("run", "shop.lupomig");

            assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.FINDINGS);
            assertThat(run.err()).contains("LM5014");
        }
        assertThat(project.dump()).isEqualTo(before);
        assertThat(journal.files()).singleElement().asString().endsWith("again 0");
        assertThat(database.query(
                        "SELECT 1 FROM lupomig_orchestration.lupo_migration_states WHERE entry_kind = 'retry'"))
                .isEmpty();
    }

    /** The other one's transaction is the heavier: the server ends ours. */
    @Test
    void rowsThatADeadlockKeptBackAreChangedOnceAndComeBack() throws Exception {
        project.plan("UPDATE shop.orders SET n = n + 10 WHERE id < 10;");
        try (Connection other = database.connect();
                Statement application = other.createStatement()) {
            other.setAutoCommit(false);
            application.execute("INSERT INTO shop.heavy SELECT seq FROM shop.seq_1_to_5000");
            application.execute("UPDATE shop.orders SET n = 20 WHERE id = 2");
            var run = CompletableFuture.supplyAsync(() -> project.run("run", "shop.lupomig"));
            until(run, "SELECT 1 FROM information_schema.INNODB_LOCK_WAITS");

            application.execute("UPDATE shop.orders SET n = 10 WHERE id = 1");
            other.commit();

            TestShell.Result result = run.join();
            assertThat(result.status()).as(result.out() + result.err()).isZero();
        }
        assertThat(rows()).containsExactly("20", "30");

        assertThat(project.run("rollback", "change").status()).isZero();
        assertThat(rows()).containsExactly("10", "20");
    }

    private List<String> rows() throws SQLException {
        return database.query("SELECT n FROM shop.orders ORDER BY id");
    }

    private void until(CompletableFuture<TestShell.Result> run, String query) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (database.query(query).isEmpty()) {
            // what InnoDB tells of transactions stays as it was for whoever asks more often
            LockSupport.parkNanos(PAUSE_NANOS);
            if (run.isDone() || System.nanoTime() > deadline) {
                throw new AssertionError("not seen: " + query
                        + (run.isDone() ? ": " + run.join().out() + run.join().err() : ""));
            }
        }
    }
}
