package org.lupomig.store;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An installed mariadbd with data of its own, durable, which a test may kill and start again. */
public final class LocalServer implements AutoCloseable {
    private final Path home;
    private final int port;
    private final boolean durable;
    private @Nullable Process process;

    private LocalServer(Path home, int port, boolean durable) {
        this.home = home;
        this.port = port;
        this.durable = durable;
    }

    /**
     * A new server.
     *
     * @param durable whether what was committed outlives {@link #kill}
     */
    public static LocalServer start(boolean durable) {
        try {
            var server = new LocalServer(Files.createTempDirectory("lupomig-store-it"), freePort(), durable);
            server.install();
            server.again();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its address, as its root. */
    public String url() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/?user=root";
    }

    /** A new connection. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** Ends it as a power cut would. */
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            waitFor(running);
        }
    }

    /** Starts it with the data it has. */
    public void again() {
        List<String> command = new ArrayList<>(List.of(
                "mariadbd",
                "--no-defaults",
                "--user=root",
                "--datadir=" + home.resolve("data"),
                "--socket=" + home.resolve("s.sock"),
                "--pid-file=" + home.resolve("pid"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--skip-log-bin",
                "--skip-ssl",
                "--innodb-buffer-pool-size=64M",
                "--innodb-log-file-size=16M"));
        if (!durable) {
            command.addAll(List.of("--innodb-flush-log-at-trx-commit=0", "--innodb-flush-method=nosync"));
        }
        process = run(command, home.resolve("log").toFile());
        for (int i = 0; i < 600; i++) {
            try {
                connect().close();
                return;
            } catch (SQLException e) {
                pause();
            }
        }
        throw new IllegalStateException("mariadbd does not start: see " + home.resolve("log"));
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void install() {
        Process installing = run(
                List.of(
                        "mariadb-install-db",
                        "--no-defaults",
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db",
                        "--user=root",
                        "--datadir=" + home.resolve("data")),
                home.resolve("install.log").toFile());
        waitFor(installing);
        if (installing.exitValue() != 0) {
            throw new IllegalStateException("mariadb-install-db failed: see " + home.resolve("install.log"));
        }
    }

    private static Process run(List<String> command, File log) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void waitFor(Process process) {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a process does not end: " + process);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
