package org.lupomig.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Runs commands in this process and catches what they print. */
final class TestShell {
    private static final AtomicInteger TOKENS = new AtomicInteger();

    private final Path directory;
    private final Map<String, String> variables;
    private InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-08T14:05:09Z"));

    TestShell(Path directory, Map<String, String> variables) {
        this.directory = directory;
        this.variables = variables;
    }

    static TestShell in(Path directory) {
        return new TestShell(directory.toAbsolutePath().normalize(), Map.of());
    }

    /** In a project whose database {@code main} is this one. */
    static TestShell on(Path directory, TestDatabase main) {
        return new TestShell(directory, variables(main));
    }

    /** Where the database {@code main} is, as the environment says it. */
    static Map<String, String> variables(TestDatabase main) {
        return Map.of(
                "LUPOMIG_DATABASE_MAIN", main.jdbcUrl(),
                "LUPOMIG_DATABASE_MAIN_USER", main.user(),
                "LUPOMIG_DATABASE_MAIN_PASSWORD", main.password());
    }

    /** With the time of day, for commands that run something. */
    TestShell withTime() {
        clock = InstantSource.system();
        return this;
    }

    /** On a machine whose clock is off. */
    TestShell ahead(Duration by) {
        clock = () -> Instant.now().plus(by);
        return this;
    }

    /** Runs {@code lupomig} with these arguments. */
    Result run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Shell shell = new Shell(
                directory,
                variables,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                clock,
                () -> "test-" + ProcessHandle.current().pid() + "-" + TOKENS.incrementAndGet());
        int status = Main.execute(shell, args);
        shell.flush();
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    record Result(int status, String out, String err) {}
}
