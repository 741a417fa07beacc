package org.lupomig.testkit.mariadb;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.embedded.EmbeddedServer;
import org.lupomig.embedded.EmbeddedServerConfig;
import org.lupomig.embedded.EmbeddedServerException;
import org.lupomig.embedded.EmbeddedServerException.Problem;

/** Finds the database for the tests of this JVM. */
final class TestDatabaseChoice {
    static final String NAMED = "LUPOMIG_TEST_DATABASE";
    static final String REQUIRED = "LUPOMIG_REQUIRE_TESTCONTAINERS";

    /** Options, for which the embedded server is taken in any case, such as {@code --log-bin --server-id=1}. */
    private static final String OPTIONS = "test.server.options";

    private TestDatabaseChoice() {}

    /**
     * Starts it and prints which one it is.
     *
     * @throws IllegalStateException when none can be had, or not the one that is required
     */
    static TestDatabase make(Map<String, String> environment) {
        String url = environment.get(NAMED);
        boolean required = Boolean.parseBoolean(environment.get(REQUIRED));
        TestDatabase database;
        String what;
        if (url != null && !url.isEmpty()) {
            if (required) {
                throw new IllegalStateException(REQUIRED + " is set, and so is " + NAMED);
            }
            database = named(url);
            what = "named by " + NAMED;
        } else {
            // What is required is not asked for first: the error is better from the one who tries.
            String obstacle = required ? null : options().isEmpty() ? TestContainer.obstacle() : options();
            if (obstacle == null) {
                TestContainer container = new TestContainer();
                container.start();
                database = new TestDatabase(
                        TestDatabase.Source.CONTAINER, container.jdbcUrl(), "root", container.password());
                what = "in Testcontainers, image " + container.image();
            } else {
                EmbeddedServer server = embedded();
                database = new TestDatabase(
                        TestDatabase.Source.EMBEDDED, server.jdbcUrl(), server.user(), server.password());
                what = "embedded (" + obstacle + ")";
            }
        }
        try {
            database.clear();
            System.out.println("[tests] MariaDB " + database.version() + ", " + what);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot use the test database " + database.jdbcUrl(), e);
        }
        return database;
    }

    private static TestDatabase named(String url) {
        int query = url.indexOf('?');
        String base = query < 0 ? url : url.substring(0, query);
        String parameters = query < 0 ? "" : url.substring(query + 1);
        return new TestDatabase(
                TestDatabase.Source.NAMED,
                base.endsWith("/") ? base : base + "/",
                orElse(parameter(parameters, "user"), "root"),
                orElse(parameter(parameters, "password"), ""));
    }

    private static EmbeddedServer embedded() {
        try {
            EmbeddedServer server = start(Path.of("target", "test-server"));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "test-server-close"));
            return server;
        } catch (EmbeddedServerException | IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The data directory is kept between runs: making it takes longer than starting. */
    private static EmbeddedServer start(Path directory)
            throws EmbeddedServerException, IOException, InterruptedException {
        try {
            return EmbeddedServer.start(config(directory).withPatience(Duration.ZERO));
        } catch (EmbeddedServerException e) {
            if (e.problem() != Problem.IN_USE && e.problem() != Problem.OTHER_VERSION) {
                throw e;
            }
            Path another = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "test-server-");
            return EmbeddedServer.start(config(another));
        }
    }

    private static EmbeddedServerConfig config(Path directory) {
        EmbeddedServerConfig config = EmbeddedServerConfig.in(directory).relaxed();
        return options().isEmpty() ? config : config.withOptions(options().split("\\s+", -1));
    }

    private static String options() {
        return System.getProperty(OPTIONS, "").strip();
    }

    private static @Nullable String parameter(String parameters, String name) {
        for (String parameter : parameters.split("&", -1)) {
            if (parameter.startsWith(name + "=")) {
                return URLDecoder.decode(parameter.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return null;
    }

    private static String orElse(@Nullable String value, String other) {
        return value == null ? other : value;
    }
}
