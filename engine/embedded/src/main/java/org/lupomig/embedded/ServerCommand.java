package org.lupomig.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lupomig.embedded.EmbeddedServerConfig.Durability;

/** The command lines of a server. */
final class ServerCommand {
    private ServerCommand() {}

    /** Starts the making of system tables in {@code data}; the statements are to be written to its input. */
    static Process bootstrap(ServerProgram program, Path temporary, Path data, Path log)
            throws EmbeddedServerException {
        List<String> command = common(program, temporary, data);
        command.addAll(List.of(
                "--bootstrap",
                "--skip-grant-tables",
                "--enforce-storage-engine=",
                "--max-allowed-packet=8M",
                "--net-buffer-length=16K"));
        command.addAll(durability(Durability.RELAXED));
        return start(command, log);
    }

    /** Starts a server that listens on the loopback interface only. */
    static Process serve(ServerProgram program, Path directory, int port, EmbeddedServerConfig config, Path log)
            throws EmbeddedServerException, IOException {
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        List<String> command = common(program, temporary, DataDirectory.of(directory));
        command.addAll(List.of(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--init-file=" + initFile(directory),
                "--pid-file=" + directory.resolve("mariadbd.pid")));
        command.addAll(settings(config));
        return start(command, log);
    }

    /** Where the server finds its first statements. */
    static Path initFile(Path directory) {
        return directory.resolve("init.sql");
    }

    /** The argument by which a process shows that it serves this directory. */
    static String mark(Path directory) {
        return "--datadir=" + DataDirectory.of(directory);
    }

    /** What distinguishes one running server from another in the same directory. */
    static List<String> settings(EmbeddedServerConfig config) {
        List<String> settings = new ArrayList<>(List.of(
                // No local socket: its path may be longer than the system allows, and nobody uses it.
                "--socket=",
                "--skip-name-resolve",
                "--skip-log-bin",
                // On the loopback interface encryption protects nothing, and making its key takes seconds.
                "--skip-ssl",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_general_ci",
                "--max-allowed-packet=64M",
                "--performance-schema=0",
                "--innodb-buffer-pool-dump-at-shutdown=0",
                "--innodb-buffer-pool-load-at-startup=0"));
        settings.addAll(durability(config.durability()));
        settings.addAll(config.options());
        return settings;
    }

    private static List<String> common(ServerProgram program, Path temporary, Path data) {
        List<String> command = new ArrayList<>();
        command.add(program.executable().toString());
        command.add("--no-defaults");
        if (program.home() != null) {
            command.add("--basedir=" + program.home());
        }
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        command.add("--datadir=" + data);
        command.add("--tmpdir=" + temporary);
        command.add("--lc-messages-dir=" + program.share());
        command.add("--character-sets-dir=" + program.share().resolve("charsets"));
        // Smaller than the defaults, the same at every start: another size would mean rewriting files.
        command.add("--innodb-log-file-size=32M");
        command.add("--innodb-temp-data-file-path=ibtmp1:3M:autoextend");
        // Setting up and tearing down the kernel's asynchronous I/O is a third of a start.
        command.add("--loose-innodb-use-native-aio=0");
        return command;
    }

    private static List<String> durability(Durability durability) {
        return switch (durability) {
            case FULL -> List.of("--innodb-flush-log-at-trx-commit=1");
            case RELAXED ->
                List.of("--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0", "--loose-debug-no-sync");
        };
    }

    private static Process start(List<String> command, Path log) throws EmbeddedServerException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw ServerLog.cannotRun(Path.of(command.get(0)), e);
        }
    }
}
