package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.testkit.Counts;
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

    /** How often a process was killed while steps were under way at the same time, as it is counted. */
    private static final String SEVERAL = "with several steps under way";

    private final TestDatabase database = TestDatabase.get();
    private final Path change;
    private final String[] schemas;
    private String run = "run";

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
        EmptyServer.begin(database);
        CrashedProcess made = CrashedProcess.here("run", database, PLANS.resolve(build));
        assertThat(made.output()).startsWith("DONE");
    }

    /** The command by which it is run where it is killed: another one than {@code run}. */
    KilledPlan givenAs(String command) {
        run = command;
        return this;
    }

    void killRuns(int samples) throws Exception {
        String before = dump();
        CrashedProcess whole = done(run);
        String after = dump();
        rollback();
        Points points = Points.of(whole.points(), samples);
        Counts counts = points.counts("kills in a run of " + name());
        for (int point : points) {
            int counted = counted();
            CrashedProcess killed = CrashedProcess.run(run, database, change, point);
            int left = counted();
            assertThat(left).as("point %d", point).isBetween(counted, counted + 1);
            count(killed, point, counts);
            counts.add(SEVERAL, underWay() > 1 ? 1 : 0);
            if (recovered("point " + point, before, after, counts)) {
                assertThat(left).as("point %d", point).isEqualTo(counted + 1);
            }
            assertThat(counted()).as("point %d", point).isEqualTo(left);
        }
        counts.print();
        points.assertMost(counts.of("killed"));
        if (run.equals("abreast")) {
            points.assertSome(counts.of(SEVERAL));
        }
    }

    /** How many steps have statements on their way. */
    private int underWay() throws Exception {
        return Integer.parseInt(
                database.query("SELECT COUNT(*) FROM lupomig_orchestration.migration_files WHERE state_id = 4")
                        .get(0));
    }

    /** Recovers, and takes back what was done by then. Returns whether it was. */
    boolean recovered(String where, String before, String after, Counts counts) throws Exception {
        CrashedProcess recovery = CrashedProcess.here("recover", database, change);
        assertThat(recovery.status()).as("%s: %s", where, recovery.output()).isZero();
        String now = dump();
        boolean done = timeless(now).equals(timeless(after));
        counts.count(done ? "done" : "as before");
        if (done) {
            rollback();
        } else {
            assertThat(now).as("after %s and %s", where, recovery.output()).isEqualTo(before);
        }
        assertSettled();
        return done;
    }

    /** How many points a command has may differ by a few from one time to the next, so it may end before the last. */
    private static void count(CrashedProcess killed, int point, Counts counts) {
        counts.count(killed.killed() ? "killed" : "ended before");
        if (!killed.killed()) {
            assertThat(killed.output()).as("point %d", point).startsWith("DONE");
        }
    }

    void killRollbacks(int samples) throws Exception {
        String before = dump();
        done("run");
        CrashedProcess whole = rollback();
        Points points = Points.of(whole.points(), samples);
        Counts counts = points.counts("kills in a rollback of " + name());
        for (int point : points) {
            done("run");
            String after = dump();
            int counted = counted();
            CrashedProcess rollback = CrashedProcess.run("rollback", database, change, point);
            count(rollback, point, counts);
            recovered("point " + point, before, after, counts);
            assertThat(counted()).as("point %d", point).isEqualTo(counted);
        }
        counts.print();
        points.assertMost(counts.of("killed"));
    }

    /** Of a run that was killed shortly before its commit point. */
    void killRecoveries(int samples) throws Exception {
        killRecoveries(samples, latePoint(dump()));
    }

    /** Of a run that was killed half way. */
    void killRecoveriesOfHalf(int samples) throws Exception {
        int half = done(run).points() / 2;
        rollback();
        killRecoveries(samples, half);
    }

    private void killRecoveries(int samples, int late) throws Exception {
        String before = dump();
        assertThat(CrashedProcess.run(run, database, change, late).killed()).isTrue();
        CrashedProcess whole = CrashedProcess.here("recover", database, change);
        Points points = Points.of(whole.points(), samples);
        Counts counts = points.counts("kills in a recovery of " + name());
        for (int point : points) {
            assertThat(CrashedProcess.run(run, database, change, late).killed()).isTrue();
            int counted = counted();
            CrashedProcess first = CrashedProcess.run("recover", database, change, point);
            count(first, point, counts);
            CrashedProcess second = CrashedProcess.here("recover", database, change);
            assertThat(second.status())
                    .as("point %d: %s", point, second.output())
                    .isZero();
            assertThat(dump()).as("point %d", point).isEqualTo(before);
            assertThat(counted()).as("point %d", point).isEqualTo(counted);
            assertSettled();
        }
        counts.print();
        points.assertMost(counts.of("killed"));
    }

    /**
     * Lets calls of a run or a rollback fail in this process, and recovers.
     *
     * @param failures by turns
     */
    void fail(String command, List<Failure> failures, int samples) throws Exception {
        String before = dump();
        done("run");
        String after = dump();
        rollback();
        if (command.equals("rollback")) {
            done("run");
        }
        Halt never = Halt.atAnyCall(0, () -> {});
        HaltingProcess.perform(command, database.jdbcUrlWithAccount(), change, never);
        if (command.equals("run")) {
            rollback();
        }
        Points points = Points.of(never.passed(), samples);
        Counts counts = points.counts("failures in a " + command + " of " + name());
        int turn = 0;
        for (int point : points) {
            Failure failure = failures.get(turn++ % failures.size());
            if (command.equals("rollback")) {
                done("run");
                after = dump();
            }
            int counted = counted();
            List<BackupAtWork> backups = new ArrayList<>();
            Halt strikes = Halt.atAnyCall(point, () -> failure.strike(database, backups::add));
            String said;
            try {
                said = HaltingProcess.perform(command, database.jdbcUrlWithAccount(), change, strikes)
                        .toString();
            } catch (IllegalStateException | ConnectionLost | ServerRefused e) {
                said = e.toString();
            } finally {
                backups.forEach(BackupAtWork::close);
            }
            counts.count(strikes.passed() >= point ? failure.word() : "ended before");
            int left = counted();
            assertThat(left).as("point %d: %s", point, said).isBetween(counted, counted + 1);
            boolean done = recovered("point " + point, before, after, counts);
            if (done && command.equals("run")) {
                assertThat(left).as("point %d: %s", point, said).isEqualTo(counted + 1);
            }
            assertThat(counted()).as("point %d: %s", point, said).isEqualTo(left);
        }
        counts.print();
        failures.forEach(failure -> points.assertSome(counts.of(failure.word())));
    }

    /** A point shortly before the commit point: most is done, all goes back. */
    private int latePoint(String before) throws Exception {
        int points = done(run).points();
        rollback();
        for (int late = points - 10; late > points / 2; late -= 6) {
            assertThat(CrashedProcess.run(run, database, change, late).killed()).isTrue();
            assertThat(CrashedProcess.here("recover", database, change).status())
                    .isZero();
            if (dump().equals(before)) {
                return late;
            }
            rollback();
        }
        throw new AssertionError("the commit point was not found");
    }

    CrashedProcess rollback() {
        return done("rollback");
    }

    CrashedProcess done(String command) {
        CrashedProcess process = CrashedProcess.here(command, database, change);
        assertThat(process.output()).startsWith("DONE");
        return process;
    }

    /** The file of the plan. */
    Path change() {
        return change;
    }

    String name() {
        return String.valueOf(change.getFileName());
    }

    /** All that has a way back. */
    String dump() throws Exception {
        return SchemaDump.of(database, schemas) + AccountDump.of(database, "crash_");
    }

    /** Without when passwords were set: two runs of the same plan set them at different times. */
    static String timeless(String dump) {
        return dump.replaceAll("password_last_changed=\\d+", "password_last_changed");
    }

    /** How often what has no way back was done. */
    int counted() throws Exception {
        return Integer.parseInt(database.query("SELECT n FROM crash_left.tally").get(0));
    }

    /**
     * No run under way, no step between two states, nobody frozen, nothing kept aside but what a person is told of: a
     * kill in an ALTER that gives the rows numbers leaves nothing by which these are known to be the server's.
     */
    private void assertSettled() throws Exception {
        assertThat(database.query(
                        "SELECT COUNT(*) FROM lupomig_orchestration.migration_files WHERE state_id NOT IN (1, 8)"))
                .containsExactly("0");
        assertThat(database.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'lupomig_held'"
                        + " AND NOT EXISTS (SELECT 1 FROM lupomig_orchestration.migration_alerts"
                        + " WHERE title = 'rows kept' AND message LIKE 'column id of crash\\_core.%'"
                        + " AND LOCATE(CONCAT('kept as lupomig_held.', TABLE_NAME, ':'), message) > 0)"))
                .isEmpty();
    }
}
