package org.lupomig.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.lupomig.embedded.EmbeddedServer;

/** Runs {@code lupomig} as users do: as a process, on a plan in a folder. */
final class LupomigCommand {
    private final Path program;
    private final Path folder;
    private final EmbeddedServer server;
    private int plans;

    LupomigCommand(Path program, Path folder, EmbeddedServer server) {
        this.program = program;
        this.folder = folder;
        this.server = server;
    }

    /** Writes a plan of one step, under a name that no plan had. */
    Path plan(String sql) throws IOException {
        plans++;
        Path file = folder.resolve("bench_" + plans + ".lupomig");
        Files.writeString(file, """
                plan bench_%d version 1.0.0 {
                  epoch 20260101000000 -> 20260108000000
                  database main = mariadb
                  batch change rollback A {
                    step only {
                      sql \"""
                        %s;
                      \"""
                    }
                  }
                }
                """.formatted(plans, sql));
        return file;
    }

    /** Runs a command and waits for it; what it says is only shown where it fails. */
    void run(String command, Path plan) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(program.toString(), command, plan.toString());
        builder.directory(folder.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "LUPOMIG_DATABASE_MAIN", server.jdbcUrl(),
                        "LUPOMIG_DATABASE_MAIN_USER", server.user(),
                        "LUPOMIG_DATABASE_MAIN_PASSWORD", server.password(),
                        "LUPOMIG_BUILD", "never"));
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " " + Files.readString(plan) + said);
        }
    }
}
