package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
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
    private final TestDatabase database = TestDatabase.get();
    private KilledWaiting killed = new KilledWaiting(database, Path.of(""));

    @BeforeEach
    void empty(@TempDir Path folder) throws Exception {
        database.clear();
        StoreForTests.make(database);
        killed = new KilledWaiting(database, folder);
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

        CrashedProcess recovery = killed.recover();

        assertThat(recovery.status()).as(recovery.output()).isNotZero();
        assertThat(recovery.output())
                .contains("schema depot may be somebody else's: nothing is known of how its CREATE ended, and it has"
                        + " not the defaults that that gives");
        assertThat(SchemaDump.of(database, "depot")).isEqualTo(before).contains("depot");
        assertThat(definition("lupomig_held")).doesNotContain("COMMENT");

        database.execute("DROP SCHEMA depot");
        recovery = killed.recover();
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

        CrashedProcess recovery = killed.recover();

        assertThat(recovery.status()).as(recovery.output()).isZero();
        assertThat(database.query("SHOW SCHEMAS LIKE 'depot'")).isEmpty();
    }

    /** Another session would give it another one. */
    @Test
    void theDefaultIsThatOfTheSessionThatWasKilled() throws Exception {
        String before = database.query("SELECT @@GLOBAL.collation_server").get(0);
        killedBefore("SET GLOBAL collation_server = latin7_bin; CREATE SCHEMA depot", "CREATE SCHEMA depot");

        CrashedProcess recovery = killed.recover();

        assertThat(recovery.status()).as(recovery.output()).isZero();
        assertThat(database.query("SHOW SCHEMAS LIKE 'depot'")).isEmpty();
        assertThat(database.query("SELECT @@GLOBAL.collation_server")).containsExactly(before);
    }

    private void killedBefore(String ours, String theirs) throws Exception {
        killed.plan(ours);
        try (Connection backup = database.connect();
                Statement statement = backup.createStatement()) {
            statement.execute("BACKUP STAGE START");
            statement.execute("BACKUP STAGE BLOCK_DDL");
            killed.killWhileWaiting("CREATE SCHEMA depot");
            statement.execute("BACKUP STAGE END");
            statement.execute(theirs);
        }
    }

    private String definition(String schema) throws Exception {
        return String.join(
                "",
                database.query("SELECT CONCAT(SCHEMA_NAME, IF(SCHEMA_COMMENT = '', '', ' COMMENT'))"
                        + " FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = '" + schema + "'"));
    }
}
