package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A freeze whose {@code SET GLOBAL read_only} waits for a statement that writes: others act, or it is killed. */
class WaitingFreezeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WRITING =
            "SELECT ID FROM information_schema.PROCESSLIST WHERE INFO LIKE 'INSERT%SLEEP%'";

    /** In the session that keeps others from putting back. */
    private static final String FREEZING = "SELECT ID FROM information_schema.PROCESSLIST WHERE"
            + " INFO LIKE 'SET GLOBAL read_only%' AND ID = IS_USED_LOCK('lupomig/barrier')";

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop", "CREATE TABLE shop.items (id INT PRIMARY KEY) ENGINE=InnoDB");

    @BeforeEach
    void storeIsThere() throws Exception {
        project.write("lupomig.properties", "database.main.freeze = read_only\n");
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  schema shop core
                  batch change { step only { sql \"""INSERT INTO shop.items VALUES (1)\""" } }
                }
                """);
        TestShell.Result made = project.run("run", "shop.lupomig");
        assertThat(made.status()).as(made.out() + made.err()).isZero();
    }

    @AfterEach
    void writable() throws Exception {
        database.execute("SET GLOBAL read_only = 0");
    }

    private interface Meanwhile {
        void then(Process freeze) throws Exception;
    }

    /** What somebody does while a freeze waits for a statement that then ends. */
    private void whileItWaits(Meanwhile does, String... freeze) throws Exception {
        Thread writer = new Thread(() -> {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO shop.items SELECT SLEEP(600)");
            } catch (SQLException e) {
                // it is ended
            }
        });
        writer.start();
        String writing = seen(WRITING);
        Process waiting = project.process(freeze)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            seen(FREEZING);
            does.then(waiting);
        } finally {
            database.execute("KILL " + writing);
            writer.join(PATIENCE.toMillis());
            try {
                assertThat(waiting.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            } finally {
                waiting.destroyForcibly();
            }
        }
    }

    /** Asked again and again until there is one. */
    private String seen(String sql) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<String> found = database.query(sql);
        while (found.isEmpty() && System.nanoTime() - end < 0) {
            Thread.sleep(20);
            found = database.query(sql);
        }
        assertThat(found).as(sql).isNotEmpty();
        return found.get(0);
    }

    private void nothingIsFrozen() throws Exception {
        assertThat(database.query("SELECT state FROM lupomig_orchestration.migration_system_state"))
                .containsExactly("normal");
        assertThat(database.query("SELECT @@GLOBAL.read_only")).containsExactly("0");
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
    }

    @Test
    void anEmergencyThatIsThawedMeanwhileKeepsNobodyOut() throws Exception {
        whileItWaits(
                freeze -> {
                    TestShell.Result thawed = project.run("thaw");
                    assertThat(thawed.status()).as(thawed.out() + thawed.err()).isZero();
                },
                "freeze",
                "--emergency",
                "--because",
                "rows go missing");

        nothingIsFrozen();
        assertThat(project.run("history").out()).contains("freeze by ", "thaw by ");
    }

    @Test
    void whatThenWorksForOneThatWasKilledIsPutBack() throws Exception {
        whileItWaits(
                freeze -> {
                    freeze.destroyForcibly();
                    assertThat(freeze.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                            .isTrue();
                },
                "freeze",
                "--because",
                "stocktaking");

        TestShell.Result recovered = project.run("recover");

        assertThat(recovered.status()).as(recovered.out() + recovered.err()).isZero();
        nothingIsFrozen();
    }
}
