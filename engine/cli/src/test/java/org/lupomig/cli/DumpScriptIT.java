package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A dump as {@code mariadb-dump} writes it today, into a schema that has one of its tables already. */
class DumpScriptIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.`lines` (id INT PRIMARY KEY, old VARCHAR(9))",
            "INSERT INTO shop.`lines` VALUES (7, 'kept')",
            "CREATE PROCEDURE shop.close_all() SELECT 1");

    @Test
    void itRunsAndIsRolledBack() throws SQLException, IOException {
        String before = project.dump();
        plan("");

        TestShell.Result run = project.run("run", "shop.lupomig");

        assertThat(run.status()).as(run.out() + run.err()).isZero();
        assertThat(database.query("SELECT CONCAT(id, ' ', `lines`) FROM shop.open_orders"))
                .containsExactly("1 2");
        assertThat(database.query("SELECT CONCAT(id, text) FROM shop.`lines`"))
                .containsExactly("1a; b", "2it's \\ /* here */");
        assertThat(database.query("SELECT shop.twice(2)")).containsExactly("4");
        TestShell.Result back = project.run("rollback", "shop.lupomig");
        assertThat(back.status()).as(back.out() + back.err()).isZero();
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void aRunThatFailsBehindItLeavesAllAsBefore() throws SQLException, IOException {
        String before = project.dump();
        plan("INSERT INTO `lines` VALUES (1, 1, 'twice');\ncommit;");

        TestShell.Result run = project.run("run", "shop.lupomig");

        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.FINDINGS);
        assertThat(project.dump()).isEqualTo(before);
    }

    private void plan(String behind) throws SQLException, IOException {
        try (InputStream dump = getClass().getResourceAsStream("/client/dump.sql")) {
            String text = new String(Objects.requireNonNull(dump).readAllBytes(), StandardCharsets.UTF_8);
            String account = database.query("SELECT CONCAT('`', REPLACE(CURRENT_USER(), '@', '`@`'), '`')")
                    .get(0);
            project.write("dump.sql", text.replace("`root`@`localhost`", account) + behind);
        }
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  schema shop core
                  batch change { step only { sql "dump.sql" } }
                }
                """);
    }
}
