package org.lupomig.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other processes leave behind when they are killed. */
class KilledOwnerIT {
    @TempDir
    Path temporary;

    private final List<Process> children = new ArrayList<>();

    @AfterEach
    void endChildren() throws Exception {
        for (Process child : children) {
            child.destroyForcibly().waitFor();
        }
        ProcessHandle.allProcesses().filter(this::servesHere).forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void theServerIsTakenOverWithWhatItIsDoing() throws Exception {
        Path directory = temporary.resolve("server");
        Process owner = hold(directory, "SELECT sleep(30)");
        long pid = Long.parseLong(awaitLine(owner, "ready ").substring("ready ".length()));
        awaitLine(owner, "running ");
        Thread.sleep(200); // the statement is announced before it is sent
        kill(owner);

        try (EmbeddedServer server = EmbeddedServer.start(EmbeddedServerConfig.in(directory))) {
            assertThat(server.pid()).isEqualTo(pid);
            assertThat(count(
                            server,
                            "SELECT count(*) FROM information_schema.processlist WHERE info LIKE 'SELECT sleep%'"))
                    .isEqualTo(1);
        }
        assertThat(ProcessHandle.of(pid).filter(this::servesHere)).isEmpty();
    }

    @Test
    void theServerIsFoundThoughItsNumberWasNotNotedYet() throws Exception {
        Path directory = temporary.resolve("server");
        Process owner = hold(directory);
        long pid = Long.parseLong(awaitLine(owner, "ready ").substring("ready ".length()));
        kill(owner);
        ServerState noted = ServerState.read(directory);
        assertThat(noted).isNotNull();
        noted.withPid(0).write(directory);

        try (EmbeddedServer server = EmbeddedServer.start(EmbeddedServerConfig.in(directory))) {
            assertThat(server.pid()).isEqualTo(pid);
        }
    }

    @Test
    void aServerWithOtherSettingsIsEndedFirst() throws Exception {
        Path directory = temporary.resolve("server");
        Process owner = hold(directory);
        long pid = Long.parseLong(awaitLine(owner, "ready ").substring("ready ".length()));
        kill(owner);

        try (EmbeddedServer server =
                EmbeddedServer.start(EmbeddedServerConfig.in(directory).relaxed())) {
            assertThat(server.pid()).isNotEqualTo(pid);
            assertThat(count(server, "SELECT @@innodb_flush_log_at_trx_commit")).isZero();
        }
    }

    @Test
    void aNumberThatNowBelongsToAnotherProcessIsLeftAlone() throws Exception {
        Path directory = temporary.resolve("server");
        EmbeddedServer.start(EmbeddedServerConfig.in(directory)).close();
        Process stranger = hold(temporary.resolve("elsewhere"));
        awaitLine(stranger, "ready ");
        new ServerState(stranger.pid(), 1, List.of(), false).write(directory);

        try (EmbeddedServer server = EmbeddedServer.start(EmbeddedServerConfig.in(directory))) {
            assertThat(count(server, "SELECT 1")).isEqualTo(1);
        }
        assertThat(stranger.isAlive()).isTrue();
    }

    @Test
    void aFirstStartThatWasKilledAnywhereIsRepaired() throws Exception {
        for (int delay = 250; delay <= 1500; delay += 250) {
            Path directory = temporary.resolve("server-" + delay);
            Process owner = hold(directory);
            Thread.sleep(delay);
            kill(owner);

            try (EmbeddedServer server = EmbeddedServer.start(EmbeddedServerConfig.in(directory))) {
                assertThat(count(server, "SELECT count(*) FROM mysql.user WHERE User = 'lupomig'"))
                        .as("killed after %d ms", delay)
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void twoProcessesUnpackTheServerAtOnce() throws Exception {
        Path cache = temporary.resolve("cache");
        Process one = holdWithCache(cache, temporary.resolve("one"), "close");
        Process two = holdWithCache(cache, temporary.resolve("two"), "close");

        awaitLine(one, "closed");
        awaitLine(two, "closed");

        try (Stream<Path> made = Files.list(cache.resolve("lupomig"))) {
            assertThat(made).hasSize(1);
        }
    }

    private Process hold(Path directory, String... statements) throws IOException {
        return child(directory, statements).start();
    }

    private Process holdWithCache(Path cache, Path directory, String... statements) throws IOException {
        ProcessBuilder builder = child(directory, statements);
        builder.environment().put("XDG_CACHE_HOME", cache.toString());
        return builder.start();
    }

    private ProcessBuilder child(Path directory, String... statements) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ServerHolder.class.getName(),
                directory.toString()));
        command.addAll(List.of(statements));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private String awaitLine(Process process, String start) throws IOException {
        children.add(process);
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(start)) {
                return line;
            }
        }
        throw new AssertionError("the process ended without saying " + start);
    }

    /** A dead process that nobody has collected yet is still listed, but without its command line. */
    private boolean servesHere(ProcessHandle process) {
        String here = "--datadir=" + temporary;
        return process.info().arguments().stream().flatMap(Stream::of).anyMatch(a -> a.startsWith(here));
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private static long count(EmbeddedServer server, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
