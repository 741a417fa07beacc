package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * A process is stopped, not killed: all its sessions stay, and say nothing. Its locks expire, another command brings
 * its run to an end, and only then it goes on: it is told that it has lost its locks, and nothing is done twice.
 */
class StoppedProcessIT {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final int SAMPLES = 2;
    private static final String LOCKS = "lupomig_ephemeral.lupo_locks";
    private static final String RUNS = "lupomig_orchestration.lupo_migration_tracking WHERE migration_type <> 'step'";

    private final TestDatabase database = TestDatabase.get();
    private KilledPlan plan;

    @BeforeEach
    void build() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "only here it is seen that a process stands still");
        plan = new KilledPlan("abreast_build.lupomig", "abreast.lupomig", "crash_core");
    }

    @ParameterizedTest
    @ValueSource(strings = {"recover", "run"})
    void hereAndThere(String taker) throws Exception {
        stop(taker, SAMPLES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"recover", "run"})
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void everywhere(String taker) throws Exception {
        stop(taker, Points.LONG_SET);
    }

    /** @param taker the command that is given while the process stands still */
    private void stop(String taker, int samples) throws Exception {
        String before = plan.dump();
        Points points = Points.of(plan.done("run").points(), samples);
        String after = plan.dump();
        plan.rollback();
        Counts counts = points.counts("processes stopped in a run, then a " + taker);
        for (int point : points) {
            int counted = plan.counted();
            Process process = CrashedProcess.start("run", database, plan.change(), point, HaltingProcess.STOPS);
            boolean stopped = isStopped(process);
            boolean begun = stopped && hasBegun();
            CrashedProcess other = null;
            String then = "";
            int left = 0;
            if (stopped) {
                expire();
                other = CrashedProcess.here(taker, database, plan.change());
                then = plan.dump();
                left = plan.counted();
                Halt.send("CONT", process.pid());
            }
            CrashedProcess first = CrashedProcess.ended(process);
            String where = "point %d: %s, %s".formatted(point, other, first);
            counts.count(stopped ? "stopped" : "ended before");
            if (other != null) {
                assertThat(other.status()).as(where).isZero();
                assertThat(then).as(where).isIn(before, after);
            }
            if (begun) {
                counts.count("fenced");
                assertThat(first.output())
                        .as(where)
                        .startsWith("BROKEN")
                        .containsAnyOf("this run lost its lock", "the connection to the server was lost");
                assertThat(plan.dump()).as(where).isEqualTo(then);
                assertThat(plan.counted()).as(where).isEqualTo(left);
            } else {
                // it had not begun, or had ended: it finds what the other one has left
                assertThat(plan.dump()).as(where).isIn(before, after);
            }
            StoreAtRest.assertIn(database, where);
            if (plan.dump().equals(after)) {
                assertThat(plan.counted()).as(where).isBetween(counted + 1, counted + 2);
                counts.count("done");
                plan.rollback();
            } else {
                counts.count("as before");
            }
            assertThat(plan.dump()).as(where).isEqualTo(before);
        }
        counts.print();
        points.assertSome(counts.of("fenced"));
    }

    private static boolean isStopped(Process process) throws Exception {
        Path stat = Path.of("/proc/" + process.pid() + "/stat");
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (process.isAlive() && System.nanoTime() < deadline) {
            String line = Files.exists(stat) ? Files.readString(stat) : "";
            if (line.substring(line.lastIndexOf(')') + 1).startsWith(" T")) {
                return true;
            }
            Thread.sleep(20);
        }
        return false;
    }

    private boolean hasBegun() throws Exception {
        return !database.query("SELECT 1 FROM " + RUNS + " AND status = 'running'")
                .isEmpty();
    }

    /** As after a minute without a sign of life. */
    private void expire() throws Exception {
        List<String> tokens = database.query("SELECT owner_token FROM " + LOCKS + " WHERE lock_type = 'holder'");
        for (String token : tokens) {
            database.execute(
                    "UPDATE " + LOCKS + " SET expires_ymdhis = 20200101000000 WHERE owner_token = '" + token + "'");
        }
    }
}
