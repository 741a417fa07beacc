package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.AccountDump;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.wire.Strike;

/**
 * The server is killed where a run, a rollback or the recovery of a dead run touches it. The command ends by itself;
 * when the server is there again, the next one leaves everything as before, or done, and done where the command has
 * said so.
 */
class KilledServerIT {
    private static final Path BUILD = KilledPlan.PLANS.resolve("build.lupomig");
    private static final Path CHANGE = KilledPlan.PLANS.resolve("change.lupomig");
    private static final String[] SCHEMAS = {"crash_core", "crash_archive", "crash_old"};
    private static final int SAMPLES = 3;

    @TempDir
    Path directory;

    @Test
    void inARun() throws Exception {
        killIn("run", SAMPLES, OwnServer.BINARY_LOG);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void everywhereInARun(boolean logs) throws Exception {
        killIn("run", Points.LONG_SET, logs ? OwnServer.BINARY_LOG : List.of());
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
        killIn("rollback", Points.LONG_SET, logs ? OwnServer.BINARY_LOG : List.of());
    }

    @Test
    void inARecovery() throws Exception {
        killIn("recover", SAMPLES - 1, OwnServer.BINARY_LOG);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void everywhereInARecovery(boolean logs) throws Exception {
        killIn("recover", Points.LONG_SET, logs ? OwnServer.BINARY_LOG : List.of());
    }

    @ParameterizedTest
    @CsvSource({"run, false", "run, true", "rollback, false", "rollback, true", "recover, false", "recover, true"})
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void atEveryStatement(String command, boolean logs) throws Exception {
        killIn(command, Points.LONG_SET, logs ? OwnServer.BINARY_LOG : List.of(), true);
    }

    private void killIn(String command, int samples, List<String> options) throws Exception {
        killIn(command, samples, options, false);
    }

    private void killIn(String command, int samples, List<String> options, boolean statements) throws Exception {
        try (OwnServer server = new OwnServer(directory, options)) {
            killIn(server, command, samples, options.isEmpty() ? "" : ", with a binary log", statements);
        }
    }

    private static void killIn(OwnServer server, String command, int samples, String how, boolean statements)
            throws Exception {
        StoreForTests.make(server.database());
        done(server, "run", BUILD);
        String before = dump(server.database());
        StatementPoints run = StatementPoints.measured("run", server.database(), CHANGE);
        int late = 2 * run.first(StruckPlan.LAST) - 9;
        String after = dump(server.database());
        done(server, "rollback", CHANGE);
        String title = "kills of the server in a " + command + how;
        Counts counts;
        Points points;
        prepare(server, command, late);
        if (statements) {
            StatementPoints all = StatementPoints.measured(command, server.database(), CHANGE);
            points = all.some(samples, 0, List.of());
            counts = all.counts(title + ", at statements", points);
        } else {
            points = Points.of(done(server, command, CHANGE).points(), samples);
            counts = points.counts(title);
        }
        if (command.equals("run")) {
            done(server, "rollback", CHANGE);
        }
        assertThat(dump(server.database())).isEqualTo(before);
        for (int point : points) {
            prepare(server, command, late);
            after = command.equals("rollback") ? dump(server.database()) : after;
            String said = statements
                    ? StatementStrike.here(command, server.database(), CHANGE, point, new Strike.Ends(server::kill))
                            .said()
                    : killed(server, command, point);
            counts.count(server.isAlive() ? "ended before" : "killed");
            if (!server.isAlive()) {
                server.restart();
            }

            CrashedProcess recovery = CrashedProcess.here("recover", server.database(), CHANGE);

            assertThat(recovery.status())
                    .as("point %d: %s%s", point, said, recovery.output())
                    .isZero();
            String now = dump(server.database());
            boolean done = KilledPlan.timeless(now).equals(KilledPlan.timeless(after));
            counts.count(done ? "done" : "as before");
            if (said.startsWith("DONE")) {
                // only its last words to the server were not heard
                assertThat(done).as("point %d", point).isEqualTo(command.equals("run"));
            }
            if (done) {
                done(server, "rollback", CHANGE);
                now = dump(server.database());
            }
            assertThat(now).as("point %d: %s%s", point, said, recovery.output()).isEqualTo(before);
            assertThat(server.database().query("SHOW TABLES FROM lupomig_held")).isEmpty();
        }
        counts.print();
        points.assertSome(counts.of("as before"));
    }

    /** The server is killed at a call; the command hears of it as of any connection that is lost. */
    private static String killed(OwnServer server, String command, int point) {
        Halt kills = new Halt(point, server::kill);
        try {
            String url = server.database().jdbcUrlWithAccount();
            return HaltingProcess.end(HaltingProcess.perform(command, url, CHANGE, kills), kills);
        } catch (IllegalStateException | ConnectionLost | ServerRefused e) {
            return e.toString();
        }
    }

    /** What there is when the command is given: a run that is to be recovered has lost all its lines. */
    private static void prepare(OwnServer server, String command, int late) throws Exception {
        if (command.equals("rollback")) {
            done(server, "run", CHANGE);
        } else if (command.equals("recover")) {
            assertThat(StatementStrike.GONE
                            .strike("run", server.database(), CHANGE, late)
                            .struck())
                    .isTrue();
        }
    }

    private static CrashedProcess done(OwnServer server, String command, Path plan) {
        CrashedProcess process = CrashedProcess.here(command, server.database(), plan);
        assertThat(process.output()).startsWith("DONE");
        return process;
    }

    private static String dump(TestDatabase database) throws Exception {
        return SchemaDump.of(database, SCHEMAS) + AccountDump.of(database, "crash_");
    }
}
