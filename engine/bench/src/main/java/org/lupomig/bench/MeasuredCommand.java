package org.lupomig.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lupomig.embedded.EmbeddedServer;

/** A program that is run as a process of its own: how long it takes, and how much memory. */
final class MeasuredCommand {
    private static final String MOST = "VmHWM:";

    private final List<String> program;
    private final Map<String, String> environment;
    private final Path folder;

    private MeasuredCommand(List<String> program, Map<String, String> environment, Path folder) {
        this.program = program;
        this.environment = environment;
        this.folder = folder;
    }

    /** {@code bin/lupomig}, with the address of the server's database. */
    static MeasuredCommand lupomig(Path program, Path folder, EmbeddedServer server) {
        return new MeasuredCommand(
                List.of(program.toString()),
                Map.of(
                        "LUPOMIG_DATABASE_MAIN", server.jdbcUrl(),
                        "LUPOMIG_DATABASE_MAIN_USER", server.user(),
                        "LUPOMIG_DATABASE_MAIN_PASSWORD", server.password(),
                        "LUPOMIG_BUILD", "never"),
                folder);
    }

    /** The plain client. */
    static MeasuredCommand client(String program, Path folder, EmbeddedServer server) {
        URI address = URI.create(server.jdbcUrl().substring("jdbc:".length()));
        return new MeasuredCommand(
                List.of(
                        program,
                        "--no-defaults",
                        "--protocol=tcp",
                        "--host=" + address.getHost(),
                        "--port=" + address.getPort(),
                        "--user=" + server.user()),
                Map.of("MYSQL_PWD", server.password()),
                folder);
    }

    /**
     * What a command took.
     *
     * @param megabytes the most that was resident, as it was last seen
     */
    record Took(double seconds, double megabytes) {}

    /** Runs it with these arguments. */
    Took run(String... arguments) throws IOException, InterruptedException {
        return took(null, arguments);
    }

    /** Runs it with a file for its input. */
    Took with(Path input) throws IOException, InterruptedException {
        return took(input);
    }

    private Took took(@Nullable Path input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile(folder, "said", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.redirectInput(
                input == null ? Redirect.from(Path.of("/dev/null").toFile()) : Redirect.from(input.toFile()));
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        Process process = builder.start();
        double most = 0;
        do {
            most = Math.max(most, resident(process.pid()));
        } while (!process.waitFor(20, TimeUnit.MILLISECONDS));
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IllegalStateException(command + "\n" + Files.readString(said, StandardCharsets.UTF_8));
        }
        Files.delete(said);
        return new Took(seconds, most);
    }

    /** The most that was resident so far; 0 of a process that has ended. */
    private static double resident(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith(MOST)) {
                    return Long.parseLong(line.substring(MOST.length())
                                    .replace("kB", "")
                                    .strip())
                            / 1024.0;
                }
            }
        } catch (IOException e) {
            if (Files.exists(status)) {
                throw e;
            }
        }
        return 0;
    }
}
