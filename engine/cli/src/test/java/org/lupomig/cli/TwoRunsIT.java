package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Two processes on one server. The first is held up inside its ALTER by a stranger, as long as a test wants it. */
class TwoRunsIT {
    @RegisterExtension
    private final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.one (id INT PRIMARY KEY) ENGINE=InnoDB",
            "CREATE TABLE shop.child (id INT PRIMARY KEY, one_id INT, FOREIGN KEY (one_id) REFERENCES shop.one (id))"
                    + " ENGINE=InnoDB",
            "CREATE TABLE shop.two (id INT PRIMARY KEY) ENGINE=InnoDB",
            "INSERT INTO shop.one VALUES (1)");

    private final TestDatabase database = TestDatabase.get();
    private final List<Process> started = new ArrayList<>();
    private Connection stranger;

    @BeforeEach
    void begin() throws IOException, SQLException {
        plan("first", "ALTER TABLE shop.one ADD COLUMN a INT NULL;");
        plan("common", "ALTER TABLE shop.one ADD COLUMN c INT NULL;");
        plan("related", "ALTER TABLE shop.child ADD COLUMN r INT NULL;");
        plan("beside", "ALTER TABLE shop.two ADD COLUMN b INT NULL;");
        plan("finished", "CREATE TABLE shop.three (id INT PRIMARY KEY);");
        assertThat(project.run("run", "finished.lupomig").status()).isZero();
        stranger = database.connect();
    }

    @AfterEach
    void end() throws SQLException {
        started.forEach(Process::destroyForcibly);
        stranger.close();
    }

    @Test
    void disjointOnesGoTogether() throws Exception {
        Process first = firstHeldUp();

        assertThat(project.run("run", "beside.lupomig").status()).isZero();
        assertThat(project.run("rollback", "beside.change").status()).isZero();

        TestShell.Result finished = project.run("run", "finished.lupomig");
        assertThat(finished.status()).as(finished.out() + finished.err()).isZero();
        assertThat(project.run("status").status()).isZero();
        assertThat(project.run("run", "common.lupomig", "--dry-run").status()).isZero();
        assertThat(project.run("plan", "common.lupomig").status()).isZero();
        // all the while the first one was held up
        assertThat(first.isAlive()).isTrue();
        letGo();
        assertThat(status(first)).isZero();
        assertThat(database.query("SELECT COUNT(*) FROM lupomig_ephemeral.lupo_locks WHERE lock_type <> 'store'"))
                .containsExactly("0");
    }

    @Test
    void commonOnesQueueAndSayWhere() throws Exception {
        Process first = firstHeldUp();
        TestShell.Result refused = project.run("run", "related.lupomig", "--no-wait");
        assertThat(refused.status()).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(refused.out() + refused.err())
                .contains("LM5002", "process " + first.pid(), "shop.", "--no-wait is given: leave that out");

        Process second = start("run", "common.lupomig");
        BufferedReader said = second.inputReader(StandardCharsets.UTF_8);
        assertThat(until(said, "queued"))
                .contains("place 1, behind run of plan first", "process " + first.pid(), "shop.");
        Process third = start("run", "related.lupomig", "--wait", "10m", "--priority", "2");
        BufferedReader alsoSaid = third.inputReader(StandardCharsets.UTF_8);
        assertThat(until(alsoSaid, "queued")).contains("place 1, behind run of plan first");
        assertThat(until(said, "queued")).contains("place 2, behind run of plan first", "and 1 more");
        assertThat(database.query("SELECT JSON_VALUE(parameters, '$.work') FROM lupomig_ephemeral.lupo_job_queue"
                        + " ORDER BY scheduled_ymdhis"))
                .containsExactly("run of plan related", "run of plan common");
        assertThat(project.run("status").out())
                .containsPattern("run \\d+ of first by \\S+, process " + first.pid() + ", began .* and is under way")
                .containsPattern("waiting at place 1: run of plan related by \\S+, process " + third.pid()
                        + ", priority 2, since ")
                .containsPattern(
                        "waiting at place 2: run of plan common by \\S+, process " + second.pid() + ", since ");

        letGo();
        assertThat(status(first)).isZero();
        assertThat(status(third)).isZero();
        assertThat(status(second)).isZero();
        assertThat(database.query("SELECT plan_name FROM lupomig_orchestration.lupo_migration_tracking"
                        + " WHERE migration_type = 'run' ORDER BY run_id"))
                .containsExactly("finished", "first", "related", "common");
    }

    @Test
    void whoWaitsEndsWhatAKilledOneLeft() throws Exception {
        Process first = firstHeldUp();
        Process second = start("run", "common.lupomig", "--wait", "10m");
        until(second.inputReader(StandardCharsets.UTF_8), "queued");

        first.destroyForcibly();
        assertThat(status(first)).isNotZero();
        letGo();

        assertThat(status(second)).isZero();
        assertThat(columns()).containsExactly("id", "c");
        assertThat(project.run("status").out()).doesNotContain("under way");
        assertThat(project.run("recover").out()).contains("nothing to recover");
    }

    @Test
    void aRunWhoseGuardIsEndedStopsAndAnotherTakesOver() throws Exception {
        Process first = firstHeldUp();
        String token = database.query("SELECT owner_token FROM lupomig_ephemeral.lupo_locks WHERE lock_type = 'holder'")
                .get(0);
        database.execute("KILL CONNECTION IS_USED_LOCK('" + SessionName.guard(token) + "')");
        Process second = start("run", "common.lupomig", "--wait", "10m");
        BufferedReader said = second.inputReader(StandardCharsets.UTF_8);
        until(said, "recovery");
        letGo();

        String rest = said.lines().collect(Collectors.joining("\n"));
        assertThat(status(second)).as(rest).isZero();
        assertThat(status(first)).isEqualTo(ExitStatus.NEEDS_A_PERSON);
        assertThat(columns()).containsExactly("id", "c");
        assertThat(database.query("SELECT status FROM lupomig_orchestration.lupo_migration_tracking"
                        + " WHERE migration_type = 'run' AND plan_name = 'first'"))
                .containsExactly("recovered");
    }

    @Test
    void whoIsKilledInTheQueueHoldsNobodyUp() throws Exception {
        Process first = firstHeldUp();
        Process second = start("run", "common.lupomig", "--wait", "10m", "--priority", "10");
        until(second.inputReader(StandardCharsets.UTF_8), "queued");
        second.destroyForcibly().waitFor();
        Process third = start("run", "related.lupomig", "--wait", "10m");
        until(third.inputReader(StandardCharsets.UTF_8), "queued");
        letGo();
        assertThat(status(first)).isZero();
        assertThat(status(third)).isZero();
        assertThat(columns()).containsExactly("id", "a");
    }

    @Test
    void aFreezeQueuesByItsPriorityAndLeavesWhenItIsAskedTo() throws Exception {
        Process first = firstHeldUp();
        Process second = start("run", "common.lupomig", "--wait", "10m");
        until(second.inputReader(StandardCharsets.UTF_8), "queued");
        Process freeze = start("freeze", "--because", "audit", "--wait", "10m", "--priority", "3");
        BufferedReader said = freeze.inputReader(StandardCharsets.UTF_8);
        assertThat(until(said, "queued")).contains("place 1, behind run of plan first");
        assertThat(project.run("status").out()).contains("process " + freeze.pid() + ", priority 3, since ");

        // what SIGINT does, too
        freeze.destroy();
        assertThat(status(freeze)).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(database.query("SELECT COUNT(*) FROM lupomig_ephemeral.lupo_job_queue"))
                .containsExactly("1");
        letGo();
        assertThat(status(first)).isZero();
        assertThat(status(second)).isZero();
        assertThat(project.run("status").out()).doesNotContain("frozen");
    }

    private List<String> columns() throws SQLException {
        return database.query("SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'shop'"
                + " AND TABLE_NAME = 'one' ORDER BY ORDINAL_POSITION");
    }

    private void plan(String name, String sql) throws IOException {
        project.write(name + ".lupomig", """
                plan %s version 1 {
                  database main = mariadb
                  batch change {
                    step only { sql \"""%s\""" }
                  }
                }
                """.formatted(name, sql));
    }

    /** The first run, inside its ALTER, which waits for a stranger. */
    private Process firstHeldUp() throws IOException, SQLException {
        stranger.setAutoCommit(false);
        try (Statement reading = stranger.createStatement()) {
            reading.executeQuery("SELECT * FROM shop.one").close();
        }
        Process first = start("run", "first.lupomig");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (database.query("SELECT ID FROM information_schema.PROCESSLIST WHERE STATE LIKE 'Waiting for table%'"
                        + " AND INFO LIKE 'ALTER%'")
                .isEmpty()) {
            assertThat(first.isAlive() && System.nanoTime() < deadline).isTrue();
        }
        return first;
    }

    private void letGo() throws SQLException {
        stranger.rollback();
    }

    private Process start(String... arguments) throws IOException {
        Process process = project.process(arguments).redirectErrorStream(true).start();
        started.add(process);
        return process;
    }

    private static String until(BufferedReader output, String word) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(word)) {
                return line;
            }
            all.append(line).append('\n');
        }
        throw new AssertionError("it never said '" + word + "': " + all);
    }

    private static int status(Process process) throws InterruptedException {
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
