package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lupomig.embedded.EmbeddedServer;
import org.lupomig.embedded.EmbeddedServerConfig;
import org.lupomig.embedded.EmbeddedServerException;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * A project folder whose database {@code main} is a server of its own, which loses nothing that it has committed, can
 * be killed, and is started again on what it has left; and the commands that are given in it.
 */
final class KillableProject implements AutoCloseable {
    private final Path folder;
    private final EmbeddedServerConfig config;
    private volatile EmbeddedServer server;

    /**
     * Starts the server.
     *
     * @param folder one that is there; the server's is in it
     */
    KillableProject(Path folder) throws EmbeddedServerException, InterruptedException {
        this.folder = folder;
        this.config = EmbeddedServerConfig.in(folder.resolve("server"));
        this.server = EmbeddedServer.start(config);
    }

    @Override
    public void close() {
        server.close();
    }

    /** The server, as long as it is not started again: it may listen elsewhere then. */
    TestDatabase database() {
        return TestDatabase.at(server.jdbcUrl(), server.user(), server.password());
    }

    /** Ends the server as a SIGKILL does, and waits until it is gone. */
    void kill() {
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts it on what it has left. */
    void startAgain(String... options) throws EmbeddedServerException, InterruptedException {
        server.close();
        server = EmbeddedServer.start(config.withOptions(options));
    }

    /** Whether it has not ended since it was started. */
    boolean isAlive() {
        return ProcessHandle.of(server.pid()).filter(ProcessHandle::isAlive).isPresent();
    }

    /** Writes a file. */
    void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /**
     * Writes a plan of one step, {@code change.only}, on the schema {@code shop}.
     *
     * @param name the plan's, and the file's without its end
     * @param ofBatch such as that it freezes
     * @param sql what the step sends
     */
    void plan(String name, String ofBatch, String sql) throws IOException {
        write(name + ".lupomig", """
                plan %s version 1 {
                  database main = mariadb
                  schema shop core
                  batch change {
                    %s
                    step only { sql \"""%s\""" }
                  }
                }
                """.formatted(name, ofBatch, sql));
    }

    /** Runs {@code lupomig} with these arguments. */
    TestShell.Result run(String... arguments) {
        return through(database(), arguments);
    }

    /** The same by another way to the same server. */
    TestShell.Result through(TestDatabase way, String... arguments) {
        return TestShell.on(folder, way).withTime().run(arguments);
    }

    /** The same, which succeeds. Gives what it prints. */
    String done(String... arguments) {
        TestShell.Result result = run(arguments);
        assertThat(result.status()).as(result.out() + result.err()).isZero();
        return result.out();
    }

    /** The same in a process of its own, which is started. */
    Process start(TestDatabase way, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        process.environment().putAll(TestShell.variables(way));
        try {
            return process.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
