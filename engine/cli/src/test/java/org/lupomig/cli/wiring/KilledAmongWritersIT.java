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
 * A run is killed, and recovered, while an application goes on writing to the same tables: it changes rows that were
 * there, and puts rows into them and into what the plan makes. None of its rows is lost; and all else is as before, or
 * done, or what cannot be told apart waits for a person.
 */
class KilledAmongWritersIT {
    private static final Path BUILD = KilledPlan.PLANS.resolve("build.lupomig");
    private static final Path CHANGE = KilledPlan.PLANS.resolve("change.lupomig");
    private static final int SAMPLES = 4;

    private final TestDatabase database = TestDatabase.get();

    @Test
    void hereAndThere() throws Exception {
        kill(SAMPLES);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void everywhere() throws Exception {
        kill(Points.LONG_SET);
    }

    private void kill(int samples) throws Exception {
        build();
        int points = CrashedProcess.here("run", database, CHANGE).points();
        Counts counts = new Counts("kills in a run beside an application").add("points", points);
        for (int point : Points.of(points, samples)) {
            build();
            String before = dump();
            Bystander application = Bystander.among(database, true);
            CrashedProcess run = CrashedProcess.run("run", database, CHANGE, point);
            CrashedProcess recovery;
            try {
                recovery = CrashedProcess.here("recover", database, CHANGE);
            } finally {
                application.stop();
            }
            counts.count(run.killed() ? "killed" : "ended before").add("rows written", application.written());
            String said = "point %d: %s%s".formatted(point, run.output(), recovery.output());
            int waits = Result.BROKEN.exitStatus();
            boolean person = run.status() == waits || recovery.status() == waits;
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
            counts.count(person ? "waits for a person" : done ? "done" : "as before");
        }
        counts.print();
        assertThat(counts.of("killed")).isPositive();
        assertThat(counts.of("as before")).isPositive();
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
