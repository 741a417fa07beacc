package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * A plan of which commands are struck while an application puts rows of its own into the same tables, takes some out
 * and changes one, and touches no row that the plan does. Nobody is needed then: all is as before the batch, or as
 * behind it, and no row of the application is lost.
 */
final class BesidePlan {
    private static final Path PLAN = KilledPlan.PLANS.resolve("beside.lupomig");

    private final Supplier<TestDatabase> server;
    private int late;

    /** @param server where it is just now: it may be elsewhere when it was killed */
    BesidePlan(Supplier<TestDatabase> server) {
        this.server = server;
    }

    /** On the server of the tests. */
    BesidePlan() {
        this(TestDatabase::get);
    }

    /** How many points a command has at calls that change something. */
    int points(String command) throws Exception {
        ready(command);
        return CrashedProcess.here(command, server.get(), PLAN).points();
    }

    /** How many points it has at any call. */
    int callPoints(String command) throws Exception {
        ready(command);
        Halt never = Halt.atAnyCall(0, () -> {});
        HaltingProcess.perform(command, server.get().jdbcUrlWithAccount(), PLAN, never);
        return never.passed();
    }

    /** Its statements. */
    StatementPoints statements(String command) throws Exception {
        ready(command);
        return StatementPoints.measured(command, server.get(), PLAN);
    }

    private void ready(String command) throws Exception {
        begin();
        late = done("run").points() / 2;
        begin();
        prepare(command);
    }

    /** Strikes a command whose points were asked for before, at each of these. */
    void strike(String command, Points points, Blow blow, Counts counts) throws Exception {
        for (int point : points) {
            begin();
            String before = dump();
            if (command.equals("discard")) {
                done("run");
            }
            Blow.Struck struck;
            CrashedProcess recovery;
            RowsBeside application = RowsBeside.in(server, "crash_beside");
            try {
                if (command.equals("recover")) {
                    prepare(command);
                }
                struck = blow.strike(command, server.get(), PLAN, point);
                recovery = CrashedProcess.here("recover", server.get(), PLAN);
            } finally {
                application.stop();
            }
            counts.count(struck.word()).add("rows written", application.written());
            String said = "point %d of a %s, %s: %s%s"
                    .formatted(point, command, struck.word(), struck.said(), recovery.output());
            assertThat(recovery.status()).as(said).isZero();
            boolean stands = stands();
            assertThat(stands && command.equals("recover")).as(said).isFalse();
            counts.count(stands ? "done" : "as before");
            if (stands) {
                CrashedProcess back = CrashedProcess.here("discard", server.get(), PLAN);
                assertThat(back.output()).as(said).startsWith("DONE");
            }
            assertThat(application.misses()).as(said).isEmpty();
            assertThat(dump()).as(said).isEqualTo(before);
            StoreAtRest.assertIn(server.get(), said);
        }
    }

    private void prepare(String command) throws Exception {
        if (command.equals("discard")) {
            done("run");
        } else if (command.equals("recover")) {
            assertThat(CrashedProcess.run("run", server.get(), PLAN, late).killed())
                    .isTrue();
        }
    }

    private CrashedProcess done(String command) {
        CrashedProcess process = CrashedProcess.here(command, server.get(), PLAN);
        assertThat(process.output()).startsWith("DONE");
        return process;
    }

    private boolean stands() throws Exception {
        return !server.get()
                .query("SELECT 1 FROM lupomig_orchestration.migration_batches WHERE plan_name ="
                        + " 'crash_beside' AND status = 'completed'")
                .isEmpty();
    }

    private void begin() throws Exception {
        TestDatabase database = server.get();
        EmptyServer.begin(database);
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
        return SchemaDump.of(server.get(), "crash_beside");
    }
}
