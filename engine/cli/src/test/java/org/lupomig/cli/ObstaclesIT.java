package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A plan that would run into what is on the server, or is not, stops before its first statement. */
class ObstaclesIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.items (id INT PRIMARY KEY, Name VARCHAR(20))",
            "CREATE VIEW shop.shown AS SELECT * FROM shop.items",
            "CREATE SEQUENCE shop.numbers");

    private void plan(String sql) throws IOException {
        project.write("shop.lupomig", """
                plan shop version 1 { database main = mariadb schema shop core batch change {
                  step first { sql $CREATE TABLE shop.fresh (id INT PRIMARY KEY)$ }
                  step second requires first { sql $%s$ }
                } }
                """.formatted(sql).replace("$", "\"\"\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    CREATE TABLE items (id INT)                       | LM5016 | shop.items exists already
                    CREATE TABLE shop.shown (id INT)                  | LM5016 | shop.shown exists already
                    CREATE TABLE shop.numbers (id INT)                | LM5016 | shop.numbers exists already
                    ALTER TABLE items ADD COLUMN name INT             | LM5016 | column name of shop.items exists already
                    ALTER TABLE items DROP COLUMN gone                | LM5017 | column gone of shop.items does not exist
                    ALTER TABLE items MODIFY gone INT                 | LM5017 | column gone of shop.items does not exist
                    ALTER TABLE items RENAME COLUMN id TO name        | LM5016 | column name of shop.items exists already
                    RENAME TABLE shop.fresh TO shop.items             | LM5016 | shop.items exists already
                    DROP TABLE shop.gone                              | LM5017 | shop.gone does not exist
                    """)
    void itIsSeenBeforeAnythingIsDone(String sql, String code, String why) throws Exception {
        String before = project.dump();
        plan(sql);

        TestShell.Result run = project.run("run", "shop.lupomig");

        assertThat(run.status()).as("%s%s", run.out(), run.err()).isEqualTo(1);
        assertThat(run.err()).contains(code, why, "shop.lupomig:3:");
        assertThat(project.dump()).isEqualTo(before);
        assertThat(database.query("SELECT DISTINCT entry_kind FROM lupomig_orchestration.lupo_migration_states"
                        + " WHERE entry_kind = 'intent'"))
                .isEmpty();
        assertThat(database.query("SELECT state FROM lupomig_orchestration.lupo_migration_states"
                        + " WHERE step_name = 'first' ORDER BY migration_state_id"))
                .isEqualTo(List.of("preparing", "validating_pre", "failed"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALTER TABLE items DROP COLUMN name; ALTER TABLE items ADD COLUMN name INT
                    ALTER TABLE items CHANGE name title VARCHAR(20), ADD COLUMN name INT
                    ALTER TABLE items RENAME COLUMN id TO x, RENAME COLUMN name TO id
                    ALTER TABLE items ADD COLUMN IF NOT EXISTS name INT, DROP COLUMN IF EXISTS gone
                    ALTER TABLE items RENAME COLUMN name TO title, ADD COLUMN IF NOT EXISTS name INT; ALTER TABLE items ADD COLUMN name INT
                    CREATE OR REPLACE TABLE items (id INT PRIMARY KEY)
                    RENAME TABLE items TO old, fresh TO items
                    PREPARE s FROM 'CREATE TABLE late (id INT)'; EXECUTE s; ALTER TABLE late ADD COLUMN x INT
                    """)
    void whatWouldRunRuns(String sql) throws Exception {
        String before = project.dump();
        plan(sql);

        TestShell.Result run = project.run("run", "shop.lupomig");

        assertThat(run.status()).as("%s%s", run.out(), run.err()).isZero();
        assertThat(project.run("rollback", "change").status()).isZero();
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void aDryRunSaysIt() throws Exception {
        plan("CREATE TABLE items (id INT)");

        TestShell.Result run = project.run("run", "shop.lupomig", "--dry-run");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("LM5016", "shop.items exists already");
    }
}
