package org.lupomig.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.embedded.EmbeddedServerException.Problem;

class EmbeddedServerIT {
    @TempDir
    Path temporary;

    @Test
    void keepsItsDataBetweenStarts() throws Exception {
        Path directory = temporary.resolve("a project's folder, \u00fc").resolve("server");
        try (EmbeddedServer server = start(directory)) {
            execute(
                    server,
                    "CREATE DATABASE app",
                    "CREATE TABLE app.t(id INT PRIMARY KEY)",
                    "INSERT INTO app.t VALUES (7)");
        }
        try (EmbeddedServer server = start(directory)) {
            assertThat(query(server, "SELECT id FROM app.t")).containsExactly("7");
        }
    }

    @Test
    void isClosedToOthersAndLosesNothing() throws Exception {
        Path directory = temporary.resolve("server");
        try (EmbeddedServer server = start(directory)) {
            assertThat(query(server, "SELECT concat(User, '@', Host) FROM mysql.user ORDER BY 1"))
                    .containsExactly("lupomig@127.0.0.1", "mariadb.sys@localhost");
            assertThat(query(server, "SELECT @@bind_address, @@innodb_flush_log_at_trx_commit, @@innodb_doublewrite"))
                    .containsExactly("127.0.0.1", "1", "ON");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
            assertThat(directory.resolve("init.sql")).doesNotExist();
            assertThat(Files.readString(server.log())).doesNotContain(server.password());
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), "root", "")
                            .close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Access denied");
        }
    }

    @Test
    void usesTheBundledServerWhereThereIsOne() throws Exception {
        try (EmbeddedServer server = start(temporary.resolve("server"))) {
            assertThat(server.version()).isEqualTo(BundledServer.VERSION);
            assertThat(query(server, "SELECT version()")).containsExactly(BundledServer.VERSION + "-MariaDB");
        }
    }

    @Test
    void letsOneOwnerInAtATime() throws Exception {
        Path directory = temporary.resolve("server");
        try (EmbeddedServer server = start(directory)) {
            assertThat(server.pid()).isPositive();
            assertThatThrownBy(() -> EmbeddedServer.start(
                            EmbeddedServerConfig.in(directory).withPatience(Duration.ZERO)))
                    .isInstanceOfSatisfying(EmbeddedServerException.class, e -> assertThat(e.problem())
                            .isEqualTo(Problem.IN_USE));
        }
    }

    @Test
    void startsWhereAStopIsStillUnderWay() throws Exception {
        Path directory = temporary.resolve("server");
        EmbeddedServer first = start(directory);
        first.closeWithoutWaiting();
        try (EmbeddedServer second = start(directory)) {
            assertThat(second.pid()).isNotEqualTo(first.pid());
            assertThat(query(second, "SELECT 1")).containsExactly("1");
            assertThat(second.waited()).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void tellsHowLongItWaitedForAnotherOwner() throws Exception {
        Path directory = temporary.resolve("server");
        EmbeddedServer first = start(directory);
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                first::close, CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS));
        try (EmbeddedServer second =
                EmbeddedServer.start(EmbeddedServerConfig.in(directory).withPatience(Duration.ofMinutes(1)))) {
            assertThat(second.waited()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
        }
        end.join();
    }

    @Test
    void recoversAfterItsServerWasKilled() throws Exception {
        Path directory = temporary.resolve("server");
        EmbeddedServer killed = start(directory);
        execute(
                killed,
                "CREATE DATABASE app",
                "CREATE TABLE app.t(id INT PRIMARY KEY)",
                "INSERT INTO app.t VALUES (7)");
        ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
        killed.close();

        try (EmbeddedServer server = start(directory)) {
            assertThat(query(server, "SELECT id FROM app.t")).containsExactly("7");
        }
    }

    @Test
    void saysWhyItsDataCannotBeUsed() throws Exception {
        Path directory = temporary.resolve("server");
        start(directory).close();
        Files.writeString(directory.resolve("data").resolve("lupomig.made-by"), "99.1.0\n");

        assertThatThrownBy(() -> start(directory))
                .isInstanceOfSatisfying(EmbeddedServerException.class, e -> assertThat(e.problem())
                        .isEqualTo(Problem.OTHER_VERSION))
                .hasMessageContaining("was written by MariaDB 99.1.0, but the server here is " + BundledServer.VERSION);
    }

    @Test
    void saysWhyItDoesNotStart() throws Exception {
        Path directory = temporary.resolve("server");
        EmbeddedServerConfig wrong = EmbeddedServerConfig.in(directory).withOptions("--no-such-option");

        assertThatThrownBy(() -> EmbeddedServer.start(wrong))
                .isInstanceOfSatisfying(EmbeddedServerException.class, e -> assertThat(e.problem())
                        .isEqualTo(Problem.NO_START))
                .hasMessageContaining("unknown option '--no-such-option'");
        start(directory).close();
    }

    @Test
    void runsAnInstalledServerToo() throws Exception {
        ServerProgram installed = InstalledServer.find();
        org.junit.jupiter.api.Assumptions.assumeTrue(installed != null, "no MariaDB is installed");
        Path directory = Files.createDirectory(temporary.resolve("server"));
        DataDirectory.make(java.util.Objects.requireNonNull(installed), directory);

        try (EmbeddedServer server = start(directory)) {
            assertThat(server.version()).isEqualTo(installed.version());
            assertThat(query(server, "SELECT current_user()")).containsExactly("lupomig@127.0.0.1");
        }
    }

    private static EmbeddedServer start(Path directory) throws Exception {
        return EmbeddedServer.start(EmbeddedServerConfig.in(directory));
    }

    private static void execute(EmbeddedServer server, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> query(EmbeddedServer server, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    values.add(rows.getString(i));
                }
            }
        }
        return values;
    }
}
