package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A process is killed while its CREATE SCHEMA waits, and a schema of that name is there before the next command. */
class SchemasInFlightIT {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final TestDatabase database = TestDatabase.get();
    private Path plan = Path.of("");

    @BeforeEach
    void empty(@TempDir Path folder) throws Exception {
        database.clear();
        StoreForTests.make(database);
        plan = folder.resolve("depots.lupomig");
    }

    @ParameterizedTest
    @CsvSource({
        "'', COMMENT 'theirs'",
        "'', COLLATE latin1_bin",
        "COMMENT 'ours' CHARACTER SET latin7, COMMENT 'ours'",
        "COMMENT 'ours', COMMENT 'theirs'",
        "COLLATE utf8mb4_bin, COLLATE utf8mb4_german2_ci",
        "CHARACTER SET latin2, ''"
    })
    void anEmptySchemaWithOtherDefaultsStays(String ours, String theirs) throws Exception {
        killedBefore("CREATE SCHEMA depot " + ours, "CREATE SCHEMA depot " + theirs);
        String before = SchemaDump.of(database, "depot");

        CrashedProcess recovery = CrashedProcess.run("recover", database, plan, 0);

        assertThat(recovery.status()).as(recovery.output()).isNotZero();
        assertThat(recovery.output())
                .contains("schema depot may be somebody else's: nothing is known of how its CREATE ended, and it has"
                        + " not the defaults that that gives");
        assertThat(SchemaDump.of(database, "depot")).isEqualTo(before).contains("depot");
        assertThat(definition("lupomig_held")).doesNotContain("COMMENT");

        database.execute("DROP SCHEMA depot");
        recovery = CrashedProcess.run("recover", database, plan, 0);
        assertThat(recovery.status()).as(recovery.output()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "DEFAULT CHARACTER SET latin1",
                "COLLATE = latin2_czech_cs",
                "CHARSET utf8mb4 COLLATE utf8mb4_bin COMMENT 'it''s \"ours\"'",
                "COMMENT = 'ours'",
                "/*!40100 DEFAULT CHARACTER SET latin1 COLLATE latin1_bin */"
            })
    void whatTheStatementMakesIsDropped(String options) throws Exception {
        String sql = "CREATE SCHEMA depot " + options;
        killedBefore(sql, sql);

        CrashedProcess recovery = CrashedProcess.run("recover", database, plan, 0);

        assertThat(recovery.status()).as(recovery.output()).isZero();
        assertThat(database.query("SHOW SCHEMAS LIKE 'depot'")).isEmpty();
    }

    /** Another session would give it another one. */
    @Test
    void theDefaultIsThatOfTheSessionThatWasKilled() throws Exception {
        String before = database.query("SELECT @@GLOBAL.collation_server").get(0);
        killedBefore("SET GLOBAL collation_server = latin7_bin; CREATE SCHEMA depot", "CREATE SCHEMA depot");

        CrashedProcess recovery = CrashedProcess.run("recover", database, plan, 0);

        assertThat(recovery.status()).as(recovery.output()).isZero();
        assertThat(database.query("SHOW SCHEMAS LIKE 'depot'")).isEmpty();
        assertThat(database.query("SELECT @@GLOBAL.collation_server")).containsExactly(before);
    }

    private void killedBefore(String ours, String theirs) throws Exception {
        Files.writeString(plan, """
                plan depots version 1 {
                  database main = mariadb
                  batch change {
                    step only {
                sql \"""
                %s;
                \"""
                    }
                  }
                }
                """.formatted(ours));
        try (Connection backup = database.connect();
                Statement statement = backup.createStatement()) {
            statement.execute("BACKUP STAGE START");
            statement.execute("BACKUP STAGE BLOCK_DDL");
            Process run = CrashedProcess.start("run", database, plan, 0);
            String session = waiting(run);
            run.destroyForcibly().waitFor();
            database.execute("KILL CONNECTION " + session);
            while (!database.query("SELECT ID FROM information_schema.PROCESSLIST WHERE ID = " + session)
                    .isEmpty()) {
                Thread.sleep(10);
            }
            statement.execute("BACKUP STAGE END");
            statement.execute(theirs);
        }
    }

    private String waiting(Process run) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < deadline && run.isAlive()) {
            List<String> found = database.query("SELECT ID FROM information_schema.PROCESSLIST WHERE COMMAND = 'Query'"
                    + " AND INFO LIKE 'CREATE SCHEMA depot%' AND STATE LIKE 'Waiting for%'");
            if (!found.isEmpty()) {
                return found.get(0);
            }
        }
        throw new IllegalStateException("it was not seen to wait: "
                + (run.isAlive() ? "still running" : new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8)));
    }

    private String definition(String schema) throws Exception {
        return String.join("", database.query("SELECT CONCAT(SCHEMA_NAME, IF(SCHEMA_COMMENT = '', '', ' COMMENT'))"
                + " FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = '" + schema + "'"));
    }
}
