package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * A rollback has broken off half way because somebody wrote in the moment between, and {@code retry
 * --discard-later-writes} is killed at its statements. What others wrote is in its table or in a copy at any time; and
 * once it is written down that it may, whatever command comes next goes on by it.
 */
class KilledRestIT {
    private static final Path PLAN = KilledPlan.PLANS.resolve("overwritten.lupomig");
    private static final int SAMPLES = 3;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final TestDatabase database = TestDatabase.get();

    @Test
    void atSomeStatements() throws Exception {
        killed(SAMPLES);
    }

    @Test
    @Tag("soak")
    void atEveryStatement() throws Exception {
        killed(Points.LONG_SET);
    }

    private void killed(int samples) throws Exception {
        String first = halfway();
        CrashedProcess whole = CrashedProcess.here("discard-rest", database, PLAN);
        assertThat(whole.status()).as(whole.output()).isZero();
        goneBack("not killed", first);
        Points points = Points.of(whole.points(), samples);
        Counts counts = points.counts("kills in the rest of a rollback");
        for (int point : points) {
            String before = halfway();
            CrashedProcess rest = CrashedProcess.run("discard-rest", database, PLAN, point);
            counts.count(rest.killed() ? "killed" : "ended before");
            String when = "point " + point;
            assertNothingLost(when);
            CrashedProcess recovery = CrashedProcess.here("recover", database, PLAN);
            assertNothingLost(when + ", recovered");
            if (recovery.status() == Result.BROKEN.exitStatus()) {
                counts.count("not yet written down");
                CrashedProcess again = CrashedProcess.here("discard-rest", database, PLAN);
                assertThat(again.status()).as("%s: %s", when, again.output()).isZero();
            } else {
                assertThat(recovery.status())
                        .as("%s: %s", when, recovery.output())
                        .isZero();
            }
            goneBack(when, before);
        }
        counts.print();
        points.assertMost(counts.of("killed"));
    }

    /** A run, and a rollback of it that breaks off when it has taken its last step back; gives what was before it. */
    private String halfway() throws Exception {
        EmptyServer.begin(database);
        database.execute("CREATE SCHEMA crash_long");
        for (String table : List.of("big", "wide", "less")) {
            database.execute(
                    "CREATE TABLE crash_long." + table + " (id INT PRIMARY KEY, n INT, note VARCHAR(80))"
                            + " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4",
                    "INSERT INTO crash_long." + table + " SELECT seq, seq MOD 1000, SHA2(seq, 256) FROM"
                            + " crash_long.seq_1_to_200");
        }
        String before = dump();
        assertThat(CrashedProcess.here("run", database, PLAN).output()).startsWith("DONE");
        CompletableFuture<CrashedProcess> rollback;
        try (Connection reader = database.connect();
                Statement reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.executeQuery("SELECT * FROM crash_long.less LIMIT 1").close();
            rollback = CompletableFuture.supplyAsync(() -> CrashedProcess.here("rollback", database, PLAN));
            awaitWaiting(rollback);
            database.execute(
                    "UPDATE crash_long.big SET n = 4711 WHERE id = 150",
                    "UPDATE crash_long.wide SET extra = 4712 WHERE id = 150");
            reader.rollback();
        }
        CrashedProcess broken = rollback.join();
        assertThat(broken.status()).as(broken.output()).isEqualTo(Result.BROKEN.exitStatus());
        return before;
    }

    private void awaitWaiting(CompletableFuture<CrashedProcess> rollback) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < deadline && !rollback.isDone()) {
            if (!database.query("SELECT ID FROM information_schema.PROCESSLIST WHERE STATE LIKE 'Waiting for table%'"
                            + " AND INFO NOT LIKE 'SELECT%'")
                    .isEmpty()) {
                return;
            }
        }
        throw new AssertionError("it was not seen to wait");
    }

    private void goneBack(String when, String before) throws Exception {
        assertNothingLost(when + ", gone back");
        assertThat(dump()).as(when).isEqualTo(before);
        assertThat(database.query(
                        "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'lupomig_held'"))
                .as(when)
                .allMatch(name -> name.startsWith("k"));
        assertThat(database.query("SELECT COUNT(*) FROM lupomig_orchestration.migration_alerts"
                        + " WHERE title = 'later writes discarded'"))
                .as(when)
                .doesNotContain("0");
    }

    private void assertNothingLost(String when) throws Exception {
        LaterValues.assertIsThere(database, when, "big", "n", 4711);
        LaterValues.assertIsThere(database, when, "wide", "extra", 4712);
    }

    private String dump() throws Exception {
        return SchemaDump.of(database, "crash_long");
    }
}
