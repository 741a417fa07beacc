package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A setting that says how scripts are quoted is of a database that has such scripts, or it is said that it is not. */
class SqlModeSettingTest {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("shop.lupomig"), """
                plan shop version 1 {
                  database main = mariadb
                  database local = sqlite "shop.db"
                  batch b {
                    step s { sql \"""CREATE TABLE shop.t (id INT);\""" }
                  }
                }
                """);
    }

    private TestShell.Result check(String settings) throws IOException {
        return check(settings, Map.of());
    }

    private TestShell.Result check(String settings, Map<String, String> variables) throws IOException {
        Files.writeString(folder.resolve("lupomig.properties"), settings);
        return new TestShell(folder, variables).run("check", "shop.lupomig");
    }

    @Test
    void aMisspeltNameIsAnErrorAtItsPlace() throws IOException {
        TestShell.Result result = check("# quotes\n  database.mian.sql-mode = ANSI_QUOTES\n");

        assertThat(result.status()).isEqualTo(ExitStatus.FINDINGS);
        assertThat(result.out()).contains("""
                error[LM1163] the plan declares no database 'mian', so the setting would say nothing
                  --> lupomig.properties:2:12
                   |
                 2 |   database.mian.sql-mode = ANSI_QUOTES
                   |            ^^^^
                   = help: Did you mean 'main'?
                   = fix: change to 'main'
                """);
        assertThat(new TestShell(folder, Map.of()).run("run", "shop.lupomig").status())
                .isEqualTo(ExitStatus.COULD_NOT_RUN);
    }

    @Test
    void anotherNameIsAWarning() throws IOException {
        TestShell.Result result = check("database.warehouse.sql-mode: ANSI_QUOTES");

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains(
                        "warning[LM1164] the plan declares no database 'warehouse', so the setting says nothing to it",
                        "--> lupomig.properties:1:10",
                        "help: There are main and local.");
    }

    @Test
    void aDatabaseWithAnAddressMayBeAnotherPlans() throws IOException {
        assertThat(check("database.mian.sql-mode=ANSI_QUOTES\ndatabase.mian=jdbc:mariadb://db.example/")
                        .out())
                .contains("1 plan checked: 2 warnings\n");
        assertThat(check(
                                "database.main2.sql-mode=ANSI_QUOTES",
                                Map.of("LUPOMIG_DATABASE_MAIN2", "jdbc:mariadb://db.example/"))
                        .out())
                .contains("1 plan checked: 2 warnings\n");
        // Both have their own: neither is the other, misspelt.
        assertThat(check("database.main2.sql-mode=ANSI_QUOTES\ndatabase.main.sql-mode=ANSI_QUOTES")
                        .out())
                .contains("warning[LM1164]")
                .doesNotContain("Did you mean");
    }

    @Test
    void sqliteHasNoModes() throws IOException {
        TestShell.Result result = check("database.main.sql-mode=ANSI_QUOTES\ndatabase.local.sql-mode=ANSI_QUOTES");

        assertThat(result.status()).isEqualTo(ExitStatus.FINDINGS);
        assertThat(result.out())
                .contains(
                        "error[LM1165] database 'local' is SQLite, and sql-mode is MariaDB's",
                        "--> lupomig.properties:2:10");
    }
}
