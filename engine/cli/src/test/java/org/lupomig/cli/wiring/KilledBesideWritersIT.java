package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * A run, its recovery, or a rollback is killed and recovered while an application puts rows of its own into the same
 * tables, takes some out and changes one, and touches no row that the plan does. Nobody is needed then: all is as
 * before the batch, or as behind it, and no row of the application is lost.
 */
class KilledBesideWritersIT {
    private static final Path PLAN = KilledPlan.PLANS.resolve("beside.lupomig");
    private static final int SAMPLES = 4;

    private final TestDatabase database = TestDatabase.get();

    @ParameterizedTest
    @ValueSource(strings = {"run", "recover", "discard"})
    void hereAndThere(String command) throws Exception {
        kill(command, SAMPLES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "recover", "discard"})
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void everywhere(String command) throws Exception {
        kill(command, Points.LONG_SET);
    }

    private void kill(String command, int samples) throws Exception {
        begin();
        int late = done("run").points() / 2;
        begin();
        prepare(command, late);
        int points = CrashedProcess.here(command, database, PLAN).points();
        Counts counts = new Counts("kills in a " + command + " beside an application with rows of its own")
                .add("points", points);
        for (int point : Points.of(points, samples)) {
            begin();
            String before = dump();
            CrashedProcess killed;
            CrashedProcess recovery;
            if (command.equals("discard")) {
                done("run");
            }
            RowsBeside application = RowsBeside.in(database, "crash_beside");
            try {
                if (command.equals("recover")) {
                    prepare(command, late);
                }
                killed = CrashedProcess.run(command, database, PLAN, point);
                recovery = CrashedProcess.here("recover", database, PLAN);
            } finally {
                application.stop();
            }
            counts.count(killed.killed() ? "killed" : "ended before").add("rows written", application.written());
            String said = "point %d: %s%s".formatted(point, killed.output(), recovery.output());
            assertThat(recovery.status()).as(said).isZero();
            boolean stands = stands();
            assertThat(stands && command.equals("recover")).as(said).isFalse();
            counts.count(stands ? "done" : "as before");
            if (stands) {
                CrashedProcess back = CrashedProcess.here("discard", database, PLAN);
                assertThat(back.output()).as(said).startsWith("DONE");
            }
            assertThat(application.misses()).as(said).isEmpty();
            assertThat(dump()).as(said).isEqualTo(before);
            StoreAtRest.assertIn(database, said);
        }
        counts.print();
        assertThat(counts.of("killed")).isPositive();
    }

    private void prepare(String command, int late) throws Exception {
        if (command.equals("discard")) {
            done("run");
        } else if (command.equals("recover")) {
            assertThat(CrashedProcess.run("run", database, PLAN, late).killed()).isTrue();
        }
    }

    private CrashedProcess done(String command) {
        CrashedProcess process = CrashedProcess.here(command, database, PLAN);
        assertThat(process.output()).startsWith("DONE");
        return process;
    }

    private boolean stands() throws Exception {
        return !database.query("SELECT 1 FROM lupomig_orchestration.migration_batches WHERE plan_name ="
                        + " 'crash_beside' AND status = 'completed'")
                .isEmpty();
    }

    private void begin() throws Exception {
        database.clear();
        StoreForTests.make(database);
        database.execute(
                "CREATE SCHEMA crash_beside",
                "CREATE TABLE crash_beside.items (id INT PRIMARY KEY, price INT, note VARCHAR(20)) ENGINE=InnoDB",
                "INSERT INTO crash_beside.items SELECT seq, seq * 10, 'mine' FROM crash_beside.seq_1_to_9",
                "CREATE TABLE crash_beside.orders (id INT PRIMARY KEY, n INT) ENGINE=InnoDB",
                "INSERT INTO crash_beside.orders VALUES (1, 1), (2, 2), (3, 3), (4, 4)",
                "CREATE TABLE crash_beside.wide (id INT PRIMARY KEY, n INT, m INT) ENGINE=InnoDB",
                "INSERT INTO crash_beside.wide VALUES (1, 1, 1), (2, NULL, 2)",
                "CREATE TABLE crash_beside.words (id INT PRIMARY KEY) ENGINE=InnoDB",
                "INSERT INTO crash_beside.words VALUES (1), (2)",
                "CREATE TABLE crash_beside.old (id INT PRIMARY KEY) ENGINE=InnoDB",
                "INSERT INTO crash_beside.old VALUES (7)");
    }

    private String dump() throws Exception {
        return SchemaDump.of(database, "crash_beside");
    }
}
