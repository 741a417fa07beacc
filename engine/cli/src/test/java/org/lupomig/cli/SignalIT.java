package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C: a real process, on the embedded server, in the middle of a statement. */
class SignalIT {
    private static final String PLAN = """
            plan slow version 1 {
              database main = mariadb
              schema slow core
              batch make {
                step schema { sql \"""CREATE SCHEMA slow\""" }
                step tables requires schema {
                  sql \"""
                    CREATE TABLE slow.a (id INT);
                    SELECT SUM(x.seq * y.seq) FROM slow.seq_1_to_10000 x, slow.seq_1_to_ROUNDS y;
                    CREATE TABLE slow.b (id INT);
                  \"""
                }
              }
            }
            """;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    Path folder = Path.of("");

    private final List<String> lines = new ArrayList<>();
    private @Nullable Process started;
    private @Nullable BufferedReader output;

    @BeforeEach
    void interruptsAreHeard() throws IOException {
        // Started in the background by a shell without job control, we and our children are deaf to Ctrl-C.
        Path state = Path.of("/proc/self/status");
        if (Files.exists(state)) {
            String ignored = Files.readString(state).replaceAll("(?s).*SigIgn:\\s*(\\w+).*", "$1");
            assumeFalse((Long.parseUnsignedLong(ignored, 16) & 2) != 0, "SIGINT is ignored here");
        }
    }

    @AfterEach
    void endProcess() {
        if (started != null) {
            started.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void oneSignalStopsAfterTheStatementAndUndoes(String signal) throws Exception {
        startAndReachTheSlowStatement(3_000);

        send(signal);
        readOn();

        assertThat(process().waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process().exitValue()).isEqualTo(1);
        assertThat(lines)
                .anyMatch(line -> line.contains("stopping after the current statement"))
                .anyMatch(line -> line.contains("\"statement_done\"") && line.contains("\"statement\":2"))
                .noneMatch(line -> line.contains("\"statement_started\"") && line.contains("\"statement\":3"));
        assertThat(lines.get(lines.size() - 1))
                .contains("\"event\":\"end\"", "\"result\":\"undone\",\"exitStatus\":1", "\"code\":\"LM5013\"");
        assertThat(status()).contains("rolled_back");
    }

    @Test
    void aSecondSignalStopsAtOnceAndTheNextCommandEndsTheRun() throws Exception {
        startAndReachTheSlowStatement(200_000);

        send("INT");
        assertThat(readUntil("stopping after the current statement")).isTrue();
        send("INT");

        assertThat(process().waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(process().exitValue()).isEqualTo(130);

        long began = System.nanoTime();
        TestShell.Result recovered = TestShell.in(folder).withTime().run("recover");
        assertThat(recovered.out()).contains("recovered  run ", "\ndone: ");
        assertThat(recovered.status()).as(recovered.out() + recovered.err()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        assertThat(status()).contains("rolled_back").doesNotContain("under way");
    }

    private void startAndReachTheSlowStatement(int rounds) throws IOException {
        Files.writeString(folder.resolve("slow.lupomig"), PLAN.replace("ROUNDS", Integer.toString(rounds)));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        "slow.lupomig",
                        "--json")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        started = process;
        output = process.inputReader(StandardCharsets.UTF_8);
        assertThat(readUntil("SELECT\"")).as(String.join("\n", lines)).isTrue();
    }

    /** Whether a line with these words came. */
    private boolean readUntil(String words) throws IOException {
        String line = readLine();
        while (line != null && !line.contains(words)) {
            line = readLine();
        }
        return line != null;
    }

    private Process process() {
        return Objects.requireNonNull(started);
    }

    private @Nullable String readLine() throws IOException {
        String line = Objects.requireNonNull(output).readLine();
        if (line != null) {
            lines.add(line);
        }
        return line;
    }

    private void readOn() throws IOException {
        while (readLine() != null) {}
    }

    private void send(String signal) throws Exception {
        int status = new ProcessBuilder(
                        "kill", "-" + signal, Long.toString(process().pid()))
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    private String status() {
        return TestShell.in(folder).withTime().run("status", "slow").out();
    }
}
