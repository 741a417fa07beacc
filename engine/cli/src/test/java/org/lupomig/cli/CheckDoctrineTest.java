package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} holds to the doctrine, and what {@code rules} and {@code explain} say of it. */
class CheckDoctrineTest {
    private static final String PLAN = """
            plan small version 1.2 {
              database main = mariadb
              schema shop core
              batch only {
                step fill { sql "sql/fill.sql" }
              }
            }
            """;
    private static final String ALL_ROWS = "DELETE FROM shop.cart;\n";

    @TempDir
    Path folder = Path.of("");

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).resolveSibling(""));
        Files.writeString(folder.resolve(file), text);
    }

    private TestShell.Result run(String... args) {
        return TestShell.in(folder).run(args);
    }

    @Test
    void aScriptIsHeldToMariaDb() throws IOException {
        write("a.sql", "SELECT 1;\n" + ALL_ROWS);

        TestShell.Result result = run("check", "a.sql");

        assertThat(result.out()).isEqualTo("""
                warning[LM3211] every row of 'shop.cart' is deleted
                  --> a.sql:2:1
                   |
                 2 | DELETE FROM shop.cart;
                   | ^^^^^^
                   = help: Add a WHERE; if all rows are meant, say so: WHERE TRUE.

                1 script checked: 1 warning
                """);
        assertThat(result.status()).isZero();
    }

    @Test
    void aFolderIsSearchedForScripts() throws IOException {
        write("migrations/one.sql", ALL_ROWS);
        write("migrations/two.sql", "CREATE TABL a (id INT);");

        TestShell.Result result = run("check", "migrations");

        assertThat(result.out())
                .contains("migrations/one.sql:1:1", "error[LM2002]", "migrations/two.sql:1:8")
                .endsWith("2 scripts checked: 1 error, 1 warning\n");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void whatAPlanNamesIsCheckedInIt() throws IOException {
        write("small.lupomig", PLAN.replace("  schema", "  doctrine mariadb\n  schema"));
        write("sql/fill.sql", ALL_ROWS);
        write("sql/other.sql", "SELECT 1;");

        assertThat(run("check", ".").out())
                .containsOnlyOnce("sql/fill.sql:1:1")
                .contains("warning[LM3304]")
                .endsWith("1 plan and 1 script checked: 2 warnings\n");
        assertThat(run("check", "small.lupomig").out()).endsWith("1 plan checked: 2 warnings\n");
    }

    @Test
    void aPlanThatNamesNoPackIsHeldToThatOfPlans() throws IOException {
        write("small.lupomig", PLAN);
        write("sql/fill.sql", "DELETE FROM shpo.cart;");

        TestShell.Result result = run("check", "small.lupomig");

        assertThat(result.out())
                .contains("error[LM3302] the plan declares no schema 'shpo'")
                .doesNotContain("LM3211");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void packsComeFromTheCommandTheEnvironmentOrTheSettings() throws IOException {
        write("a.sql", "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES c (d);");
        assertThat(run("check", "a.sql").out()).isEqualTo("1 script checked: no problems\n");
        assertThat(run("check", "--doctrine", "mariadb,lupopedia", "a.sql").out())
                .contains("error[LM3101]");

        write("lupomig.properties", "doctrine = lupopedia\n");
        assertThat(run("check", "a.sql").out()).contains("error[LM3101]");
        assertThat(run("check", "--doctrine", "mariadb", "a.sql").out()).endsWith("no problems\n");
    }

    @Test
    void settingsChangeRulesAndTheirOptions() throws IOException {
        write("a.sql", ALL_ROWS + "INSERT INTO b (a) VALUES (RAND());");
        write("lupomig.properties", """
                doctrine.delete-without-where = off
                doctrine.no-database-clock = info
                doctrine.no-database-clock.functions = RAND
                """);

        TestShell.Result result = run("check", "a.sql");

        assertThat(result.out())
                .contains("info[LM3108] RAND leaves the time to the database")
                .endsWith("1 script checked: 1 hint\n");
        assertThat(result.status()).isZero();
    }

    @Test
    void namesInSettingsThatThereAreNotAreSaid() throws IOException {
        write("a.sql", "SELECT 1;");
        assertThat(run("check", "--doctrine", "maria", "a.sql").err())
                .contains("LM9116", "--doctrine names a rule pack 'maria'", "did you mean 'mariadb'?");
        assertThat(run("check", "--doctrine", "house", "a.sql").err()).contains("there are lupopedia, mariadb, plan");
        write("lupomig.properties", """
                doctrine.no-foreign-kees = error
                doctrine.no-triggers = loud
                doctrine.no-triggers.names = x
                """);

        TestShell.Result result = run("check", "a.sql");

        assertThat(result.err())
                .contains("LM9117", "did you mean 'no-foreign-keys'?")
                .contains("LM9118", "rule no-triggers has no option 'names'")
                .contains("LM9119", "takes error, warning, info or off, not 'loud'");
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void whatFailsIsChosen() throws IOException {
        write("a.sql", ALL_ROWS);
        assertThat(run("check", "--fail-on", "warning", "a.sql").status()).isEqualTo(1);
        write("b.sql", "CREATE TABL a (id INT);");
        assertThat(run("check", "--fail-on", "never", "b.sql").status()).isZero();
        assertThat(run("check", "--fail-on", "error", "b.sql").status()).isEqualTo(1);
    }

    @Test
    void findingsAreJsonToo() throws IOException {
        write("a.sql", ALL_ROWS);

        assertThat(run("check", "--format", "json", "a.sql").out())
                .contains("\"scripts\": 1", "\"warnings\": 1", "\"code\": \"LM3211\"")
                .contains("\"title\": \"delete-without-where\"");
    }

    @Test
    void rulesAreListed() {
        assertThat(run("rules", "--pack", "mariadb").out())
                .startsWith("mariadb\n")
                .contains("LM3211  delete-without-where", "warning  A DELETE says which rows it means.")
                .doesNotContain("LM3101");
        assertThat(run("rules").out()).contains("lupopedia\n", "\nmariadb\n", "\nplan\n");
        assertThat(run("rules", "--format", "json").out()).startsWith("{\n  \"format\": \"lupomig.rules.1\",");
        assertThat(run("rules", "--pack", "x").err()).contains("LM9116", "--pack names a rule pack 'x'");
    }

    @Test
    void rulesAndMessagesAreExplained() {
        assertThat(run("explain", "no-foreign-keys").out())
                .startsWith("# no-foreign-keys\n\nLM3101")
                .contains("## Why", "## Bad", "## Good", "## How to fix it");
        assertThat(run("explain", "lm3101").out()).startsWith("# no-foreign-keys");
        assertThat(run("explain", "LM1101").out()).startsWith("# unknown-name\n\nLM1101 · error");
        assertThat(run("explain", "no-forein-keys").err()).contains("LM9120", "did you mean 'no-foreign-keys'?");
    }
}
