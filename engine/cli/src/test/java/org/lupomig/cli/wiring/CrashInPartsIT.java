package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * Processes are killed while they work on batches of the classes B, C and D, whose steps complete each for itself. Each
 * step has a schema of its own: it is as before, or as the step leaves it; none is applied without those it requires;
 * and the next run goes on from there.
 */
class CrashInPartsIT {
    /** What each step does to its schema. */
    private static final Map<String, String> SQL = Map.of(
            "rows", "UPDATE %1$s.t SET n = 0 WHERE id < 3; DELETE FROM %1$s.t WHERE id = 3",
            "gone", "DROP TABLE %1$s.u; ALTER TABLE %1$s.t ADD COLUMN x INT",
            "made", "CREATE TABLE %1$s.w (id INT PRIMARY KEY) ENGINE=InnoDB; INSERT INTO %1$s.w VALUES (1)",
            "empty", "TRUNCATE TABLE %1$s.u; RENAME TABLE %1$s.t TO %1$s.z");

    /** In their order, each with what it requires. */
    private static final Map<String, String> REQUIRES = requires();

    private static final int SAMPLES = 2;

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabase.get();
    private final Map<String, String> before = new HashMap<>();
    private final Map<String, String> after = new HashMap<>();
    private Path plan = Path.of("");

    private static Map<String, String> requires() {
        Map<String, String> requires = new LinkedHashMap<>();
        requires.put("rows", "");
        requires.put("gone", "rows");
        requires.put("made", "");
        requires.put("empty", "made");
        return requires;
    }

    @ParameterizedTest
    @CsvSource({"B, run", "B, failing", "B, rollback", "B, recover", "C, failing", "D, failing"})
    void hereAndThere(String rollbackClass, String what) throws Exception {
        kill(rollbackClass, what, SAMPLES);
    }

    static Stream<Arguments> all() {
        return Stream.of("B", "C", "D").flatMap(letter -> Stream.of("run", "failing", "rollback", "recover")
                .map(what -> Arguments.of(letter, what)));
    }

    @ParameterizedTest
    @MethodSource("all")
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void everywhere(String rollbackClass, String what) throws Exception {
        kill(rollbackClass, what, Points.LONG_SET);
    }

    private void kill(String rollbackClass, String what, int samples) throws Exception {
        build(rollbackClass);
        boolean fails = what.equals("failing");
        String command = fails ? "run" : what;
        int half = measured();
        prepare(what, half);
        Points points = Points.of(CrashedProcess.here(command, database, plan).points(), samples);
        Set<String> whole = applied("not killed");
        back();
        Counts counts = points.counts("kills in class " + rollbackClass + ", " + what);
        for (int point : points) {
            String where = "class %s, %s, point %d".formatted(rollbackClass, what, point);
            prepare(what, half);
            CrashedProcess killed = CrashedProcess.run(command, database, plan, point);
            counts.count(killed.killed() ? "killed" : "ended before");
            CrashedProcess recovery = CrashedProcess.here("recover", database, plan);
            assertThat(recovery.status()).as("%s: %s", where, recovery.output()).isZero();
            Set<String> applied = applied(where);
            StoreAtRest.assertIn(database, where);
            if (what.equals("rollback")) {
                assertThat(applied).as(where).isIn(REQUIRES.keySet(), Set.of());
            } else {
                assertThat(fails ? whole : REQUIRES.keySet()).as(where).containsAll(applied);
            }
            counts.add("steps applied", applied.size()).add("steps as before", REQUIRES.size() - applied.size());
            database.execute("DELETE FROM part_gate.closed");
            CrashedProcess rest = CrashedProcess.here("run", database, plan);
            assertThat(rest.output()).as(where).matches("(?s)(DONE|NOTHING_TO_DO) .*");
            assertThat(applied(where + ", run on")).as(where).isEqualTo(REQUIRES.keySet());
            back();
        }
        counts.print();
        points.assertSome(counts.of("killed"));
    }

