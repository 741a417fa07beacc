package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.journal.MariaDbStore;
import org.lupomig.store.target.MariaDbTarget;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * Plans that two processes run and roll back at a time: by turns two that touch different schemas, one of which goes
 * whole or not at all, and the steps of the other each for itself; the same one twice, the whole one or the other; and
 * two of which one reads a table that the other changes. Each step has a schema of its own, by which it is seen whether
 * it is applied.
 */
final class SoakedPlans {
    /** By schema, the step that changes it. */
    private static final Map<String, String> STEPS =
            Map.of("soak_w", "only", "soak_p", "rows", "soak_q", "gone", "soak_r", "made", "soak_s", "copied");

    private static final String SAME = "waited for the same plan";
    private static final long PATIENCE_SECONDS = 180;

    private final Path folder;
    private final TestDatabase database = TestDatabase.get();
    private final Random random;
    private final long seed;
    private final Map<String, String> before = new HashMap<>();
    private final Map<String, String> after = new HashMap<>();
    private final Map<String, Integer> held = Map.of("soak_w", 3, "soak_p", 1, "soak_q", 1, "soak_r", 0, "soak_s", 0);
    private final Counts counts;
    private final Job whole;
    private final Job parts;
    private final Job reads;
    private int runs;

    /** A plan, and how many points its commands have at most. */
    private record Job(Path plan, List<String> schemas, int points) {}

    /** A command that was given. */
    private record Given(String command, Process process) {}

    /** How a command has ended, in the engine's word; {@link #KILLED} where it was. */
    private record Ended(String command, String result) {
        static final String KILLED = "KILLED";

        boolean killed() {
            return result.equals(KILLED);
        }

        boolean did(String what) {
            return command.equals(what) && result.equals("DONE");
        }
    }

    SoakedPlans(Path folder, long seed) throws Exception {
        this.folder = folder;
        this.seed = seed;
        this.random = new Random(seed);
        this.counts = new Counts("soak, two runners at once, seed " + seed);
        EmptyServer.begin(database);
        for (String schema : STEPS.keySet()) {
            database.execute(
                    "CREATE SCHEMA " + schema,
                    "CREATE TABLE " + schema + ".t (id INT PRIMARY KEY, n INT) ENGINE=InnoDB",
                    "INSERT INTO " + schema + ".t VALUES (1, 10), (2, 20), (3, 30)",
                    "CREATE TABLE " + schema + ".u (id INT PRIMARY KEY) ENGINE=InnoDB",
                    "INSERT INTO " + schema + ".u VALUES (7)",
                    "CREATE TABLE " + schema + ".v (id INT PRIMARY KEY) ENGINE=InnoDB",
                    "INSERT INTO " + schema + ".v VALUES (8)");
            before.put(schema, SchemaDump.of(database, schema));
        }
        whole = made(folder, "soak_whole", List.of("soak_w"), """
                schema soak_w core
                batch change {
                  freeze writes on soak_w because "it is soaked"
                  step only {
                    sql \"""
                      UPDATE soak_w.t SET n = n + 1 WHERE id < 3;
                      DROP TABLE soak_w.u;
                      TRUNCATE TABLE soak_w.v;
                      CREATE TABLE soak_w.w (id INT PRIMARY KEY) ENGINE=InnoDB;
                      INSERT INTO soak_w.w VALUES (1), (2);
                      ALTER TABLE soak_w.t ADD COLUMN x INT, ADD INDEX by_n (n);
                    \"""
                  }
                }
                """);
        parts = made(folder, "soak_parts", List.of("soak_p", "soak_q", "soak_r"), """
                batch change rollback B {
                  step rows {
                    sql \"""
                      DELETE FROM soak_p.t WHERE id = 2;
                    \"""
                  }
                  step gone requires rows {
                    sql \"""
                      DROP TABLE soak_q.u;
                      ALTER TABLE soak_q.t ADD COLUMN x INT;
                    \"""
                  }
                  step made {
                    sql \"""
                      CREATE TABLE soak_r.w (id INT PRIMARY KEY) ENGINE=InnoDB;
                      INSERT INTO soak_r.w VALUES (1);
                      RENAME TABLE soak_r.v TO soak_r.z;
                    \"""
                  }
                }
                """);
        reads = made(folder, "soak_reads", List.of("soak_s"), """
                batch change {
                  step copied {
                    sql \"""
                      INSERT INTO soak_s.t SELECT id + 100, n FROM soak_w.t WHERE id = 3;
                      ALTER TABLE soak_s.u ADD COLUMN seen INT;
                    \"""
                  }
                }
                """);
    }

    /** Runs it once and takes it back, to see what it comes to. */
    private Job made(Path folder, String name, List<String> schemas, String batch) throws Exception {
        Path plan = folder.resolve(name + ".lupomig");
        Files.writeString(plan, "plan " + name + " version 1 {\n  database main = mariadb\n" + batch + "}\n");
        CrashedProcess run = CrashedProcess.run("run", database, plan, 0);
        assertThat(run.output()).startsWith("DONE");
        for (String schema : schemas) {
            after.put(schema, SchemaDump.of(database, schema));
            assertThat(after.get(schema)).isNotEqualTo(before.get(schema));
        }
        CrashedProcess back = CrashedProcess.run("rollback", database, plan, 0);
        assertThat(back.output()).startsWith("DONE");
        return new Job(plan, schemas, Math.max(run.points(), back.points()));
    }

