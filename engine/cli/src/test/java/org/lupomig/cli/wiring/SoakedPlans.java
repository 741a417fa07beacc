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
 * Two plans that touch different schemas: one goes whole or not at all, the steps of the other each for itself. Each
 * step has a schema of its own, by which it is seen whether it is applied.
 */
final class SoakedPlans {
    /** By schema, the step that changes it. */
    private static final Map<String, String> STEPS =
            Map.of("soak_w", "only", "soak_p", "rows", "soak_q", "gone", "soak_r", "made");

    private static final long PATIENCE_SECONDS = 180;

    private final Path folder;
    private final TestDatabase database = TestDatabase.get();
    private final Random random;
    private final long seed;
    private final Map<String, String> before = new HashMap<>();
    private final Map<String, String> after = new HashMap<>();
    private final Map<String, Integer> held = Map.of("soak_w", 3, "soak_p", 1, "soak_q", 1, "soak_r", 0);
    private final Job whole;
    private final Job parts;
    private int runs;
    private int kills;
    private int recoveries;

    /** A plan, and how many points its commands have at most. */
    private record Job(Path plan, List<String> schemas, int points) {}

    SoakedPlans(Path folder, long seed) throws Exception {
        this.folder = folder;
        this.seed = seed;
        this.random = new Random(seed);
        database.clear();
        StoreForTests.make(database);
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
        while (runs < wanted) {
            Process first = start(whole);
            Process second = start(parts);
            boolean killed = ended(first);
            killed |= ended(second);
            recover(killed);
            settled();
        }
        for (Job job : List.of(whole, parts)) {
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
        new Counts("soak, two runners at once, seed " + seed)
                .add("runs", runs)
                .add("killed", kills)
                .add("recoveries", recoveries)
                .add("lost, doubled or left", 0)
                .print();
    }

    /** Runs what is not applied; takes back, or runs on, what is. */
    private Process start(Job job) throws IOException {
        long applied = job.schemas().stream().filter(this::isApplied).count();
        boolean back = applied == job.schemas().size() || (applied > 0 && random.nextBoolean());
        int point = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(job.points());
        runs++;
        return CrashedProcess.start(back ? "rollback" : "run", database, job.plan(), point);
    }

    /** Returns whether it was killed. */
    private boolean ended(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("it ends")
                .isTrue();
        if (process.exitValue() == Halt.STATUS) {
            kills++;
            return true;
        }
        assertThat(output).as("run %d of seed %d", runs, seed).matches("(?s)(DONE|NOTHING_TO_DO) .*");
        return false;
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
                recoveries++;
                assertThat(report.problems())
                        .as("run %d of seed %d", runs, seed)
                        .isEmpty();
            }
            assertThat(store.unfinishedRuns())
                    .as("run %d of seed %d", runs, seed)
                    .isEmpty();
            assertThat(store.systemState().mode().word()).isEqualTo("normal");
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
        String where = "run " + runs + " of seed " + seed;
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
        assertThat(database.query(
                        "SELECT COUNT(*) FROM lupomig_orchestration.migration_files WHERE state_id NOT IN (1, 8)"))
                .as(where)
                .containsExactly("0");
        noSession(where);
    }

    /** Ended ones take a moment to leave; a lock goes with its session. */
    private void noSession(String where) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        List<String> others;
        do {
            others = database.query("SELECT ID, COMMAND, INFO FROM information_schema.PROCESSLIST"
                    + " WHERE ID <> CONNECTION_ID() AND USER NOT IN ('system user', 'event_scheduler')");
        } while (!others.isEmpty() && System.nanoTime() < deadline);
        assertThat(others).as(where).isEmpty();
    }
}
