package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What auditors read of steps that failed or went back, and of a way back while it goes on. */
class AuditRowsIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop", "CREATE TABLE shop.items (id INT PRIMARY KEY) ENGINE=InnoDB");

    private void plan(String second) throws Exception {
        project.write("shop.lupomig", """
                plan shop version 1.2 {
                  database main = mariadb
                  schema shop core
                  batch change {
                    step one { sql \"""ALTER TABLE shop.items ADD COLUMN n INT\""" }
                    step two { sql \"""%s\""" }
                  }
                }
                """.formatted(second));
    }

    private List<String> tracked() throws Exception {
        return database.query("SELECT CONCAT_WS(' ', run_id, step_name, migration_version, status, tables_affected,"
                + " COALESCE(JSON_VALUE(rollback_info, '$.class'), '-'),"
                + " IF(error_message LIKE '%1060%', 'said', '')) FROM"
                + " lupomig_orchestration.lupo_migration_tracking WHERE migration_type = 'step'"
                + " ORDER BY run_id, execution_order");
    }

    @Test
    void stepsThatGoBackHaveRowsToo() throws Exception {
        plan("CREATE TABLE shop.no (id INT, id INT)");
        assertThat(project.run("run", "shop.lupomig").status()).isEqualTo(1);
        assertThat(tracked()).containsExactly("1 one 1.2 rolled_back 1 A said", "1 two 1.2 rolled_back 1 A said");
        plan("CREATE TABLE shop.more (id INT)");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        assertThat(project.run("rollback", "shop.change").status()).isZero();
        assertThat(tracked().subList(2, 6))
                .containsExactly(
                        "2 one 1.2 completed 1 - ",
                        "2 two 1.2 completed 1 - ",
                        "3 one 1.2 rolled_back 1 A ",
                        "3 two 1.2 rolled_back 1 A ");
        assertThat(database.query("SELECT CONCAT_WS(' ', run_id, rollback_class, status, files_affected)"
                        + " FROM lupomig_orchestration.migration_rollback_log ORDER BY run_id"))
                .containsExactly("1 A completed 2", "3 A completed 2");
    }

    @Test
    void aRollbackSaysHowFarItIsWhileItGoesOn() throws Exception {
        plan("CREATE TABLE shop.more (id INT)");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        try (Connection reader = database.connect();
                Statement reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.execute("SELECT * FROM shop.items");
            Process rollback = project.process("rollback", "shop.change", "--json")
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader output = rollback.inputReader(StandardCharsets.UTF_8)) {
                String line = output.readLine();
                while (line != null && !line.contains("\"waiting\"")) {
                    line = output.readLine();
                }
                assertThat(line).isNotNull();
                assertThat(database.query("SELECT CONCAT_WS(' ', phase, files_done, files_total, percentage) FROM"
                                + " lupomig_orchestration.migration_progress WHERE run_id = 2"))
                        .singleElement()
                        .asString()
                        .matches("rolling_back [01] 2 (0|50)\\.00");
                reader.rollback();
                output.lines().forEach(each -> {});
                assertThat(rollback.waitFor(120, TimeUnit.SECONDS)).isTrue();
                assertThat(rollback.exitValue()).isZero();
            } finally {
                rollback.destroyForcibly();
            }
        }
        assertThat(database.query("SELECT CONCAT_WS(' ', phase, files_done, files_total, percentage) FROM"
                        + " lupomig_orchestration.migration_progress WHERE run_id = 2"))
                .containsExactly("rolled_back 2 2 100.00");
    }
}