    /** So many runs, and a way back at the end. */
    void run(int wanted) throws Exception {
        for (int round = 0; runs < wanted; round++) {
            switch (round % 4) {
                case 0 -> together(whole, parts);
                case 1 -> sameTwice(whole);
                case 2 -> together(whole, reads);
                default -> sameTwice(parts);
            }
        }
        for (Job job : List.of(whole, parts, reads)) {
            if (job.schemas().stream().anyMatch(this::isApplied)) {
                assertThat(CrashedProcess.run("rollback", database, job.plan(), 0)
                                .output())
                        .startsWith("DONE");
            }
        }
        settled();
        for (String schema : STEPS.keySet()) {
            assertThat(isApplied(schema)).as(schema).isFalse();
        }
        counts.add("runs", runs).print();
    }

    /** Each command comes to its end, whether it had to wait for the other or not. */
    private void together(Job one, Job other) throws Exception {
        Given first = start(one, next(one));
        Given second = start(other, next(other));
        String whom = "waited for " + (other.equals(parts) ? "a plan of other tables" : "a plan of a common table");
        Ended firstEnd = ended(first, whom, "(?s)(DONE|NOTHING_TO_DO) .*");
        Ended secondEnd = ended(second, whom, "(?s)(DONE|NOTHING_TO_DO) .*");
        recover(firstEnd.killed() || secondEnd.killed());
        settled();
    }

    /**
     * As if one had been given when the other had ended: what is done twice is done, taken back, or there is nothing to
     * do.
     */
    private void sameTwice(Job job) throws Exception {
        long applied = applied(job);
        Given first = start(job, next(job));
        Given second = start(job, random.nextBoolean() ? "run" : "rollback");
        Ended firstEnd = ended(first, SAME, "(?s)(DONE|NOTHING_TO_DO|REFUSED) .*");
        Ended secondEnd = ended(second, SAME, "(?s)(DONE|NOTHING_TO_DO|REFUSED) .*");
        boolean killed = firstEnd.killed() || secondEnd.killed();
        recover(killed);
        settled();
        int all = job.schemas().size();
        if (!killed && (applied == 0 || applied == all)) {
            int whole = applied == all ? 1 : 0;
            for (Ended each : List.of(firstEnd, secondEnd)) {
                whole += each.did("run") ? 1 : each.did("rollback") ? -1 : 0;
            }
            assertThat(applied(job))
                    .as("%s, then %s and %s", where(), firstEnd, secondEnd)
                    .isEqualTo((long) all * whole);
            counts.count("same plan twice and neither killed");
        }
    }

    private String where() {
        return "run " + runs + " of seed " + seed;
    }

    private long applied(Job job) {
        return job.schemas().stream().filter(this::isApplied).count();
    }

    /** What is not applied is run; what is, is taken back, or run on. */
    private String next(Job job) {
        long applied = applied(job);
        boolean back = applied == job.schemas().size() || (applied > 0 && random.nextBoolean());
        return back ? "rollback" : "run";
    }

    private Given start(Job job, String command) throws IOException {
        int point = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(job.points());
        runs++;
        return new Given(command, CrashedProcess.start(command, database, job.plan(), point));
    }

    private Ended ended(Given given, String whom, String expected) throws Exception {
        String output = new String(given.process().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(given.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("it ends")
                .isTrue();
        if (given.process().exitValue() == Halt.STATUS) {
            counts.count("killed");
            return new Ended(given.command(), Ended.KILLED);
        }
        assertThat(output).as(where()).matches(expected);
        counts.add(whom, output.contains(HaltingProcess.QUEUED) ? 1 : 0)
                .add("ended what the other had begun", output.contains(HaltingProcess.RECOVERED) ? 1 : 0);
        return new Ended(given.command(), output.substring(0, output.indexOf(' ')));
    }

    private void recover(boolean killed) {
        MariaDbServer server = StoreForTests.connect(database);
        try {
            MariaDbStore store = new MariaDbStore(server, StoreSchemas.DEFAULT);
            if (killed) {
                RunReport report = new Engine(new EnginePorts(
                                store,
                                MariaDbTarget.withStore(server, StoreSchemas.DEFAULT, store),
                                new SqlDefinitions(),
                                new SqlStatementReader(),
                                new PlanFolder(folder),
                                InstantSource.system(),
                                event -> {},
                                new Owner("soak" + runs, "soak@test", 1, 0)))
                        .recover(Duration.ofSeconds(30));
                counts.count("recoveries");
                assertThat(report.problems())
                        .as("run %d of seed %d", runs, seed)
                        .isEmpty();
            }
            assertThat(store.unfinishedRuns())
                    .as("run %d of seed %d", runs, seed)
                    .isEmpty();
        } finally {
            server.close();
        }
    }

    private boolean isApplied(String schema) {
        try {
            return SchemaDump.of(database, schema).equals(after.get(schema));
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is applied is whole, and the store says the same; nothing else is there. */
    private void settled() throws Exception {
        String where = where();
        int kept = 0;
        for (Map.Entry<String, String> each : STEPS.entrySet()) {
            String dump = SchemaDump.of(database, each.getKey());
            boolean applied = dump.equals(after.get(each.getKey()));
            if (!applied) {
                assertThat(dump).as(where).isEqualTo(before.get(each.getKey()));
            }
            kept += applied ? held.getOrDefault(each.getKey(), 0) : 0;
            assertThat(database.query("SELECT COUNT(*) FROM lupomig_orchestration.migration_files WHERE step_name = '"
                            + each.getValue() + "' AND status = 'completed' AND state_id = 1"))
                    .as("%s: %s", where, each.getValue())
                    .containsExactly(applied ? "1" : "0");
        }
        assertThat(database.query(
                        "SELECT TABLE_NAME FROM information_schema.TABLES" + " WHERE TABLE_SCHEMA = 'lupomig_held'"))
                .as(where)
                .hasSize(kept);
        StoreAtRest.assertIn(database, where);
        StoreAtRest.assertThawed(database, where);
        counts.count("looks at all of it");
    }
}
