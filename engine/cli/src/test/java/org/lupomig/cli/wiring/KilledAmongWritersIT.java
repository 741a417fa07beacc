package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lupomig.cli.Bystander;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.AccountDump;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * A run or its recovery is killed, and recovered, while an application goes on writing to the same tables: it changes
 * rows that were there, and puts rows into them and into what the plan makes. None of its rows is lost; and all else is
 * as before, or done, or what cannot be told apart waits for a person.
 */
class KilledAmongWritersIT {
    private static final Path BUILD = KilledPlan.PLANS.resolve("build.lupomig");
    private static final Path CHANGE = KilledPlan.PLANS.resolve("change.lupomig");
    private static final int SAMPLES = 2;

    private final TestDatabase database = TestDatabase.get();

    @Test
    void aRunHereAndThere() throws Exception {
        killRuns(SAMPLES);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void aRunEverywhere() throws Exception {
        killRuns(Points.LONG_SET);
    }

    private void killRuns(int samples) throws Exception {
        Counts counts = kill(
                "run", samples, true, () -> done("run"), point -> CrashedProcess.run("run", database, CHANGE, point));
        assertThat(counts.of("as before")).isPositive();
    }

    @Test
    void aRecoveryHereAndThere() throws Exception {
        killRecoveries(SAMPLES);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void aRecoveryEverywhere() throws Exception {
        killRecoveries(Points.LONG_SET);
    }

    /** Of a run that was killed shortly before its commit point. */
    private void killRecoveries(int samples) throws Exception {
        build();
        int late = done("run").points() * 9 / 10;
        kill(
                "recovery",
                samples,
                false,
                () -> {
                    assertThat(CrashedProcess.run("run", database, CHANGE, late).killed())
                            .isTrue();
                    return done("recover");
                },
                point -> {
                    CrashedProcess.run("run", database, CHANGE, late);
                    return CrashedProcess.run("recover", database, CHANGE, point);
                });
    }

    /** Something that is done on a server that has what the plan begins with. */
    private interface Command {
        CrashedProcess perform() throws Exception;
    }

    /** The same, killed at a point. */
    private interface Killed {
        CrashedProcess at(int point) throws Exception;
    }

    /** @param busy whether the application changes the rows, too, that the plan does */
    private Counts kill(String name, int samples, boolean busy, Command whole, Killed killed) throws Exception {
        build();
        int points = whole.perform().points();
        Counts counts = new Counts("kills in a " + name + " beside an application").add("points", points);
        for (int point : Points.of(points, samples)) {
            build();
            String before = dump();
            Bystander application = Bystander.among(database, busy);
            CrashedProcess first;
            CrashedProcess recovery;
            try {
                first = killed.at(point);
                recovery = CrashedProcess.here("recover", database, CHANGE);
            } finally {
                application.stop();
            }
            counts.count(first.killed() ? "killed" : "ended before").add("rows written", application.written());
            String said = "point %d: %s%s".formatted(point, first.output(), recovery.output());
            counts.count(ended(application, before, first, recovery, said));
        }
        counts.print();
        assertThat(counts.of("killed")).isPositive();
        return counts;
    }

    private String ended(
            Bystander application, String before, CrashedProcess first, CrashedProcess recovery, String said)
            throws Exception {
        int waits = Result.BROKEN.exitStatus();
        boolean person = first.status() == waits || recovery.status() == waits;
        boolean done = isDone();
        boolean kept = !database.query(
                        "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'lupomig_held' AND TABLE_NAME LIKE 'k%'")
                .isEmpty();
        if (done) {
            CrashedProcess back = CrashedProcess.here("discard", database, CHANGE);
            assertThat(back.status()).as("%s%s", said, back.output()).isZero();
        }
        List<String> misses = application.misses(!person && !done && !kept, kept || done);
        assertThat(misses).as(said).isEmpty();
        if (!person) {
            assertThat(recovery.status()).as(said).isZero();
            assertThat(dump()).as(said).isEqualTo(before);
        }
        return person ? "waits for a person" : done ? "done" : "as before";
    }

    private CrashedProcess done(String command) {
        CrashedProcess process = CrashedProcess.here(command, database, CHANGE);
        assertThat(process.output()).startsWith("DONE");
        return process;
    }

    private void build() throws Exception {
        database.clear();
        StoreForTests.make(database);
        assertThat(CrashedProcess.here("run", database, BUILD).output()).startsWith("DONE");
    }

    private boolean isDone() throws Exception {
        return database.query(
                        "SELECT status FROM lupomig_orchestration.migration_batches WHERE plan_name = 'crash_change'")
                .equals(List.of("completed"));
    }

    private String dump() throws Exception {
        return SchemaDump.of(database, "crash_core", "crash_archive", "crash_old") + AccountDump.of(database, "crash_");
    }
}
