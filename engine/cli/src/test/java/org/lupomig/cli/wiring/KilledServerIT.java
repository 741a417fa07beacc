package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.embedded.EmbeddedServer;
import org.lupomig.embedded.EmbeddedServerConfig;
import org.lupomig.testkit.mariadb.AccountDump;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * The server is killed where a run, a rollback or a recovery touches it. The command ends by itself; when the server is
 * there again, the next one finds everything as before, or done.
 */
class KilledServerIT {
    private static final Path BUILD = KilledPlan.PLANS.resolve("build.lupomig");
    private static final Path CHANGE = KilledPlan.PLANS.resolve("change.lupomig");
    private static final String[] SCHEMAS = {"crash_core", "crash_archive", "crash_old"};
    private static final int SAMPLES = 4;
    private static final int LONG_SET = Integer.getInteger("crash.points", Integer.MAX_VALUE);

    /** A commit is then one in two places. */
    private static final List<String> BINARY_LOG = List.of("--log-bin=changes", "--server-id=1", "--sync-binlog=1");

    @TempDir
    Path directory;

    private EmbeddedServer server;
    private TestDatabase database;

    @BeforeEach
    void begin() throws Exception {
        start(List.of());
    }

    @AfterEach
    void end() {
        server.close();
    }

    private void start(List<String> options) throws Exception {
        server = EmbeddedServer.start(EmbeddedServerConfig.in(directory).withOptions(options.toArray(String[]::new)));
        database = TestDatabase.at(server.jdbcUrl(), server.user(), server.password());
    }

    @Test
    void inARun() throws Exception {
        killIn("run", SAMPLES, BINARY_LOG);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void everywhereInARun(boolean logs) throws Exception {
        killIn("run", LONG_SET, logs ? BINARY_LOG : List.of());
    }

    @Test
    void inARollback() throws Exception {
        killIn("rollback", SAMPLES, List.of());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void everywhereInARollback(boolean logs) throws Exception {
        killIn("rollback", LONG_SET, logs ? BINARY_LOG : List.of());
    }

    private void killIn(String command, int samples, List<String> options) throws Exception {
        server.close();
        start(options);
        StoreForTests.make(database);
        done("run", BUILD);
        String before = dump();
        CrashedProcess run = done("run", CHANGE);
        String after = dump();
        CrashedProcess back = done("rollback", CHANGE);
        assertThat(dump()).isEqualTo(before);
        int points = (command.equals("run") ? run : back).points();
        int stride = Math.max(1, points / samples);
        int kills = 0;
        int asBefore = 0;
        for (int point = 1; point <= points; point += stride) {
            if (command.equals("rollback")) {
                done("run", CHANGE);
                after = dump();
            }
            CrashedProcess lost = CrashedProcess.killing(server.pid(), command, database, CHANGE, point);
            assertThat(ProcessHandle.of(server.pid()).filter(ProcessHandle::isAlive))
                    .as("point %d", point)
                    .isEmpty();
            kills++;
            assertThat(lost.status()).as("point %d: %s", point, lost.output()).isNotZero();
            server.close();
            start(options);

            CrashedProcess recovery = CrashedProcess.run("recover", database, CHANGE, 0);

            assertThat(recovery.status())
                    .as("point %d: %s%s", point, lost.output(), recovery.output())
                    .isZero();
            String now = dump();
            if (KilledPlan.timeless(now).equals(KilledPlan.timeless(after))) {
                done("rollback", CHANGE);
                now = dump();
            } else {
                asBefore++;
            }
            assertThat(now)
                    .as("point %d: %s%s", point, lost.output(), recovery.output())
                    .isEqualTo(before);
            assertThat(database.query("SHOW TABLES FROM lupomig_held")).isEmpty();
        }
        System.out.printf(
                "[crash] the server was killed at %d of %d points of a %s: %d times as before, %d times done%n",
                kills, points, command, asBefore, kills - asBefore);
        assertThat(asBefore).isPositive();
    }

    private CrashedProcess done(String command, Path plan) throws Exception {
        CrashedProcess process = CrashedProcess.run(command, database, plan, 0);
        assertThat(process.output()).startsWith("DONE");
        return process;
    }

    private String dump() throws Exception {
        return SchemaDump.of(database, SCHEMAS) + AccountDump.of(database, "crash_");
    }
}
