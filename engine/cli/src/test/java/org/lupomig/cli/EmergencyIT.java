package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** An emergency is declared, and ended, on a real server while another process runs a plan. */
class EmergencyIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop", "CREATE TABLE shop.items (id INT PRIMARY KEY) ENGINE=InnoDB");

    @BeforeEach
    void storeIsThere() throws Exception {
        project.write("first.lupomig", """
                plan first version 1 {
                  database main = mariadb
                  schema shop core
                  batch make {
                    step only { sql \"""CREATE TABLE shop.first (id INT PRIMARY KEY)\""" }
                  }
                }
                """);
        TestShell.Result made = project.run("run", "first.lupomig");
        assertThat(made.status()).as(made.out() + made.err()).isZero();
        project.write("lupomig.properties", "database.main.freeze = read_only\n");
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  schema shop core
                  batch change {
                    freeze writes on shop because "a change"
                    step only {
                      sql \"""
                        CREATE TABLE shop.a (id INT);
                        ALTER TABLE shop.items ADD COLUMN n INT;
                        CREATE TABLE shop.b (id INT);
                      \"""
                    }
                  }
                }
                """);
    }

    @AfterEach
    void writable() throws Exception {
        database.execute("SET GLOBAL read_only = 0");
    }

    private interface Meanwhile {
        void then(Process run, BufferedReader output) throws Exception;
    }

    /**
     * Runs the plan up to its second statement, which waits for a reader's transaction as long as {@code does} lasts.
     */
    private void atWork(Meanwhile does) throws Exception {
        try (Connection reader = database.connect();
                Statement reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.execute("SELECT * FROM shop.items");
            Process run = project.process("run", "shop.lupomig", "--json")
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader output = run.inputReader(StandardCharsets.UTF_8)) {
                String line = output.readLine();
                while (line != null && !(line.contains("statement_started") && line.contains("\"statement\":2"))) {
                    line = output.readLine();
                }
                assertThat(line).isNotNull();
                does.then(run, output);
            } finally {
                run.destroyForcibly();
            }
        }
    }

    private String state() throws Exception {
        return database.query("SELECT state FROM lupomig_orchestration.migration_system_state")
                .toString();
    }

    private void declared() {
        TestShell.Result frozen = project.run("freeze", "--emergency", "--because", "rows go missing");
        assertThat(frozen.status()).as(frozen.out() + frozen.err()).isZero();
    }

    private void thawed() throws Exception {
        TestShell.Result thaw = project.run("thaw");
        assertThat(thaw.status()).as(thaw.out() + thaw.err()).isZero();
        assertThat(state()).isEqualTo("[normal]");
        assertThat(database.query("SELECT @@GLOBAL.read_only")).containsExactly("0");
    }

    @Test
    void itTakesHoldAtOnceAndTheRunGoesBack() throws Exception {
        atWork((run, output) -> {
            declared();
            assertThat(state()).isEqualTo("[emergency]");
            StringBuilder said = new StringBuilder();
            output.lines().forEach(line -> said.append(line).append('\n'));
            assertThat(run.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(run.exitValue()).as("%s", said).isEqualTo(1);
            assertThat(said).contains("an emergency has been declared", "everything is as before it");
        });
        assertThat(database.query("SHOW TABLES FROM shop")).containsExactly("first", "items");
        assertThat(state()).isEqualTo("[emergency]");
        assertThat(database.query("SELECT @@GLOBAL.read_only")).containsExactly("1");
        assertThat(project.run("run", "shop.lupomig").err()).contains("LM5147", "rows go missing");
        assertThat(project.run("freeze", "--emergency", "--because", "again").out())
                .contains("nothing to do: an emergency stands, with shop frozen, since ");

        thawed();
        assertThat(project.run("thaw").out()).contains("nothing to do");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        assertThat(state()).isEqualTo("[normal]");
    }

    @Test
    void theThawBringsARunToItsEndThatWasKilledBefore() throws Exception {
        atWork((run, output) -> {
            run.destroyForcibly();
            assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
            declared();
        });

        thawed();

        assertThat(database.query("SHOW TABLES FROM shop")).containsExactly("first", "items");
    }

    @Test
    void itStandsWhenTheRunIsKilledAndRecovered() throws Exception {
        atWork((run, output) -> {
            declared();
            run.destroyForcibly();
            assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        });

        TestShell.Result recovered = project.run("recover");

        assertThat(recovered.status()).as(recovered.out() + recovered.err()).isZero();
        assertThat(database.query("SHOW TABLES FROM shop")).containsExactly("first", "items");
        assertThat(state()).isEqualTo("[emergency]");
        assertThat(database.query("SELECT @@GLOBAL.read_only")).containsExactly("1");
        thawed();
    }
}
