package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.testkit.GoldenFiles;
import org.w3c.dom.Element;

/** A plan as a script and as a picture, as they come out. */
class PlanOutputTest {
    private static final Path GOLDEN = Path.of("src/test/golden/plan");

    private static TestShell.Result plan(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "plan";
        arguments[1] = "shop.lupomig";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return TestShell.in(GOLDEN.toAbsolutePath()).run(arguments);
    }

    @Test
    void asAScript() {
        TestShell.Result result = plan("--sql");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).doesNotContain("geheim");
        GoldenFiles.check(GOLDEN.resolve("shop.sql"), result.out());
    }

    /** Each database has a connection of its own, with a schema of its own. */
    @Test
    void whatIsChosenOnOneDatabaseIsNotChosenOnAnother(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("shop.lupomig"), """
                plan shop version 1 {
                  database main = mariadb
                  database other = mariadb
                  schema shop core
                  batch one {
                    step a on main { sql $USE shop; CREATE TABLE a (id INT)$ }
                    step b on other requires a { sql $USE shop; CREATE TABLE b (id INT)$ }
                    step c on main requires b { sql $USE shop; CREATE TABLE c (id INT)$ }
                    step d on main requires c { sql $CREATE TABLE shop.d (id INT)$ }
                  }
                }
                """.replace("$", "\"\"\""));

        TestShell.Result result = TestShell.in(folder).run("plan", "shop.lupomig", "--sql");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out().lines().filter(line -> !line.startsWith("-- ") || line.contains("on database")))
                .filteredOn(line -> !line.isEmpty())
                .containsExactly(
                        "-- step one.a on database main",
                        "USE `shop`;",
                        "CREATE TABLE a (id INT);",
                        "-- step one.b on database other",
                        "USE `shop`;",
                        "CREATE TABLE b (id INT);",
                        "-- step one.c on database main",
                        "USE `shop`;",
                        "CREATE TABLE c (id INT);",
                        "-- step one.d on database main",
                        "CREATE TABLE shop.d (id INT);");
    }

    /** The client ends a statement where it first finds the delimiter. */
    @Test
    void noDelimiterStandsInAStatementOrAcrossItsEnd(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("shop.lupomig"), """
                plan shop version 1 {
                  database main = mariadb
                  schema shop core
                  batch one {
                    step all { sql $INSERT INTO shop.a VALUES ('; $$ // ;;;; $$$$ $lupomig$ $lupomig1$')$ }
                    step end requires all { sql $INSERT INTO shop.a SELECT ';' AS a$$ }
                  }
                }
                """.replace("sql $", "sql \"\"\"")
                .replace("$ }", "\"\"\" }"));

        TestShell.Result result = TestShell.in(folder).run("plan", "shop.lupomig", "--sql");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("DELIMITER $lupomig2$\n", "$lupomig1$')$lupomig2$\n")
                .contains("DELIMITER //\nINSERT INTO shop.a SELECT ';' AS a$//\n");
    }

    @Test
    void asAPicture() throws Exception {
        TestShell.Result result = plan("--graph", "svg");

        assertThat(result.status()).as(result.err()).isZero();
        GoldenFiles.check(GOLDEN.resolve("shop.svg"), result.out());
        Element svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(result.out().getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        assertThat(svg.getElementsByTagName("text").getLength()).isEqualTo(9);
        assertThat(plan("--graph", "svg").out()).isEqualTo(result.out());
    }

    @Test
    void aScriptIsNothingElse() {
        for (String other : new String[] {"--graph=dot", "--against=main", "--format=json"}) {
            TestShell.Result result = plan("--sql", other);
            assertThat(result.status()).isEqualTo(2);
            assertThat(result.out() + result.err()).contains("LM9001", "--sql goes with neither");
        }
    }
}
