package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Steps of a batch that a server works on at the same time: {@code parallel} and {@code --jobs}. */
class SideBySideIT {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long POLL_NANOS = 200_000_000L;
    private static final String WAITING_ALTERS = "SELECT ID FROM information_schema.PROCESSLIST"
            + " WHERE STATE LIKE 'Waiting for table%' AND INFO LIKE 'ALTER TABLE%'";
    private static final String WAITING_ROWS =
            "SELECT trx_id FROM information_schema.INNODB_TRX WHERE trx_state = 'LOCK WAIT'";

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.a (id INT PRIMARY KEY, v VARCHAR(20))",
            "CREATE TABLE shop.b (id INT PRIMARY KEY, v VARCHAR(20))",
            "CREATE TABLE shop.c (id INT PRIMARY KEY, v VARCHAR(20))",
            "CREATE TABLE shop.d (id INT PRIMARY KEY, v VARCHAR(20))",
            "INSERT INTO shop.a VALUES (1, 'one'), (2, 'two')",
            "INSERT INTO shop.b VALUES (1, 'one'), (2, 'two')");

    private void plan(String ofBatch, String... steps) throws IOException {
        StringBuilder text =
                new StringBuilder("plan p version 1 {\n  database main = mariadb\n  batch b " + ofBatch + " {\n");
        for (int i = 0; i < steps.length; i++) {
            text.append("    step s")
                    .append(i + 1)
                    .append(" { sql \"\"\"\n")
                    .append(steps[i])
                    .append("\n\"\"\" }\n");
        }
        project.write("p.lupomig", text.append("  }\n}\n").toString());
    }

    private CompletableFuture<TestShell.Result> begun(String... arguments) {
        return CompletableFuture.supplyAsync(() -> project.run(arguments));
    }

    /**
     * Waits for so many rows, asking five times a second: what the server shows of transactions is renewed only where
     * nobody has asked for it within the last tenth of one, so who asks without a pause sees the same for ever.
     */
    private void awaits(String query, int rows, BooleanSupplier goesOn) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < deadline && goesOn.getAsBoolean()) {
            if (database.query(query).size() >= rows) {
                return;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        throw new AssertionError("never seen at once: " + rows + " of " + query);
    }

    @ParameterizedTest
    @CsvSource({"parallel 2, ''", "'', 2", "parallel 4, 2", "parallel 2 rollback B, 3"})
    void theServerWorksOnTwoAtOnce(String ofBatch, String jobs) throws Exception {
        plan(ofBatch, "ALTER TABLE shop.a ADD COLUMN x INT;", "ALTER TABLE shop.b ADD COLUMN x INT;");
        CompletableFuture<TestShell.Result> run;
        try (Connection reader = database.connect();
                Statement reading = reader.createStatement()) {
            reading.execute("BEGIN");
            reading.executeQuery("SELECT COUNT(*) FROM shop.a, shop.b").close();
            run = jobs.isEmpty() ? begun("run", "p.lupomig") : begun("run", "p.lupomig", "--jobs", jobs);
            awaits(WAITING_ALTERS, 2, () -> !run.isDone());
        }
        assertThat(run.join().err()).isEmpty();
        assertThat(run.join().status()).isZero();
        assertThat(project.dump()).contains("`x` int(11)");
    }

    @Test
    void stepsInConflictAreNotWorkedOnAtOnce() throws Exception {
        project.write("p.lupomig", """
                plan p version 1 {
                  database main = mariadb
                  batch b parallel 3 conflicts later {
                    step s1 conflicts s2 { sql \"""ALTER TABLE shop.a ADD COLUMN x INT;\""" }
                    step s2 { sql \"""ALTER TABLE shop.b ADD COLUMN x INT;\""" }
                    step s3 { sql \"""ALTER TABLE shop.c ADD COLUMN x INT;\""" }
                  }
                  batch later { step l { sql \"""ALTER TABLE shop.b ADD COLUMN y INT;\""" } }
                }
                """);
        CompletableFuture<TestShell.Result> run;
        try (Connection reader = database.connect();
                Statement reading = reader.createStatement()) {
            reading.execute("BEGIN");
            reading.executeQuery("SELECT COUNT(*) FROM shop.a, shop.c").close();
            run = begun("run", "p.lupomig");
            // Nothing is in the way of the second, but the first that waits.
            awaits(WAITING_ALTERS, 2, () -> !run.isDone());
            assertThat(database.query("SELECT step_name FROM lupomig_orchestration.lupo_migration_states"
                            + " WHERE step_name = 's2' AND state_id > 1"))
                    .isEmpty();
        }
        assertThat(run.join().err()).isEmpty();
        assertThat(run.join().status()).isZero();
        assertThat(database.query("SELECT CONCAT_WS(' ', batch_name, step_name, on_batch_name, on_step_name)"
                        + " FROM lupomig_orchestration.migration_dependencies WHERE dependency_type = 'conflict'"
                        + " ORDER BY 1"))
                .containsExactly("b  later ", "b s1 b s2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALTER", "UPDATE"})
    void killedWithTwoStatementsInFlight(String kind) throws Exception {
        boolean alters = kind.equals("ALTER");
        String first = alters ? "ALTER TABLE shop.%s ADD COLUMN x INT" : "UPDATE shop.%s SET v = 'new' WHERE id = 1";
        plan(
                "",
                "INSERT INTO shop.c VALUES (1, 'c');\n" + first.formatted("a") + ";\nCREATE TABLE shop.e (id INT);",
                "INSERT INTO shop.d VALUES (1, 'd');\n" + first.formatted("b") + ";\nCREATE TABLE shop.f (id INT);");
        String before = project.dump();
        Process process;
        try (Connection other = database.connect();
                Statement holding = other.createStatement()) {
            holding.execute("BEGIN");
            holding.executeQuery("SELECT * FROM shop.a FOR UPDATE").close();
            holding.executeQuery("SELECT * FROM shop.b FOR UPDATE").close();
            process = project.process("run", "p.lupomig", "--jobs", "2")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Process started = process;
            awaits(alters ? WAITING_ALTERS : WAITING_ROWS, 2, started::isAlive);
            process.destroyForcibly().waitFor();
        }
        TestShell.Result recovered = project.run("recover");
        assertThat(recovered.status())
                .as("%s%s", recovered.out(), recovered.err())
                .isZero();
        assertThat(project.dump()).isEqualTo(before);
        assertThat(project.run("run", "p.lupomig", "--jobs", "2").status()).isZero();
        assertThat(project.run("rollback", "p.b").status()).isZero();
        assertThat(project.dump()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "B"})
    void oneFailsWhileTheOtherIsInALongStatement(String rollbackClass) throws Exception {
        plan(
                "rollback " + rollbackClass,
                "ALTER TABLE shop.a ADD COLUMN x INT;\nCREATE TABLE shop.later (id INT);",
                "UPDATE shop.b SET v = 'longer than twenty characters' WHERE id = 1;");
        String before = project.dump();
        CompletableFuture<TestShell.Result> run;
        try (Connection reader = database.connect();
                Connection writer = database.connect();
                Statement reading = reader.createStatement();
                Statement writing = writer.createStatement()) {
            reading.execute("BEGIN");
            reading.executeQuery("SELECT COUNT(*) FROM shop.a").close();
            writing.execute("BEGIN");
            writing.executeQuery("SELECT * FROM shop.b FOR UPDATE").close();
            run = begun("run", "p.lupomig", "--jobs", "2");
            awaits(WAITING_ALTERS, 1, () -> !run.isDone());
            awaits(WAITING_ROWS, 1, () -> !run.isDone());
            writing.execute("COMMIT");
            awaits(
                    "SELECT 1 FROM lupomig_orchestration.lupo_migration_states WHERE step_name = 's2'"
                            + " AND state_id = 7"
                            + (rollbackClass.equals("A")
                                    ? " OR NOT EXISTS (SELECT 1 FROM"
                                            + " information_schema.INNODB_TRX WHERE trx_state = 'LOCK WAIT')"
                                    : ""),
                    1,
                    () -> !run.isDone());
        }
        TestShell.Result result = run.join();
        assertThat(result.status()).as(result.out()).isEqualTo(1);
        assertThat(result.err()).contains("1406");
        if (rollbackClass.equals("A")) {
            assertThat(project.dump()).isEqualTo(before);
        } else {
            assertThat(project.dump()).contains("`x` int(11)", "`later`");
            assertThat(project.run("status").out()).contains("1 of 2 steps");
        }
        assertThat(database.query("SELECT v FROM shop.b WHERE id = 1")).containsExactly("one");
    }

    @Test
    void sameOutputAndSameHistoryHoweverOftenAndHoweverMany() throws Exception {
        String[] steps = new String[4];
        for (int i = 0; i < 4; i++) {
            String table = "shop." + "abcd".charAt(i);
            steps[i] = "INSERT INTO " + table + " VALUES (10, 'x');\nALTER TABLE " + table + " ADD COLUMN n INT;\n"
                    + "UPDATE " + table + " SET n = 1 WHERE id = 10;";
        }
        plan("", steps);
        String out = "";
        List<String> history = List.of();
        String after = "";
        for (int run = 0; run <= 10; run++) {
            project.clear();
            TestShell.Result result = project.run("run", "p.lupomig", "--jobs", run == 0 ? "1" : "4");
            assertThat(result.status()).as(result.err()).isZero();
            String said = result.out().replaceAll("[0-9.]+ ?m?s\\b", "TIME");
            List<String> told = history();
            if (run == 0) {
                out = said;
                history = told;
                after = project.dump();
            }
            assertThat(said).isEqualTo(out);
            assertThat(told).isEqualTo(history);
            assertThat(project.dump()).isEqualTo(after);
        }
    }

    /** What was journaled of each step, in the order of the plan, and the rows of the steps with their ids. */
    private List<String> history() throws SQLException {
        List<String> history = database.query("SELECT CONCAT(step_name, ' ', GROUP_CONCAT(CONCAT_WS('>', entry_kind,"
                + " previous_state_id, state_id) ORDER BY migration_state_id SEPARATOR ' ')) FROM"
                + " lupomig_orchestration.lupo_migration_states WHERE step_name LIKE 's_' GROUP BY step_name"
                + " ORDER BY step_name");
        history.addAll(database.query("SELECT CONCAT_WS(' ', migration_file_id, step_name, status) FROM"
                + " lupomig_orchestration.migration_files ORDER BY migration_file_id"));
        return history;
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void whatAStepSetsIsItsOwn(String jobs) throws Exception {
        plan(
                "",
                "USE shop;\nSET @who = 'first';\nINSERT INTO a VALUES (10, @who);",
                "INSERT INTO shop.b VALUES (10, COALESCE(@who, CONCAT('nobody in ', COALESCE(DATABASE(), 'none'))));");
        TestShell.Result result = project.run("run", "p.lupomig", "--jobs", jobs);
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(database.query("SELECT v FROM shop.a WHERE id = 10")).containsExactly("first");
        assertThat(database.query("SELECT v FROM shop.b WHERE id = 10").get(0)).startsWith("nobody in ");
    }

    @Test
    void tablesThatAForeignKeyBindsTogetherAreOne() throws Exception {
        database.execute("ALTER TABLE shop.b ADD CONSTRAINT of_a FOREIGN KEY (id) REFERENCES shop.a (id)");
        plan("parallel 2", "ALTER TABLE shop.a ADD COLUMN x INT;", "ALTER TABLE shop.b ADD COLUMN x INT;");
        TestShell.Result result = project.run("run", "p.lupomig");
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(database.query("SELECT GROUP_CONCAT(DISTINCT step_name ORDER BY migration_state_id) FROM"
                        + " lupomig_orchestration.lupo_migration_states WHERE state_id = 4"))
                .containsExactly("s1,s2");
        // The first has sent all that it sends before the second begins.
        assertThat(database.query("SELECT (SELECT MAX(migration_state_id) FROM"
                        + " lupomig_orchestration.lupo_migration_states WHERE step_name = 's1' AND state_id ="
                        + " 4) < (SELECT MIN(migration_state_id) FROM"
                        + " lupomig_orchestration.lupo_migration_states WHERE step_name = 's2')"))
                .containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1025", "many", "-1"})
    void aNumberThatIsNoneIsRefused(String jobs) throws Exception {
        plan("", "CREATE TABLE shop.e (id INT);");
        TestShell.Result result = project.run("run", "p.lupomig", "--jobs=" + jobs);
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("LM9035", "--jobs takes a number from 1 to 1024, not '" + jobs + "'");
    }
}
