package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.lupomig.testkit.mariadb.AccountDump;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * A plan whose processes are killed where they touch the server, by the server's own reckoning of a killed client; the
 * next command must leave everything as before, or done. The last step of the plan counts in {@code crash_left},
 * without a way back.
 */
final class KilledPlan {
    static final Path PLANS = Path.of("src/test/resources/crash").toAbsolutePath();

    private final TestDatabase database = TestDatabase.get();
    private final Path change;
    private final String[] schemas;

    /**
     * Makes what the plan begins with, on an empty server.
     *
     * @param build the name of the plan that makes it
     * @param change the name of the plan that is killed
     * @param schemas all that the plan touches, and has a way back
     */
    KilledPlan(String build, String change, String... schemas) throws Exception {
        this.change = PLANS.resolve(change);
        this.schemas = schemas;
        database.clear();
        StoreForTests.make(database);
        CrashedProcess made = CrashedProcess.run("run", database, PLANS.resolve(build), 0);
        assertThat(made.output()).startsWith("DONE");
    }

    /** Every how many-th point is taken, so that there are about so many of them. */
    private static int stride(int points, int samples) {
        return Math.max(1, points / samples);
    }

    void killRuns(int samples) throws Exception {
        String before = dump();
        CrashedProcess whole = CrashedProcess.run("run", database, change, 0);
        assertThat(whole.output()).startsWith("DONE");
        String after = dump();
        rollback();
        int stride = stride(whole.points(), samples);
        System.out.println("[crash] run has " + whole.points() + " points, every " + stride + " is taken");
        int kills = 0;
        for (int point = 1; ; point += stride) {
            int counted = counted();
            CrashedProcess run = CrashedProcess.run("run", database, change, point);
            int left = counted();
            assertThat(left).as("point %d", point).isBetween(counted, counted + 1);
            if (!run.killed()) {
                assertThat(run.output()).startsWith("DONE");
                assertThat(timeless(dump())).isEqualTo(timeless(after));
                break;
            }
            kills++;
            if (recovered(point, before, after)) {
                assertThat(left).as("point %d", point).isEqualTo(counted + 1);
            }
            assertThat(counted()).as("point %d", point).isEqualTo(left);
        }
        assertThat(kills).isGreaterThan(5);
    }

    /** Recovers after a kill, and takes back what was done by then. Returns whether it was. */
    private boolean recovered(int point, String before, String after) throws Exception {
        CrashedProcess recovery = CrashedProcess.run("recover", database, change, 0);
        assertThat(recovery.status())
                .as("point %d: %s", point, recovery.output())
                .isZero();
        String now = dump();
        boolean done = timeless(now).equals(timeless(after));
        if (done) {
            rollback();
        } else {
            assertThat(now)
                    .as("after a kill at point %d and %s", point, recovery.output())
                    .isEqualTo(before);
        }
        assertSettled();
        return done;
    }

    void killRollbacks(int samples) throws Exception {
        String before = dump();
        assertThat(CrashedProcess.run("run", database, change, 0).output()).startsWith("DONE");
        CrashedProcess whole = rollback();
        int stride = stride(whole.points(), samples);
        System.out.println("[crash] rollback has " + whole.points() + " points, every " + stride + " is taken");
        int kills = 0;
        for (int point = 1; ; point += stride) {
            assertThat(CrashedProcess.run("run", database, change, 0).output()).startsWith("DONE");
            String after = dump();
            int counted = counted();
            CrashedProcess rollback = CrashedProcess.run("rollback", database, change, point);
            if (!rollback.killed()) {
                assertThat(rollback.output()).startsWith("DONE");
                assertThat(dump()).isEqualTo(before);
                break;
            }
            kills++;
            recovered(point, before, after);
            assertThat(counted()).as("point %d", point).isEqualTo(counted);
        }
        assertThat(kills).isGreaterThan(3);
    }

    void killRecoveries(int samples) throws Exception {
        String before = dump();
        int late = latePoint();
        assertThat(CrashedProcess.run("run", database, change, late).killed()).isTrue();
        CrashedProcess whole = CrashedProcess.run("recover", database, change, 0);
        int stride = stride(whole.points(), samples);
        System.out.println("[crash] recovery has " + whole.points() + " points, every " + stride + " is taken");
        int kills = 0;
        for (int point = 1; ; point += stride) {
            assertThat(CrashedProcess.run("run", database, change, late).killed())
                    .isTrue();
            int counted = counted();
            CrashedProcess first = CrashedProcess.run("recover", database, change, point);
            if (!first.killed()) {
                assertThat(first.status()).as(first.output()).isZero();
                assertThat(dump()).isEqualTo(before);
                break;
            }
            kills++;
            CrashedProcess second = CrashedProcess.run("recover", database, change, 0);
            assertThat(second.status())
                    .as("point %d: %s", point, second.output())
                    .isZero();
            assertThat(dump()).as("point %d", point).isEqualTo(before);
            assertThat(counted()).as("point %d", point).isEqualTo(counted);
            assertSettled();
        }
        assertThat(kills).isGreaterThan(3);
    }

    /** A point shortly before the commit point: most is done, all goes back. */
    private int latePoint() throws Exception {
        CrashedProcess whole = CrashedProcess.run("run", database, change, 0);
        rollback();
        return whole.points() - 10;
    }

    private CrashedProcess rollback() throws Exception {
        CrashedProcess back = CrashedProcess.run("rollback", database, change, 0);
        assertThat(back.output()).startsWith("DONE");
        return back;
    }

    /** All that has a way back. */
    private String dump() throws Exception {
        return SchemaDump.of(database, schemas) + AccountDump.of(database, "crash_");
    }

    /** Without when passwords were set: two runs of the same plan set them at different times. */
    static String timeless(String dump) {
        return dump.replaceAll("password_last_changed=\\d+", "password_last_changed");
    }

    /** How often what has no way back was done. */
    private int counted() throws Exception {
        return Integer.parseInt(database.query("SELECT n FROM crash_left.tally").get(0));
    }

    /** No run under way, no step between two states, nobody frozen, nothing kept aside. */
    private void assertSettled() throws Exception {
        assertThat(database.query(
                        "SELECT COUNT(*) FROM lupomig_orchestration.migration_files WHERE state_id NOT IN (1, 8)"))
                .containsExactly("0");
        assertThat(database.query("SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'lupomig_held'"))
                .containsExactly("0");
    }
}
