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
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * A {@code rollback --discard-later-writes} is killed, and recovered, while an application goes on putting rows into
 * the same tables, and takes some out. None of its rows is lost; and all else is as before the batch, or as behind it,
 * or, where it waits for a person, as before when the person has given the command that is said to them.
 */
class KilledRollbackAmongWritersIT {
    private static final Path KEPT = KilledPlan.PLANS.resolve("kept.lupomig");
    private static final int SAMPLES = 3;

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
        KilledCommandsIT.begin(database);
        done("run");
        database.execute(
                "INSERT INTO crash_kept.fresh VALUES (1)", "UPDATE crash_kept.items SET price = 3 WHERE id = 1");
        Points points = Points.of(done("discard").points(), samples);
        Counts counts = points.counts("kills in a rollback beside an application");
        for (int point : points) {
            KilledCommandsIT.begin(database);
            String before = dump();
            done("run");
            Bystander application = Bystander.among(database, false);
            CrashedProcess rollback;
            CrashedProcess recovery;
            try {
                rollback = CrashedProcess.run("discard", database, KEPT, point);
                recovery = CrashedProcess.here("recover", database, KEPT);
            } finally {
                application.stop();
            }
            counts.count(rollback.killed() ? "killed" : "ended before").add("rows written", application.written());
            String said = "point %d: %s%s".formatted(point, rollback.output(), recovery.output());
            int waits = Result.BROKEN.exitStatus();
            boolean person = rollback.status() == waits || recovery.status() == waits;
            if (person) {
                assertThat(said).contains("--discard-later-writes");
                CrashedProcess rest = CrashedProcess.here("discard-rest", database, KEPT);
                assertThat(rest.output()).as(said).startsWith("DONE");
            } else {
                assertThat(recovery.status()).as(said).isZero();
            }
            boolean stands = stands();
            if (stands) {
                CrashedProcess back = CrashedProcess.here("discard", database, KEPT);
                assertThat(back.status()).as("%s%s", said, back.output()).isZero();
            }
            List<String> misses = application.misses(false, true);
            assertThat(misses).as(said).isEmpty();
            assertThat(dump()).as(said).isEqualTo(before);
            counts.count(
                    person ? "as before when a person has given the command" : stands ? "as behind it" : "as before");
        }
        counts.print();
        points.assertSome(counts.of("killed"));
    }

    private CrashedProcess done(String command) {
        CrashedProcess process = CrashedProcess.here(command, database, KEPT);
        assertThat(process.output()).startsWith("DONE");
        return process;
    }

    private boolean stands() throws Exception {
        return database.query(
                        "SELECT status FROM lupomig_orchestration.migration_batches WHERE plan_name = 'crash_kept'")
                .equals(List.of("completed"));
    }

    private String dump() throws Exception {
        return SchemaDump.of(database, "crash_kept");
    }
}
