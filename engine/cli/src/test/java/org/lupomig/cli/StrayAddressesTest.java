package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.cli.project.DeclaredDatabases;
import org.lupomig.cli.project.Project;

/** An address under a misspelt name never leads to the embedded server, and none is passed over in silence. */
class StrayAddressesTest {
    private static final String URL = "jdbc:mariadb://db.example/";

    /** Where nothing answers. */
    private static final String NOWHERE = "jdbc:mariadb://127.0.0.1:1/";

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void aPlan() throws IOException {
        plan("small", "main");
        // where the embedded server would be started, that is refused
        Files.writeString(folder.resolve(".lupomig"), "in the way");
    }

    private void plan(String name, String database) throws IOException {
        Files.writeString(
                folder.resolve(name + ".lupomig"),
                "plan " + name + " version 1 {\n  database " + database + " = mariadb\n}\n");
    }

    private void settings(String text) throws IOException {
        Files.writeString(folder.resolve(Project.SETTINGS), text);
    }

    private TestShell.Result run(Map<String, String> variables, String... args) {
        return new TestShell(folder.toAbsolutePath().normalize(), variables).run(args);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run small.lupomig", "plan small.lupomig --against", "rehearse small.lupomig"})
    void anAddressInTheFileUnderAMisspeltName(String line) throws IOException {
        settings("database.mian=" + URL);

        TestShell.Result result = run(Map.of(), line.split(" "));

        assertThat(result.err())
                .isEqualTo("error[LM9113] nothing says where database main is, but database.mian in "
                        + Project.SETTINGS + " is set, and no plan here declares a database 'mian'; write"
                        + " database.main; where the plan is to run on the embedded server, remove it\n");
        assertThat(result.out()).isEmpty();
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void anAddressInTheEnvironmentUnderAMisspeltName() {
        TestShell.Result result = run(Map.of("LUPOMIG_DATABASE_MIAN", URL), "run", "small.lupomig");

        assertThat(result.err())
                .isEqualTo("error[LM9113] nothing says where database main is, but LUPOMIG_DATABASE_MIAN is set, and"
                        + " no plan here declares a database 'mian'; write LUPOMIG_DATABASE_MAIN; where the plan is"
                        + " to run on the embedded server, remove it\n");
        assertThat(result.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Main", "mains", "min", "mn", "mainn1"})
    void whatIsNear(String name) throws IOException {
        settings("database." + name + "=" + URL);

        assertThat(run(Map.of(), "run", "small.lupomig").err())
                .startsWith("error[LM9113] ")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    database.reports | 'reports'; there is main
                    database.mian.user | 'mian'; did you mean database.main.user?
                    """)
    void whatLeadsNowhereIsSaid(String setting, String said) throws IOException {
        settings("database.main=" + NOWHERE + "\n" + setting + "=x");

        assertThat(run(Map.of(), "run", "small.lupomig").err())
                .startsWith("warning[LM9114] " + setting + " in " + Project.SETTINGS
                        + " is set, but no plan here declares a database " + said + "\nerror[LM6011] ");
    }

    @Test
    void anAddressNearOneThatIsThereIsOnlySaid() throws IOException {
        settings("database.main=" + NOWHERE + "\ndatabase.mian=" + URL);

        assertThat(run(Map.of(), "run", "small.lupomig").err())
                .startsWith("warning[LM9114] ")
                .contains("did you mean database.main?\nerror[LM6011] ");
    }

    @Test
    void whatIsSetForAnotherPlanOfTheProject() throws IOException {
        plan("other", "mail");
        settings("database.mail=" + URL + "\ndatabase.mail.user=anna");

        assertThat(run(Map.of("LUPOMIG_DATABASE_MAIL_PASSWORD", "x"), "run", "small.lupomig")
                        .err())
                .startsWith("error[LM9020] ")
                .hasLineCount(1);
    }

    @Test
    void whatIsSetForAPlanOfAnotherProjectIsNotForThisOne() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Files.writeString(inner.resolve(Project.SETTINGS), "");
        Files.writeString(inner.resolve("other.lupomig"), "plan other version 1 {\n  database mail = mariadb\n}\n");
        settings("database.mail=" + URL);

        assertThat(run(Map.of(), "run", "small.lupomig").err()).startsWith("error[LM9113] ");
    }

    /** Variables may be for other projects: where nothing is missing here, nobody asks whose they are. */
    @Test
    void aVariableOfAnotherProject() {
        Map<String, String> both = Map.of("LUPOMIG_DATABASE_MAIN", NOWHERE, "LUPOMIG_DATABASE_REPORTS", URL);

        assertThat(run(both, "run", "small.lupomig").err()).startsWith("error[LM6011] ");
        assertThat(run(Map.of("LUPOMIG_DATABASE_REPORTS", URL), "run", "small.lupomig")
                        .err())
                .startsWith("warning[LM9114] LUPOMIG_DATABASE_REPORTS is set, but no plan here declares a database"
                        + " 'reports'; there is main\nerror[LM9020] ");
    }

    @Test
    void aVariableWithAMisspeltEnd() {
        Map<String, String> variables = Map.of("LUPOMIG_DATABASE_MAIN", NOWHERE, "LUPOMIG_DATABASE_MAIN_PASWORD", "x");

        assertThat(run(variables, "run", "small.lupomig").err())
                .startsWith("warning[LM9114] LUPOMIG_DATABASE_MAIN_PASWORD is set, ")
                .contains("; did you mean LUPOMIG_DATABASE_MAIN_PASSWORD?\nerror[LM6011] ");
    }

    /** What it is is told by the name that was meant, and not by how it was written. */
    @ParameterizedTest
    @CsvSource({"MAIN_USR, MAIN_USER", "MAIN_PASWORD, MAIN_PASSWORD", "MAIN_FREEZ_ACCOUNTS, MAIN_FREEZE_ACCOUNTS"})
    void aVariableWithAMisspeltEndIsNoAddress(String written, String meant) {
        assertThat(run(Map.of("LUPOMIG_DATABASE_" + written, "x"), "run", "small.lupomig")
                        .err())
                .startsWith("warning[LM9114] LUPOMIG_DATABASE_" + written + " is set, ")
                .contains("; did you mean LUPOMIG_DATABASE_" + meant + "?\nerror[LM9020] ");
    }

    /** A database may be called as such a variable ends. */
    @Test
    void anAddressMayEndAsWhatIsNone() throws IOException {
        plan("small", "app_user");

        assertThat(run(Map.of("LUPOMIG_DATABASE_AP_USER", URL), "run", "small.lupomig")
                        .err())
                .startsWith("error[LM9113] nothing says where database app_user is, but LUPOMIG_DATABASE_AP_USER is");
    }

    /** What other plans declare is not known there: it may be theirs. */
    @Test
    void inAFolderThatIsTooLargeToLookThroughItIsOnlySaid() throws IOException {
        settings("database.mian=" + URL);
        Path many = Files.createDirectory(folder.resolve("many"));
        for (int file = 0; file < DeclaredDatabases.MOST_FILES; file++) {
            Files.createFile(many.resolve(file + ".txt"));
        }

        assertThat(run(Map.of(), "run", "small.lupomig").err())
                .startsWith("warning[LM9114] database.mian in " + Project.SETTINGS + " is set, ")
                .contains("; did you mean database.main?\nerror[LM9020] ");
    }

    @Test
    void ofTwoNearOnesTheOneWithoutAnAddressIsMeant() throws IOException {
        Files.writeString(
                folder.resolve("two.lupomig"),
                "plan two version 1 {\n  database mail = mariadb\n  database main = mariadb\n}\n");
        settings("database.mail=" + NOWHERE + "\ndatabase.maim=" + URL);

        assertThat(run(Map.of(), "run", "two.lupomig").err())
                .contains("error[LM9113] nothing says where database main is");
    }
}