    /** What there is when the command is given. */
    private void prepare(String what, int half) throws Exception {
        switch (what) {
            case "failing" -> database.execute("INSERT INTO part_gate.closed VALUES ('gone')");
            case "rollback" ->
                assertThat(CrashedProcess.here("run", database, plan).output()).startsWith("DONE");
            case "recover" ->
                assertThat(CrashedProcess.run("run", database, plan, half).killed())
                        .isTrue();
            default -> {}
        }
    }

    /** Runs it and takes it back, to see what it comes to. Gives a point in the middle of the run. */
    private int measured() throws Exception {
        CrashedProcess run = CrashedProcess.here("run", database, plan);
        assertThat(run.output()).startsWith("DONE");
        for (String step : REQUIRES.keySet()) {
            after.put(step, dump(step));
            assertThat(after.get(step)).isNotEqualTo(before.get(step));
        }
        back();
        return run.points() / 2;
    }

    /** What is applied is taken back. */
    private void back() throws Exception {
        database.execute("DELETE FROM part_gate.closed");
        if (!applied("to be taken back").isEmpty()) {
            CrashedProcess back = CrashedProcess.here("rollback", database, plan);
            assertThat(back.output()).startsWith("DONE");
        }
        assertThat(applied("taken back")).isEmpty();
        assertThat(database.query(
                        "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'lupomig_held'"))
                .isEmpty();
    }

    /** The steps whose schemas are as they leave them; all others are as before, and so says the store. */
    private Set<String> applied(String where) throws Exception {
        Set<String> applied = new TreeSet<>();
        for (String step : REQUIRES.keySet()) {
            String now = dump(step);
            if (now.equals(after.get(step))) {
                applied.add(step);
            } else {
                assertThat(now).as("%s: %s", where, step).isEqualTo(before.get(step));
            }
        }
        for (String step : applied) {
            String required = REQUIRES.getOrDefault(step, "");
            assertThat(required.isEmpty() || applied.contains(required))
                    .as("%s: %s without %s", where, step, required)
                    .isTrue();
        }
        assertThat(database.query("SELECT step_name FROM lupomig_orchestration.migration_files WHERE plan_name ="
                        + " 'crash_parts' AND status = 'completed' AND state_id = 1"))
                .as(where)
                .containsExactlyInAnyOrderElementsOf(applied);
        return applied;
    }

    private void build(String rollbackClass) throws Exception {
        EmptyServer.begin(database);
        database.execute(
                "CREATE SCHEMA part_gate",
                "CREATE TABLE part_gate.closed (step VARCHAR(64) PRIMARY KEY) ENGINE=InnoDB");
        StringBuilder text = new StringBuilder("plan crash_parts version 1 {\n  database main = mariadb\n"
                + "  batch change rollback " + rollbackClass + " {\n");
        for (Map.Entry<String, String> step : REQUIRES.entrySet()) {
            String schema = "part_" + step.getKey();
            database.execute(
                    "CREATE SCHEMA " + schema,
                    "CREATE TABLE " + schema + ".t (id INT PRIMARY KEY, n INT) ENGINE=InnoDB",
                    "INSERT INTO " + schema + ".t VALUES (1, 10), (2, 20), (3, 30)",
                    "CREATE TABLE " + schema + ".u (id INT PRIMARY KEY) ENGINE=InnoDB",
                    "INSERT INTO " + schema + ".u VALUES (7)");
            before.put(step.getKey(), dump(step.getKey()));
            text.append("    step ")
                    .append(step.getKey())
                    .append(step.getValue().isEmpty() ? "" : " requires " + step.getValue())
                    .append("""
                             {
                              sql \"""
                                %s;
                              \"""
                              validate post integrity "its gate is open" on failure rollback %s {
                                expect query("SELECT COUNT(*) FROM part_gate.closed WHERE step = '%s'") = 0
                              }
                            }
                        """.formatted(
                            SQL.getOrDefault(step.getKey(), "").formatted(schema), rollbackClass, step.getKey()));
        }
        plan = folder.resolve("parts.lupomig");
        Files.writeString(plan, text + "  }\n}\n");
    }

    private String dump(String step) throws Exception {
        return SchemaDump.of(database, "part_" + step);
    }
}
