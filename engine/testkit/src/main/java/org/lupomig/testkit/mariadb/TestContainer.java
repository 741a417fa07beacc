package org.lupomig.testkit.mariadb;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * MariaDB in a container.
 *
 * <p>A plain container, not Testcontainers' MariaDB one: that one puts a packet limit of 1 MB and a buffer pool of 16
 * MB into the server's configuration.
 */
final class TestContainer {
    private static final String IMAGE = "mariadb:10.11";
    private static final String IMAGE_PREFIX = "TESTCONTAINERS_HUB_IMAGE_NAME_PREFIX";
    private static final int PORT = 3306;
    private static final String DATA = "/var/lib/mysql";
    private static final int ENGINE_ANSWERS_SECONDS = 10;

    private final String password = UUID.randomUUID().toString();
    private @Nullable GenericContainer<?> running;

    /**
     * Why no container is to be tried; null when an engine runs and has the image.
     *
     * <p>Asked of the engine's own client first: where the image, or one that Testcontainers wants for itself, would
     * have to be fetched and there is no registry, Testcontainers tries for many minutes.
     */
    static @Nullable String obstacle() {
        String prefix = System.getenv(IMAGE_PREFIX);
        String image = prefix == null ? IMAGE : prefix + IMAGE;
        try {
            Process process = new ProcessBuilder("docker", "image", "inspect", "--format", "{{.Id}}", image)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(ENGINE_ANSWERS_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return null;
            }
            process.destroyForcibly();
            return "no container engine that has the image " + image;
        } catch (IOException e) {
            return "no container engine";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /**
     * Starts it, fetching the image where that is needed.
     *
     * @throws RuntimeException when the engine, the image or the server in it can't be had
     */
    void start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("there is no container engine");
        }
        // It lives as long as the tests.
        @SuppressWarnings("resource")
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withExposedPorts(PORT)
                .withEnv("MARIADB_ROOT_PASSWORD", password)
                // Nothing of it is to outlive the container, and each DDL statement waits for a disk several times.
                .withTmpFs(Map.of(DATA, "rw"))
                .withCommand(
                        "--character-set-server=utf8mb4",
                        "--collation-server=utf8mb4_general_ci",
                        "--max-allowed-packet=64M",
                        "--skip-name-resolve",
                        "--innodb-flush-log-at-trx-commit=0",
                        "--loose-debug-no-sync")
                // An image may start the server once without its port, to set it up.
                .waitingFor(Wait.forLogMessage(".*socket: .* port: " + PORT + ".*", 1)
                        .withStartupTimeout(Duration.ofMinutes(2)));
        container.start();
        running = container;
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "test-container-stop"));
    }

    String image() {
        return container().getDockerImageName();
    }

    String jdbcUrl() {
        return "jdbc:mariadb://" + container().getHost() + ":" + container().getMappedPort(PORT) + "/";
    }

    String password() {
        return password;
    }

    private GenericContainer<?> container() {
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running;
    }
}
