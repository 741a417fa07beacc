package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Rehearsals on a server that is named, and by processes that are held up, stopped or killed. */
class RehearseProcessesIT {
    /** Takes longer than any test waits. */
    private static final String SLOW =
            "CREATE SCHEMA slow; SELECT SUM(x.seq * y.seq) FROM slow.seq_1_to_10000 x, slow.seq_1_to_200000 y";

    private final TestDatabase target = TestDatabase.get();

    @TempDir
    Path temporary = Path.of("");

    @TempDir
    Path folder = Path.of("");

    private ServerProject project = new ServerProject(Path.of(""));

    @BeforeEach
    void make() throws SQLException {
        project = ServerProject.onFreshServer(folder, "CREATE SCHEMA shop");
    }

    /** The server has been sent what it refuses, and its answer is what the run was given. */
    @Test
    void aRefusalIsTheServersOwn() throws SQLException, IOException {
        target.execute("DROP SCHEMA shop");
        project.plan("CREATE SCHEMA fresh; CREATE TABLE fresh.one (id INT)");
        String output = target.query("SELECT @@GLOBAL.log_output").get(0);
        String logs = target.query("SELECT @@GLOBAL.general_log").get(0);
        target.execute("SET GLOBAL log_output = 'TABLE'", "TRUNCATE mysql.general_log", "SET GLOBAL general_log = 1");
        try {
            TestShell.Result result = onServer(Map.of());

            assertThat(result.status()).as(result.out() + result.err()).isZero();
            assertThat(target.query("SELECT argument FROM mysql.general_log WHERE argument LIKE 'SIGNAL SQLSTATE%'"))
                    .hasSize(4);
        } finally {
            target.execute("SET GLOBAL general_log = " + logs, "SET GLOBAL log_output = '" + output + "'");
        }
    }

    @Test
    void aServerThatIsNamedHasToBeEmptyAndNotTheTarget() throws SQLException, IOException {
        project.plan("CREATE SCHEMA fresh; CREATE USER lm_rehearsed");
        TestShell.Result full = onServer(Map.of());
        assertThat(full.status()).isEqualTo(2);
        assertThat(full.err()).contains("error[LM9064] ", "is not empty: it has shop;");

        target.execute("DROP SCHEMA shop");
        TestShell.Result same = onServer(Map.of(
                "LUPOMIG_DATABASE_MAIN", target.jdbcUrl().replace("127.0.0.1", "localhost"),
                "LUPOMIG_DATABASE_MAIN_USER", target.user(),
                "LUPOMIG_DATABASE_MAIN_PASSWORD", target.password()));
        assertThat(same.status()).as(same.out()).isEqualTo(2);
        assertThat(same.err()).contains("error[LM9065] ", "is the server of database main");

        // where it is not told, it may well be the target
        TestShell.Result untold = onServer(Map.of("LUPOMIG_DATABASE_MAIN", "jdbc:mariadb://127.0.0.1:1/"));
        assertThat(untold.status()).as(untold.out()).isEqualTo(2);
        assertThat(untold.err()).contains("error[LM9100] ", "is the server of database main cannot be told");

        TestShell.Result other = onServer(Map.of());
        assertThat(other.err()).doesNotContain("LM9101");
        assertThat(other.status()).as(other.out() + other.err()).isZero();
        assertThat(target.query("SHOW DATABASES LIKE '%e%'")).doesNotContain("fresh", "lupomig_ephemeral");
        assertThat(target.query("SELECT User FROM mysql.global_priv WHERE User = 'lm_rehearsed'"))
                .isEmpty();
    }

    /** The first is held up before it makes anything, when all that can be seen of it is that it is there. */
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void oneRehearsalAtATimeHasAServerThatIsNamed() throws Exception {
        target.execute("DROP SCHEMA shop");
        project.plan("CREATE SCHEMA fresh; CREATE TABLE fresh.one (id INT)");
        Process first;
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("FLUSH TABLES WITH READ LOCK");
            first = start("failures", "rehearsal of plan", "--server", target.jdbcUrl());

            TestShell.Result second = onServer(Map.of());

            assertThat(second.status()).as(second.out() + second.err()).isEqualTo(2);
            assertThat(second.err()).contains("error[LM9104] another rehearsal is under way on ");
            assertThat(second.err()).doesNotContain("LM9101");
            statement.execute("UNLOCK TABLES");
        }
        String said = first.inputReader(StandardCharsets.UTF_8).lines().collect(Collectors.joining("\n"));
        assertThat(first.waitFor()).as(said).isZero();
        assertThat(said).doesNotContain("LM9101");
        assertThat(target.query("SHOW DATABASES LIKE 'lupomig%'")).isEmpty();
        TestShell.Result next = onServer(Map.of());
        assertThat(next.status()).as(next.out() + next.err()).isZero();
    }

    private TestShell.Result onServer(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(more);
        variables.put("LUPOMIG_REHEARSE_USER", target.user());
        variables.put("LUPOMIG_REHEARSE_PASSWORD", target.password());
        return new TestShell(folder, variables)
                .withTime()
                .run("rehearse", "shop.lupomig", "--boundaries", "failures", "--server", target.jdbcUrl());
    }

    @Test
    void whatAKilledRehearsalLeavesIsRemovedByTheNext() throws Exception {
        project.plan(SLOW);
        Process killed = start("none", "rehearsal of plan");
        killed.destroyForcibly().waitFor();
        assertThat(RehearseIT.left(temporary)).hasSize(1);

        project.plan("CREATE SCHEMA fresh");
        Process next = start("none", "clean: ");
        assertThat(next.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(next.exitValue()).isZero();
        assertThat(RehearseIT.left(temporary)).isEmpty();
    }

    @Test
    void ctrlCRemovesTheServerAtOnce() throws Exception {
        project.plan(SLOW);
        Process running = start("none", "rehearsal of plan");
        assertThat(stopped(running)).anyMatch(line -> line.startsWith("error[LM9069] "));
    }

    @Test
    void ctrlCLeavesWhatWasFoundTillThen() throws Exception {
        project.plan("CREATE SCHEMA fresh; CREATE TABLE fresh.a (id INT); CREATE TABLE fresh.b (id INT)");
        Process running = start("all", "failure 2 of");
        assertThat(stopped(running))
                .anyMatch(line -> line.contains(": reversible so far, there "))
                .anyMatch(line -> line.startsWith("stopped before its end, so far clean: "))
                .anyMatch(line -> line.startsWith("error[LM9115] "));
    }

    /** What a process says that is told to end, and leaves nothing. */
    private List<String> stopped(Process running) throws Exception {
        assertThat(new ProcessBuilder("kill", "-TERM", Long.toString(running.pid()))
                        .start()
                        .waitFor())
                .isZero();
        assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(running.exitValue()).isEqualTo(2);
        assertThat(RehearseIT.left(temporary)).isEmpty();
        return running.inputReader(StandardCharsets.UTF_8).lines().toList();
    }

    /** Starts a process, and reads what it says up to a line with these words. */
    private Process start(String boundaries, String words, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "rehearse",
                "shop.lupomig",
                "--boundaries",
                boundaries));
        command.addAll(List.of(more));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        if (more.length > 0) {
            builder.environment().put("LUPOMIG_REHEARSE_USER", target.user());
            builder.environment().put("LUPOMIG_REHEARSE_PASSWORD", target.password());
        }
        Process process = builder.start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.contains(words)) {
                return process;
            }
        }
        throw new AssertionError(said.toString());
    }
}
