package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckAndPlanTest {
    private static final String PLAN = """
            plan small version 1.2 {
              database main = mariadb
              schema shop core
              param prefix = "old_"
              batch only {
                step make { sql \"""CREATE SCHEMA shop\""" }
                step fill requires make {
                  sql \"""
                    CREATE TABLE shop.${prefix}orders (id INT PRIMARY KEY);
                    INSERT INTO shop.${prefix}orders VALUES (1);
                  \"""
                }
                validate post integrity "one order" { expect rows("shop.${prefix}orders") = 1 }
              }
            }
            """;

    @TempDir
    Path folder = Path.of("");

    private TestShell.Result run(String plan, String... args) throws IOException {
        Files.writeString(folder.resolve("small.lupomig"), plan);
        return TestShell.in(folder).run(args);
    }

    @Test
    void aPlanWithoutProblemsIsClean() throws IOException {
        TestShell.Result result = run(PLAN, "check", "small.lupomig");

        assertThat(result.out()).isEqualTo("1 plan checked: no problems\n");
        assertThat(result.status()).isZero();
    }

    @Test
    void problemsAreFindings() throws IOException {
        TestShell.Result result = run(PLAN.replace("requires make", "requires mkae"), "check", ".");

        assertThat(result.out())
                .contains("""
                  --> small.lupomig:7:24
                   |
                 7 |     step fill requires mkae {
                   |                        ^^^^
                """)
                .contains("fix: change to 'make'")
                .endsWith("\n1 plan checked: 1 error\n");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void problemsAreJsonToo() throws IOException {
        TestShell.Result result =
                run(PLAN.replace("requires make", "requires mkae"), "check", "--format", "json", "small.lupomig");

        assertThat(result.out())
                .startsWith(
                        "{\n  \"format\": \"lupomig.check.1\",\n  \"plans\": 1,\n  \"scripts\": 0,\n  \"errors\": 1,")
                .contains("\"file\": \"small.lupomig\"", "\"line\": 7", "\"column\": 24", "\"endColumn\": 28");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void ofAScriptWithBinaryValuesThePlaceIsSaid() throws IOException {
        byte[] dump = "SELECT 'ä';\nINSERT INTO t VALUES ('?');\n".getBytes(StandardCharsets.UTF_8);
        dump[13 + 23] = (byte) 0xfe;
        Files.write(folder.resolve("dump.sql"), dump);

        TestShell.Result result =
                run(PLAN.replace("sql \"\"\"CREATE SCHEMA shop\"\"\"", "sql \"dump.sql\""), "check", "small.lupomig");

        assertThat(result.out())
                .contains("error[LM1110] 'dump.sql' cannot be read: it is not UTF-8 text: line 2 has the byte 0xFE at"
                        + " byte 24; mysqldump --hex-blob writes binary values as text");
    }

    @Test
    void whereNoSchemaIsDeclaredAnExpressionNamesAny() throws IOException {
        String plan = PLAN.replace("  schema shop core\n", "")
                .replace("rows(\"shop.${prefix}orders\") = 1", "columns(shop.t) = 2 and exists(main.shop.t)");

        assertThat(run(plan, "check", "small.lupomig").out()).isEqualTo("1 plan checked: no problems\n");
        assertThat(run(plan.replace("columns(shop.t)", "columns(mian.t)"), "check", "small.lupomig")
                        .out())
                .contains("LM1101", "change to 'main'");
        String declared = plan.replace("database main = mariadb", "database main = mariadb\n  schema other core");
        assertThat(run(declared, "check", "small.lupomig").out())
                .contains("error[LM1101] there is no database or schema 'shop'");
    }

    @Test
    void aMistypedEngineIsToldFromOneThatKeepsItsRowsElsewhere() throws IOException {
        String plan = PLAN.replace("(id INT PRIMARY KEY)", "(id INT PRIMARY KEY) ENGINE=Inodb");

        assertThat(run(plan, "check", "small.lupomig").out()).contains("no engine Inodb is known, but InnoDB is");
        assertThat(run(plan.replace("Inodb", "MERGE"), "check", "small.lupomig").out())
                .contains("tables of engine MERGE keep their rows elsewhere");
    }

    @Test
    void aFileThatCannotBeReadHidesNoOther() throws IOException {
        Files.write(folder.resolve("binary.lupomig"), new byte[] {(byte) 0xff, 0});

        TestShell.Result result = run(PLAN, "check", ".");
        TestShell.Result json = run(PLAN, "check", ".", "--format", "json");

        assertThat(result.err())
                .isEqualTo(
                        "error[LM9004] binary.lupomig cannot be read: it is not UTF-8 text: line 1 has the byte 0xFF at"
                                + " byte 1\n");
        assertThat(result.out()).isEqualTo("1 plan checked: no problems\n");
        assertThat(json.out()).contains("\"plans\": 1,", "\"problems\": [\n", "\"LM9004\"");
        assertThat(result.status()).isEqualTo(2);
        assertThat(json.status()).isEqualTo(2);
    }

    @Test
    void colourIsForTerminals() throws IOException {
        assertThat(run("plan", "check", ".").out()).doesNotContain("\u001b");
    }

    @Test
    void aPlanIsShownWithItsUndo() throws IOException {
        TestShell.Result result = run(PLAN, "plan", "small.lupomig", "--param", "prefix=new_");

        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("plan small 1.2 (small.lupomig)\n  database main = mariadb\n  param prefix = \"new_\"\n")
                .contains("batch only, rollback class A, 2 steps in 2 waves\n")
                .contains("  2. fill requires make\n")
                .contains("     CREATE TABLE shop.new_orders (id INT PRIMARY KEY)\n       undo: inverse, ")
                .contains("undo: with its table")
                .contains("  validate post integrity \"one order\"\n    expect rows(\"shop.new_orders\") = 1\n");
        assertThat(result.status()).isZero();
    }

    @Test
    void aPlanIsJsonToo() throws IOException {
        assertThat(run(PLAN, "plan", "small.lupomig", "--format", "json").out())
                .startsWith("{\n  \"format\": \"lupomig.plan.1\",\n  \"plan\": \"small\",")
                .contains("\"address\": \"small.only.fill\"", "\"undo\": \"inverse\"", "\"access\": \"creates\"");
    }

    @Test
    void aPlanIsAGraph() throws IOException {
        assertThat(run(PLAN, "plan", "small.lupomig", "--graph", "dot").out()).isEqualTo("""
                        digraph "small" {
                          rankdir=LR;
                          node [shape=box];
                          subgraph cluster_1 {
                            label="only";
                            s1 [label="make"];
                            s2 [label="fill"];
                          }
                          s1 -> s2;
                        }
                        """);
        assertThat(run(PLAN, "plan", "small.lupomig", "--graph", "mermaid").out())
                .isEqualTo("""
                        flowchart LR
                          subgraph b1["only"]
                            s1["make"]
                            s2["fill"]
                          end
                          s1 --> s2
                        """);
    }

    @Test
    void theGraphHasTheOrderOfBatches() throws IOException {
        String plan = PLAN.replaceFirst("\\}\n$", """
                  batch after requires only { step last { sql \"""CREATE SCHEMA shop_late\""" } }
                }
                """);

        assertThat(run(plan, "plan", "small.lupomig", "--graph", "dot").out())
                .contains("\n  compound=true;\n", "\n  s2 -> s3 [ltail=cluster_1, lhead=cluster_2, penwidth=2];\n");
        assertThat(run(plan, "plan", "small.lupomig", "--graph", "mermaid").out())
                .contains("\n  subgraph b2[\"after\"]\n", "\n  b1 ==> b2\n");
    }

    @Test
    void aRenameIsCalledOne() throws IOException {
        String rename = "RENAME TABLE shop.a TO shop.b, shop.c TO shop.d; ALTER TABLE shop.d ADD COLUMN e INT";
        TestShell.Result result = run(PLAN.replace("CREATE SCHEMA shop", rename), "plan", "small.lupomig");

        assertThat(result.out())
                .contains("     renames shop.a -> shop.b, shop.c -> shop.d; alters shop.d\n")
                .doesNotContain("drops");
    }

    /** Of each kind that is read and not run, one. */
    private static final String AHEAD = """
            plan small version 1.2 {
              database main = mariadb
              database log = sqlite "log.db"
              schema shop core
              schema mill legacy
              batch only rollback C {
                step make { sql \"""CREATE SCHEMA shop\""" }
                step fill {
                  sql \"""CREATE SCHEMA mill\"""
                  undo none because "they were stale"
                }
                step papers { files documentation "*.md" { header "a" = "b" } }
                backup main
                validate during integrity "still there" { expect exists(shop) }
              }
            }
            """;

    @Test
    void whatWouldBeRefusedIsSaidBefore() throws IOException {
        TestShell.Result checked = run(AHEAD, "check", "small.lupomig");
        TestShell.Result shown = run(AHEAD, "plan", "small.lupomig");
        TestShell.Result refused = run(AHEAD, "run", "--dry-run", "small.lupomig", "--json");

        assertThat(checked.status()).as(checked.out()).isZero();
        assertThat(shown.status()).isZero();
        List<String> warnings = checked.out()
                .lines()
                .filter(line -> line.startsWith("warning[LM50"))
                .map(line -> line.substring("warning".length()))
                .toList();
        assertThat(warnings).hasSize(3).allMatch(line -> line.startsWith("[LM5001] "));
        assertThat(shown.err().lines().filter(line -> line.startsWith("warning[LM50")))
                .hasSameSizeAs(warnings);
        for (String warning : warnings) {
            String message = warning.substring(warning.indexOf(' ') + 1);
            assertThat(refused.out()).contains("\"message\":\"" + message.replace("\"", "\\\""));
        }
        assertThat(refused.status()).isEqualTo(2);
    }

    @Test
    void sqlForSqliteIsShownAndRefusedByName() throws IOException {
        String plan = """
                plan small version 1.2 {
                  database main = mariadb
                  database log = sqlite "log.db"
                  batch only on log {
                    step pages {
                      sql \"""
                        CREATE TABLE Pages (id INTEGER PRIMARY KEY, title TEXT);
                        INSERT INTO pages (title) VALUES ('it''s')
                      \"""
                    }
                  }
                }
                """;

        TestShell.Result shown = run(plan, "plan", "small.lupomig");
        TestShell.Result refused = run(plan, "run", "--dry-run", "small.lupomig");

        assertThat(shown.out())
                .contains("  database log = sqlite \"log.db\": this version reads it, and does not run it\n")
                .contains("     writes main.pages; creates main.pages\n")
                .contains("undo: file copy, rolled back by the step's transaction; once committed, log.db is");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err() + refused.out()).contains("database log = sqlite");
    }

    @Test
    void aPlanWithErrorsIsNotShown() throws IOException {
        TestShell.Result result = run("plan x version 1 {", "plan", "small.lupomig");

        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("--> small.lupomig:1:");
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void filesOutsideOfTheProjectAreRead() throws IOException {
        Files.createDirectories(folder.resolve("project"));
        Files.createDirectories(folder.resolve("shared"));
        Files.writeString(folder.resolve("shared/make.sql"), "CREATE SCHEMA shop;\n");
        Files.writeString(
                folder.resolve("project/a.lupomig"),
                PLAN.replace("\"\"\"CREATE SCHEMA shop\"\"\"", "\"../shared/make.sql\""));

        TestShell.Result result = TestShell.in(folder).run("check", "project/a.lupomig");

        assertThat(result.out()).isEqualTo("1 plan checked: no problems\n");
    }

    @Test
    void ourOwnMistakesAreOneLineAndAFile() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Shell shell = new Shell(
                folder,
                Map.of(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                InstantSource.system(),
                () -> "x");

        int status = Unexpected.report(
                new CommandContext(shell, new Activity("testing"), Voice.of(shell)),
                new String[] {"run"},
                new IllegalStateException("that"));

        assertThat(status).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("error[LM9090] lupomig failed while testing: IllegalStateException: that; please report it")
                .hasLineCount(1);
        try (Stream<Path> files = Files.list(folder.resolve(".lupomig/errors"))) {
            assertThat(files).singleElement().satisfies(file -> assertThat(file)
                    .content()
                    .contains("command run, while testing", "java.lang.IllegalStateException: that"));
        }
    }
}
