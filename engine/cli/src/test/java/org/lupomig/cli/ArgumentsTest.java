package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about arguments that make no sense: one line, exit status 2, no stack trace. */
class ArgumentsTest {
    private static final String PLAN = """
            plan small version 1 {
              database main = mariadb
              schema shop core
              batch only {
                step make { sql \"""CREATE SCHEMA shop\""" }
              }
            }
            """;

    @TempDir
    Path folder = Path.of("");

    private TestShell.Result run(String... args) {
        return TestShell.in(folder).run(args);
    }

    private static void refused(TestShell.Result result, String line) {
        assertThat(result.err()).isEqualTo(line + "\n");
        assertThat(result.out()).isEmpty();
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void anUnknownCommand() {
        refused(
                run("chekc", "x"),
                "error[LM9001] there is no command 'chekc', did you mean check? 'lupomig --help' shows what it takes");
    }

    @Test
    void anUnknownOption() {
        refused(
                run("check", "--formt", "json", "."),
                "error[LM9001] Unknown option: '--formt', did you mean --format?"
                        + " 'lupomig check --help' shows what it takes");
    }

    @Test
    void aFileThatIsNotThere() {
        refused(
                run("plan", "gone.lupomig"),
                "error[LM9002] there is no file or folder gone.lupomig; paths are relative to " + folder);
    }

    @Test
    void aFolderWithoutPlans() {
        refused(
                run("check", "."),
                "error[LM9003] there is no plan in '.'; plans are files whose names end in .lupomig");
    }

    @Test
    void aDatabaseThatNoPlanDeclares() throws IOException {
        Files.writeString(folder.resolve("a.lupomig"), PLAN);

        refused(
                run("run", "a.lupomig", "--database", "mian=jdbc:mariadb://h/"),
                "error[LM9012] plan small declares no database 'mian'; did you mean 'main'?");
    }

    @Test
    void anAddressThatIsNone() throws IOException {
        Files.writeString(folder.resolve("a.lupomig"), PLAN);

        TestShell.Result result = run("run", "a.lupomig", "--database", "main=postgres://h/?password=hunter2");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).startsWith("error[LM6001] ").hasLineCount(1).doesNotContain("hunter2");
    }

    @Test
    void aPlanWithErrorsIsNotRun() throws IOException {
        Files.writeString(folder.resolve("a.lupomig"), "plan x version 1 {");

        TestShell.Result result = run("run", "a.lupomig");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("--> a.lupomig:1:").endsWith("; mend what is listed above\n");
        assertThat(folder.resolve(".lupomig")).doesNotExist();
    }

    @Test
    void aWaitThatIsNone() throws IOException {
        Files.writeString(folder.resolve("a.lupomig"), PLAN);

        refused(
                run("run", "a.lupomig", "--wait", "soon"),
                "error[LM9013] --wait takes a duration, not 'soon'; such as 500ms, 30s, 10m, 24h or 7d");
    }

    @Test
    void plansOfTwoProjects() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.createDirectories(folder.resolve("b"));
        Files.writeString(folder.resolve("a/a.lupomig"), PLAN);
        Files.writeString(folder.resolve("b/b.lupomig"), PLAN);

        refused(
                run("run", "a/a.lupomig", "b/b.lupomig"),
                "error[LM9006] a/a.lupomig and b/b.lupomig belong to different projects; run them one project at a time");
    }

    @Test
    void onePlanTwice() throws IOException {
        Files.writeString(folder.resolve("a.lupomig"), PLAN);
        Files.writeString(folder.resolve("b.lupomig"), PLAN);

        refused(
                run("run", "a.lupomig", "b.lupomig"),
                "error[LM9008] a.lupomig and b.lupomig are both plan small;"
                        + " a plan is its name within a store: rename one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "history", "recover"})
    void nothingHasRunYet(String command) {
        TestShell.Result result = run(command);

        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("nothing has been run ");
        assertThat(folder.resolve(".lupomig")).doesNotExist();
    }

    @Test
    void aRollbackOfNothing() {
        refused(
                run("rollback", "federate"),
                "error[LM9023] no plan that has run here has a batch 'federate'; 'lupomig status' lists them");
    }

    @Test
    void aBatchOfWhatIsNoFile() {
        refused(
                run("rollback", "small", "only"),
                "error[LM9001] 'small' is not a plan's file, so 'only' cannot be a batch of it;"
                        + " 'lupomig rollback --help' shows what it takes");
    }

    @Test
    void theVersionIsOneLine() {
        TestShell.Result result = run("--version");

        assertThat(result.status()).isZero();
        assertThat(result.out()).matches("lupomig \\d+\\.\\d+\\.\\d+\\S*( \\(revision \\w+\\))? on Java \\S+\n");
        assertThat(run("-V").out()).isEqualTo(result.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "plan", "run", "status", "history", "rollback", "recover"})
    void everyCommandHasHelpWithExamples(String command) {
        TestShell.Result result = run(command, "--help");

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("Usage: lupomig " + command, "Examples:", "Exit status:");
    }

    @Test
    void aloneItSaysWhatThereIs() {
        assertThat(run("--help").out()).contains(Main.COMMANDS).contains("Examples:");
    }
}
