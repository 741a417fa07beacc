package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * Processes of the engine are killed at every point where they touch the server, by the server's own reckoning of a
 * killed client; the next command must leave everything as before, or done.
 */
class CrashEverywhereIT {
    private static final Path PLANS = Path.of("src/test/resources/crash").toAbsolutePath();
    private static final Path BUILD = PLANS.resolve("build.lupomig");
    private static final Path CHANGE = PLANS.resolve("change.lupomig");
    private static final String[] SCHEMAS = {"crash_core", "crash_archive", "crash_old"};

    private final TestDatabase database = TestDatabase.get();

    /** So many points of each are taken in every build. */
    private static final int SAMPLES = 16;

    private static final int ALL = Integer.MAX_VALUE;

    @BeforeEach
    void build() throws Exception {
        database.clear();
        StoreForTests.make(database);
        assertThat(CrashedProcess.run("run", database, BUILD, 0).output()).startsWith("DONE");
    }

    @Test
    void aRunKilledHereAndThereEndsWhollyNewOrAsBefore() throws Exception {
        killed(SAMPLES);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 90, unit = TimeUnit.MINUTES)
    void aRunKilledEverywhereEndsWhollyNewOrAsBefore() throws Exception {
        killed(ALL);
    }

    @Test
    void aRollbackKilledHereAndThereEndsAsBefore() throws Exception {
        killedRollback(SAMPLES);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 90, unit = TimeUnit.MINUTES)
    void aRollbackKilledEverywhereEndsAsBefore() throws Exception {
        killedRollback(ALL);
    }

    @Test
    void aRecoveryThatIsKilledTooEndsAsBefore() throws Exception {
        killedRecovery(SAMPLES);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 90, unit = TimeUnit.MINUTES)
    void aRecoveryKilledEverywhereEndsAsBefore() throws Exception {
        killedRecovery(ALL);
    }

    /** Every how many-th point is taken, so that there are about so many of them. */
    private static int stride(int points, int samples) {
        return Math.max(1, points / samples);
    }

    private void killed(int samples) throws Exception {
        String before = SchemaDump.of(database, SCHEMAS);
        CrashedProcess whole = CrashedProcess.run("run", database, CHANGE, 0);
        assertThat(whole.output()).startsWith("DONE");
        String after = SchemaDump.of(database, SCHEMAS);
        rollback();
        int stride = stride(whole.points(), samples);
        System.out.println("[crash] run has " + whole.points() + " points, every " + stride + " is taken");
        int kills = 0;
        for (int point = 1; ; point += stride) {
            CrashedProcess run = CrashedProcess.run("run", database, CHANGE, point);
            if (!run.killed()) {
                assertThat(run.output()).startsWith("DONE");
                assertThat(SchemaDump.of(database, SCHEMAS)).isEqualTo(after);
                break;
            }
            kills++;
            CrashedProcess recovery = CrashedProcess.run("recover", database, CHANGE, 0);
            assertThat(recovery.status())
                    .as("point %d: %s", point, recovery.output())
                    .isZero();
            String now = SchemaDump.of(database, SCHEMAS);
            if (now.equals(after)) {
                rollback();
            } else {
                assertThat(now)
                        .as("after a kill at point %d and %s", point, recovery.output())
                        .isEqualTo(before);
            }
            assertSettled();
        }
        assertThat(kills).isGreaterThan(5);
    }

    private void killedRollback(int samples) throws Exception {
        String before = SchemaDump.of(database, SCHEMAS);
        assertThat(CrashedProcess.run("run", database, CHANGE, 0).output()).startsWith("DONE");
        CrashedProcess whole = rollback();
        int stride = stride(whole.points(), samples);
        System.out.println("[crash] rollback has " + whole.points() + " points, every " + stride + " is taken");
        int kills = 0;
        for (int point = 1; ; point += stride) {
            assertThat(CrashedProcess.run("run", database, CHANGE, 0).output()).startsWith("DONE");
            String after = SchemaDump.of(database, SCHEMAS);
            CrashedProcess rollback = CrashedProcess.run("rollback", database, CHANGE, point);
            if (!rollback.killed()) {
                assertThat(rollback.output()).startsWith("DONE");
                assertThat(SchemaDump.of(database, SCHEMAS)).isEqualTo(before);
                break;
            }
            kills++;
            CrashedProcess recovery = CrashedProcess.run("recover", database, CHANGE, 0);
            assertThat(recovery.status())
                    .as("point %d: %s", point, recovery.output())
                    .isZero();
            String now = SchemaDump.of(database, SCHEMAS);
            if (now.equals(after)) {
                rollback();
            } else {
                assertThat(now).as("after a kill at point %d", point).isEqualTo(before);
            }
            assertSettled();
        }
        assertThat(kills).isGreaterThan(3);
    }

    private void killedRecovery(int samples) throws Exception {
        String before = SchemaDump.of(database, SCHEMAS);
        int late = latePoint();
        assertThat(CrashedProcess.run("run", database, CHANGE, late).killed()).isTrue();
        CrashedProcess whole = CrashedProcess.run("recover", database, CHANGE, 0);
        int stride = stride(whole.points(), samples);
        System.out.println("[crash] recovery has " + whole.points() + " points, every " + stride + " is taken");
        int kills = 0;
        for (int point = 1; ; point += stride) {
            assertThat(CrashedProcess.run("run", database, CHANGE, late).killed())
                    .isTrue();
            CrashedProcess first = CrashedProcess.run("recover", database, CHANGE, point);
            if (!first.killed()) {
                assertThat(first.status()).as(first.output()).isZero();
                assertThat(SchemaDump.of(database, SCHEMAS)).isEqualTo(before);
                break;
            }
            kills++;
            CrashedProcess second = CrashedProcess.run("recover", database, CHANGE, 0);
            assertThat(second.status())
                    .as("point %d: %s", point, second.output())
                    .isZero();
            assertThat(SchemaDump.of(database, SCHEMAS)).as("point %d", point).isEqualTo(before);
            assertSettled();
        }
        assertThat(kills).isGreaterThan(3);
    }

    /** A point shortly before the commit point: most is done, all goes back. */
    private int latePoint() throws Exception {
        CrashedProcess whole = CrashedProcess.run("run", database, CHANGE, 0);
        rollback();
        return whole.points() - 10;
    }

    private CrashedProcess rollback() throws Exception {
        CrashedProcess back = CrashedProcess.run("rollback", database, CHANGE, 0);
        assertThat(back.output()).startsWith("DONE");
        return back;
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
