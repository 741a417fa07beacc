package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that include others, from the files of a project. */
class SourceTest {
    private static final String PLAN = """
            plan parts version 1.0 {
              database main = mariadb
              schema shop core
              batch only {
                step make { sql "sql/all.sql" }
              }
            }
            """;

    @TempDir
    Path top = Path.of("");

    private TestShell.Result run(String all, String... args) throws IOException {
        Path project = top.resolve("project");
        Files.createDirectories(project.resolve("sql/parts"));
        Files.writeString(project.resolve("parts.lupomig"), PLAN);
        Files.writeString(project.resolve("sql/all.sql"), all);
        Files.writeString(top.resolve("beside.sql"), "SELECT 1;");
        return TestShell.in(project).run(args);
    }

    @Test
    void whatIsIncludedIsPartOfTheStep() throws IOException {
        Path part = top.resolve("project/sql/parts/tables.sql");
        Files.createDirectories(part.getParent());
        Files.writeString(part, "CREATE TABLE shop.a (id INT);\n\\. ../more.sql\n");
        Files.writeString(top.resolve("project/sql/more.sql"), "CREATE TABLE shop.b (id INT);\n");

        TestShell.Result plan = run("SOURCE parts/tables.sql\n", "plan", "parts.lupomig");

        assertThat(plan.err()).isEmpty();
        assertThat(plan.out()).contains("creates shop.a, shop.b", "CREATE TABLE shop.b (id INT)");
        String json = run("SOURCE parts/tables.sql\n", "plan", "--format", "json", "parts.lupomig")
                .out();
        assertThat(json).contains("\"sql/parts/tables.sql\"", "\"sql/more.sql\"");
        Files.writeString(part, "CREATE TABLE shop.a (id BIGINT);\n");
        String changed = run("SOURCE parts/tables.sql\n", "plan", "--format", "json", "parts.lupomig")
                .out();
        assertThat(checksum(changed)).isNotEqualTo(checksum(json));
    }

    @Test
    void whatIsWrongIsShownInTheFileThatHoldsIt() throws IOException {
        Files.createDirectories(top.resolve("project/sql/parts"));
        Files.writeString(top.resolve("project/sql/parts/tables.sql"), "SELECT 1;\n\n  CREAT TABLE shop.a (id INT);\n");

        TestShell.Result check = run("SOURCE parts/tables.sql\n", "check", "parts.lupomig");

        assertThat(check.status()).isEqualTo(ExitStatus.FINDINGS);
        assertThat(check.out()).contains("""
                  --> sql/parts/tables.sql:3:3
                   |
                 3 |   CREAT TABLE shop.a (id INT);
                   |   ^^^^^
                """);
    }

    @Test
    void nothingOutsideOfTheProjectIsRead() throws IOException {
        assertThat(run("SOURCE ../../beside.sql\n", "check", "parts.lupomig").out())
                .contains(
                        "error[LM2010] The script '../../beside.sql' is not included: it lies outside of the project.",
                        "--> sql/all.sql:1:8");
        String absolute = top.resolve("beside.sql").toAbsolutePath().toString();
        assertThat(run("SOURCE " + absolute + "\n", "check", "parts.lupomig").out())
                .contains("The script '" + absolute + "' is not included: it lies outside of the project.");
    }

    @Test
    void noLinkLeadsOutside() throws IOException {
        run("SELECT 1;", "check", "parts.lupomig");
        Path project = top.resolve("project");
        Files.createSymbolicLink(project.resolve("sql/link.sql"), top.resolve("beside.sql"));
        Files.createSymbolicLink(project.resolve("sql/up"), top);

        assertThat(run("SOURCE link.sql\nSOURCE up/beside.sql\n", "check", "parts.lupomig")
                        .out())
                .contains(
                        "The script 'link.sql' is not included: it lies outside of the project.",
                        "The script 'up/beside.sql' is not included: it lies outside of the project.");
    }

    @Test
    void aLinkInsideLeadsToTheFileItself() throws IOException {
        run("SELECT 1;", "check", "parts.lupomig");
        Path project = top.resolve("project");
        Files.writeString(project.resolve("sql/own.sql"), "SOURCE again.sql\n");
        Files.createSymbolicLink(project.resolve("sql/again.sql"), Path.of("own.sql"));

        assertThat(run("SOURCE again.sql\n", "check", "parts.lupomig").out())
                .contains("is not included: it includes itself: sql/own.sql -> sql/own.sql.", "--> sql/own.sql:1:8");
    }

    private static String checksum(String json) {
        int at = json.lastIndexOf("\"checksum\"");
        return json.substring(at, json.indexOf('\n', at));
    }
}
