package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * What a person does by hand ({@code purge}, {@code retry}, {@code resolve}, {@code rollback --discard-later-writes})
 * is killed where it touches the server, at some points or at every one; the next {@code recover} and the same command
 * again must find nothing half-gone and nothing lost. Only what is killed is a process of its own.
 */
class KilledCommandsIT {
    private static final int SAMPLES = 3;

    private static final Path KEPT = KilledPlan.PLANS.resolve("kept.lupomig");
    private static final Path OPEN = KilledPlan.PLANS.resolve("open.lupomig");
    private static final Path STUCK = KilledPlan.PLANS.resolve("stuck.lupomig");
    private static final String STORE = "lupomig_orchestration.";

    private final TestDatabase database = TestDatabase.get();

    @Test
    void aPurgeKilledHereAndThereLeavesAllWaysBackOrNone() throws Exception {
        killed("purge", this::purge, SAMPLES);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void aPurgeKilledEverywhereLeavesAllWaysBackOrNone() throws Exception {
        killed("purge", this::purge, Points.LONG_SET);
    }

    @Test
    void aPurgeOfWhatHasExpiredKilledHereAndThereLeavesAllWaysBackOrNone() throws Exception {
        killed("purge of what has expired", this::expired, SAMPLES);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void aPurgeOfWhatHasExpiredKilledEverywhereLeavesAllWaysBackOrNone() throws Exception {
        killed("purge of what has expired", this::expired, Points.LONG_SET);
    }

    @Test
    void aRetryKilledHereAndThereIsDoneByTheNextCommand() throws Exception {
        killed("retry", this::retry, SAMPLES);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void aRetryKilledEverywhereIsDoneByTheNextCommand() throws Exception {
        killed("retry", this::retry, Points.LONG_SET);
    }

    @Test
    void aResolveKilledHereAndThereIsRecordedWhollyOrNotAtAll() throws Exception {
        killed("resolve", this::resolve, SAMPLES);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void aResolveKilledEverywhereIsRecordedWhollyOrNotAtAll() throws Exception {
        killed("resolve", this::resolve, Points.LONG_SET);
    }

    @Test
    void aDiscardingRollbackKilledHereAndThereLosesNothing() throws Exception {
        killed("rollback that discards", this::discard, SAMPLES);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void aDiscardingRollbackKilledEverywhereLosesNothing() throws Exception {
        killed("rollback that discards", this::discard, Points.LONG_SET);
    }

    /** A command that is killed at a point, and what must hold then. */
    @FunctionalInterface
    private interface Killed {
        /**
         * From the beginning, on a fresh server.
         *
         * @param point where it is killed; 0 nowhere
         * @return how many points it passed where it was not killed; 0 where it was
         */
        int at(int point) throws Exception;
    }

    private static void killed(String name, Killed command, int samples) throws Exception {
        int all = command.at(0);
        assertThat(all).isGreaterThan(5);
        Points points = Points.of(all, samples);
        Counts counts = points.counts("kills in a " + name);
        for (int point : points) {
            counts.count(command.at(point) == 0 ? "killed" : "ended before");
        }
        counts.print();
        points.assertMost(counts.of("killed"));
    }

    private int purge(int point) throws Exception {
        String before = begin();
        done("run", KEPT);
        String after = dump();
        List<String> held = held();
        assertThat(held).hasSizeGreaterThan(3);

        CrashedProcess purge = killed("purge", KEPT, point);

        int left = held().size();
        assertThat(dump()).as("at point %d", point).isEqualTo(after);
        recovered(point);
        assertThat(held()).as("recovery removes nothing, at point %d", point).hasSize(left);
        RunReport back = perform("rollback", KEPT);
        if (back.result() == Result.DONE) {
            assertThat(left).as("at point %d", point).isEqualTo(held.size());
            assertThat(purge.killed()).isTrue();
            assertThat(dump()).as("at point %d", point).isEqualTo(before);
        } else {
            assertThat(back.result()).as(String.valueOf(back)).isEqualTo(Result.REFUSED);
            assertThat(dump()).as("at point %d", point).isEqualTo(after);
            RunReport again = perform("purge", KEPT);
            assertThat(again.result())
                    .as("at point %d: %s", point, again)
                    .isEqualTo(left == 0 ? Result.NOTHING_TO_DO : Result.DONE);
        }
        assertThat(held()).as("at point %d", point).isEmpty();
        return passed(purge);
    }

    /**
     * The window of one of two batches has closed: the next purge removes what is left of it, and a rollback is refused
     * whether it was purged or not. The way back of the other is whole, whatever happens to the purge.
     */
    private int expired(int point) throws Exception {
        begin();
        String before = SchemaDump.of(database, "crash_open");
        done("run", KEPT);
        done("run", OPEN);
        String after = dump();
        String ended = "20260101000000";
        database.execute(
                "UPDATE " + STORE + "migration_batches SET rollback_class = 'B'" + " WHERE plan_name = 'crash_kept'",
                "UPDATE " + STORE + "migration_files SET ended_ymdhis = " + ended + " WHERE plan_name = 'crash_kept'");
        List<String> held = held();

        CrashedProcess purge = killed("expired", KEPT, point);

        int left = held().size();
        assertThat(dump()).as("at point %d", point).isEqualTo(after);
        recovered(point);
        assertThat(held()).as("recovery removes nothing, at point %d", point).hasSize(left);
        assertThat(perform("rollback", KEPT).result()).as("at point %d", point).isEqualTo(Result.REFUSED);
        assertThat(perform("expired", KEPT).result())
                .as("at point %d", point)
                .isEqualTo(left == 1 ? Result.NOTHING_TO_DO : Result.DONE);
        assertThat(held()).as("at point %d", point).hasSize(1);
        assertThat(held).containsAll(held());
        assertThat(dump()).as("at point %d", point).isEqualTo(after);
        done("rollback", OPEN);
        assertThat(SchemaDump.of(database, "crash_open"))
                .as("at point %d", point)
                .isEqualTo(before);
        assertThat(held()).as("at point %d", point).isEmpty();
        return passed(purge);
    }

    private int retry(int point) throws Exception {
        String before = stuck();
        database.execute("UPDATE crash_kept.items SET more = NULL");

        CrashedProcess retry = killed("retry", STUCK, point);
        recovered(point);

        assertThat(dump()).as("at point %d", point).isEqualTo(before);
        assertThat(open()).as("at point %d", point).isEmpty();
        assertThat(held()).as("at point %d", point).isEmpty();
        assertThat(perform("retry", STUCK).result()).isEqualTo(Result.NOTHING_TO_DO);
        return passed(retry);
    }

    private int resolve(int point) throws Exception {
        String before = stuck();
        database.execute("ALTER TABLE crash_kept.items DROP COLUMN more, DROP COLUMN age");
        assertThat(dump()).isEqualTo(before);
        List<String> waiting = open();

        CrashedProcess resolve = killed("resolve", STUCK, point);

        boolean recorded = recorded() != 0;
        if (recorded) {
            assertRecorded(point);
        } else {
            assertThat(resolve.killed()).as(resolve.output()).isTrue();
            assertThat(open()).as("at point %d", point).isEqualTo(waiting);
        }
        assertThat(perform("resolve", STUCK).result())
                .as("at point %d", point)
                .isEqualTo(recorded ? Result.REFUSED : Result.DONE);
        assertRecorded(point);
        recovered(point);
        assertThat(dump()).as("at point %d", point).isEqualTo(before);
        return passed(resolve);
    }

    private int discard(int point) throws Exception {
        String before = begin();
        done("run", KEPT);
        database.execute(
                "INSERT INTO crash_kept.fresh VALUES (4711)",
                "UPDATE crash_kept.items SET price = 4712 WHERE id = 1",
                "INSERT INTO crash_kept.words VALUES (4713)");
        String now = dump();

        CrashedProcess discard = killed("discard", KEPT, point);
        assertNothingLost(point);
        recovered(point);
        assertNothingLost(point);

        if (dump().equals(now)) {
            done("discard", KEPT);
        }
        assertThat(dump()).as("at point %d", point).isEqualTo(before);
        assertNothingLost(point);
        assertThat(held()).as("at point %d", point).allMatch(name -> name.startsWith("k"));
        return passed(discard);
    }

    /** What others wrote is where they wrote it, or kept aside. */
    private void assertNothingLost(int point) throws Exception {
        String everything = SchemaDump.of(database, "crash_kept", "lupomig_held");
        assertThat(everything).as("at point %d", point).contains("4711", "4712", "4713");
    }

    /** How many steps are recorded as put right by a person. */
    private int recorded() throws Exception {
        return count("lupo_migration_states WHERE JSON_VALUE(state_data, '$.because') = 'mended by hand'");
    }

    private void assertRecorded(int point) throws Exception {
        assertThat(recorded()).as("at point %d", point).isEqualTo(2);
        assertThat(count("migration_rollback_log WHERE reason LIKE 'resolved by hand as rolled back by %'"))
                .as("at point %d", point)
                .isEqualTo(1);
        assertThat(count("migration_alerts WHERE title = 'resolved by hand'"))
                .as("at point %d", point)
                .isEqualTo(1);
        assertThat(open()).as("at point %d", point).isEmpty();
    }

    private int count(String rows) throws Exception {
        return Integer.parseInt(
                database.query("SELECT COUNT(*) FROM " + STORE + rows).get(0));
    }

    /** Steps that are neither before nor after, or wait for a person. */
    private List<String> open() throws Exception {
        return database.query(
                "SELECT step_name FROM " + STORE + "migration_files WHERE status = 'failed' ORDER BY step_name");
    }

    private List<String> held() throws Exception {
        return database.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'lupomig_held'"
                + " ORDER BY TABLE_NAME");
    }

    private String dump() throws Exception {
        return SchemaDump.of(database, "crash_kept");
    }

    private String begin() throws Exception {
        begin(database);
        return dump();
    }

    /** Makes what the plans begin with that keep tables. */
    static void begin(TestDatabase database) throws Exception {
        EmptyServer.begin(database);
        database.execute(
                "CREATE SCHEMA crash_kept",
                "CREATE TABLE crash_kept.old (id INT PRIMARY KEY, name VARCHAR(20)) ENGINE=InnoDB",
                "INSERT INTO crash_kept.old VALUES (1, 'one'), (2, 'two')",
                "CREATE TABLE crash_kept.items (id INT PRIMARY KEY, price INT, note VARCHAR(20)) ENGINE=InnoDB",
                "INSERT INTO crash_kept.items VALUES (1, 10, 'a'), (2, 20, 'b')",
                "CREATE TABLE crash_kept.wide (id INT PRIMARY KEY, note VARCHAR(20)) ENGINE=InnoDB",
                "INSERT INTO crash_kept.wide VALUES (1, 'a'), (2, 'b')",
                "CREATE TABLE crash_kept.words (id INT PRIMARY KEY) ENGINE=InnoDB",
                "INSERT INTO crash_kept.words VALUES (7)",
                "CREATE SCHEMA crash_open",
                "CREATE TABLE crash_open.gone (id INT PRIMARY KEY) ENGINE=InnoDB",
                "INSERT INTO crash_open.gone VALUES (7)",
                "CREATE PROCEDURE crash_kept.meddle() BEGIN DECLARE n INT DEFAULT 0;"
                        + " WHILE n < 1 DO SET n = n + 1; UPDATE crash_kept.items SET more = 'mine'; END WHILE; END");
    }

    /** A batch that could not be undone. Returns what was before it. */
    private String stuck() throws Exception {
        String before = begin();
        RunReport run = perform("run", STUCK);
        assertThat(run.result()).as(String.valueOf(run)).isEqualTo(Result.BROKEN);
        return before;
    }

    private void recovered(int point) {
        RunReport recovery = perform("recover", KEPT);
        assertThat(recovery.result()).as("at point %d: %s", point, recovery).isIn(Result.DONE, Result.NOTHING_TO_DO);
    }

    private void done(String command, Path plan) {
        RunReport report = perform(command, plan);
        assertThat(report.result()).as(String.valueOf(report)).isEqualTo(Result.DONE);
    }

    private RunReport perform(String command, Path plan) {
        return HaltingProcess.perform(command, database.jdbcUrlWithAccount(), plan, new Halt(0, Halt::thisProcess));
    }

    /** In a process of its own, where it is killed. */
    private CrashedProcess killed(String command, Path plan, int point) throws Exception {
        if (point > 0) {
            return CrashedProcess.run(command, database, plan, point);
        }
        return CrashedProcess.here(command, database, plan);
    }

    private static int passed(CrashedProcess process) {
        if (process.killed()) {
            return 0;
        }
        assertThat(process.status()).as(process.output()).isZero();
        return process.points();
    }
}
