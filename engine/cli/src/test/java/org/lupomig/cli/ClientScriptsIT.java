package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Scripts as written for the client, on a server: others included, and other quotes. */
class ClientScriptsIT {
    private static final String PLAN = """
            plan client_scripts version 1.0 {
              database main = mariadb
              schema lm_client core
              batch only {
                step make { sql "sql/all.sql" }
                validate post integrity "as expected" { expect query("SELECT COUNT(*) FROM t") = %d }
              }
            }
            """;
    private static final String ALL = """
            SOURCE parts/table.sql
            DELIMITER //
            \\. parts/rows.sql
            INSERT INTO "t" VALUES (4, 'last') //
            DELIMITER ;
            UPDATE "kept" SET "odd `one`" = 'x\\y' WHERE "id" = 1;
            """;
    private static final String TABLE = """
            CREATE TABLE "t" ("id" INT PRIMARY KEY, "say ""so\""" VARCHAR(30) DEFAULT 'a\\b' COMMENT 'c\\');
            """;
    private static final String ROWS = """
            INSERT INTO "t" VALUES (1, 'back\\slash'), (2, '\\') //
            INSERT INTO "t" ("id") VALUES (3) //
            """;

    @TempDir
    Path folder = Path.of("");

    private final TestDatabase database = TestDatabase.get();

    @BeforeEach
    void write() throws IOException, SQLException {
        database.clear();
        prepare();
        Files.createDirectories(folder.resolve("sql/parts"));
        Files.writeString(folder.resolve("sql/all.sql"), ALL);
        Files.writeString(folder.resolve("sql/parts/table.sql"), TABLE);
        Files.writeString(folder.resolve("sql/parts/rows.sql"), ROWS);
        Files.writeString(
                folder.resolve("lupomig.properties"), "database.main.sql-mode = ANSI_QUOTES, NO_BACKSLASH_ESCAPES\n");
    }

    private void prepare() throws SQLException {
        database.execute(
                "CREATE OR REPLACE DATABASE lm_client",
                "CREATE TABLE lm_client.kept (id INT PRIMARY KEY, `odd ``one``` VARCHAR(30))",
                "INSERT INTO lm_client.kept VALUES (1, 'was\\\\here'), (2, NULL)");
    }

    @Test
    void whatRunsIsWhatASessionInThatModeDoes() throws IOException, SQLException {
        try (Connection connection = database.connect();
                Statement session = connection.createStatement()) {
            session.execute("USE lm_client");
            session.execute("SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'");
            session.execute(TABLE.strip().replace(";", ""));
            for (String row : ROWS.split("//", -1)) {
                if (!row.isBlank()) {
                    session.execute(row.strip());
                }
            }
            session.execute("INSERT INTO \"t\" VALUES (4, 'last')");
            session.execute("UPDATE \"kept\" SET \"odd `one`\" = 'x\\y' WHERE \"id\" = 1");
        }
        String plain = SchemaDump.of(database, "lm_client");
        prepare();
        String before = SchemaDump.of(database, "lm_client");

        TestShell.Result run = run(4, "run", "scripts.lupomig");
        assertThat(run.out() + run.err()).contains("\ndone: ");
        assertThat(SchemaDump.of(database, "lm_client")).isEqualTo(plain);

        TestShell.Result back = run(4, "rollback", "scripts.lupomig");
        assertThat(back.status()).as(back.out() + back.err()).isZero();
        assertThat(SchemaDump.of(database, "lm_client")).isEqualTo(before);
    }

    @Test
    void aBatchThatFailsIsUndone() throws IOException, SQLException {
        String before = SchemaDump.of(database, "lm_client");
        TestShell.Result run = run(99, "run", "scripts.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.FINDINGS);
        assertThat(SchemaDump.of(database, "lm_client")).isEqualTo(before);
    }

    @Test
    void aChangeOfAnIncludedScriptIsDriftOfItsStep() throws IOException {
        assertThat(run(4, "run", "scripts.lupomig").status()).isZero();
        Files.writeString(folder.resolve("sql/parts/rows.sql"), ROWS.replace("back", "other"));

        TestShell.Result again = run(4, "run", "scripts.lupomig");

        assertThat(again.out() + again.err()).contains("client_scripts.only.make", "sql/parts/rows.sql:1:1");
        assertThat(again.out() + again.err()).doesNotContain("parts/table.sql");
    }

    private TestShell.Result run(int rows, String... args) throws IOException {
        Files.writeString(folder.resolve("scripts.lupomig"), PLAN.formatted(rows));
        return TestShell.on(folder, database).withTime().run(args);
    }
}
