package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.project.Project;
import org.lupomig.model.diagnostic.Problem;

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
                "error[LM9001] there is no command 'chekc', did you mean 'check'? 'lupomig --help' shows what it takes");
    }

    @Test
    void anUnknownOption() {
        refused(
                run("check", "--formt", "json", "."),
                "error[LM9001] there is no option '--formt', did you mean '--format'?"
                        + " 'lupomig check --help' shows what it takes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    '' | no command is given
                    version | there is no command 'version', did you mean '--version'?
                    --vresion | there is no option '--vresion', did you mean '--version'?
                    check | PATH is missing
                    plan --against a.lupomig | PLAN is missing: 'a.lupomig' is read as the value of --against; write PLAN before it
                    plan a b | 'b' is one argument too many
                    plan a --format=jsno | --format takes text or json, not 'jsno', did you mean 'json'?
                    plan a --graph dot --graph mermaid | --graph is given twice
                    resolve x --because y | it needs --as STATE (What its objects are now: rolled-back (as before the step) or completed (as after it).)
                    plan a --graph | --graph needs a value: LANGUAGE
                    history --limit many | --limit takes a whole number, not 'many'
                    history --limit 0 | --limit takes a number of runs from 1, not '0'
                    run a --dryrun | there is no option '--dryrun', did you mean '--dry-run'?
                    run a --dry-run=yes | --dry-run takes no value, not 'yes'
                    run a --frobnicate=x | there is no option '--frobnicate'
                    """)
    void argumentsThatMakeNoSense(String line, String said) {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ");

        TestShell.Result result = run(args);

        assertThat(result.err())
                .isEqualTo("error[LM9001] " + said + (said.endsWith("?") ? " " : "; ") + "'lupomig"
                        + (args.length > 0 && Main.COMMANDS.contains(args[0]) ? " " + args[0] : "")
                        + " --help' shows what it takes\n");
        assertThat(result.out()).isEmpty();
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void aDryRunElsewhereNeedsNothingOfTheFolder() throws IOException {
        Files.writeString(folder.resolve("a.lupomig"), PLAN);
        Files.writeString(folder.resolve(".lupomig"), "in the way");

        TestShell.Result there = run("run", "a.lupomig", "--dry-run", "--database", "main=jdbc:mariadb://127.0.0.1:1/");
        TestShell.Result here = run("run", "a.lupomig", "--dry-run");

        assertThat(there.err()).startsWith("error[LM6011] ");
        assertThat(here.err())
                .isEqualTo("error[LM9020] .lupomig cannot be written: a file is in its place; the embedded server keeps"
                        + " its data there: make it writable, or name a server with --database\n");
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
                "error[LM9003] there is no plan and no script in '.'; plans are files whose names end in .lupomig, scripts those that"
                        + " end in .sql");
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
        assertThat(result.err())
                .contains("--> a.lupomig:1:")
                .endsWith("error[LM9007] a.lupomig has errors, so nothing was run; mend what is listed above\n");
        assertThat(folder.resolve(".lupomig")).doesNotExist();
    }

    @Test
    void aWaitAndNone() throws IOException {
        Files.writeString(folder.resolve("a.lupomig"), PLAN);

        TestShell.Result result = run("run", "a.lupomig", "--wait", "5m", "--no-wait");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("--wait and --no-wait say opposite things; give one of them");
        assertThat(run("run", "a.lupomig", "--priority", "11").err())
                .contains("--priority takes a number from -10 to 10, not 11");
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
    void theStatusOfNothing() throws IOException {
        Problem none = Problem.of(CliMessage.NOTHING_RUN_YET, "this project");

        assertThat(run("status").out()).isEqualTo(none.message() + "; " + none.help() + "\n");
        for (String command : new String[] {"status", "history"}) {
            refused(run(command, "small"), "error[LM9022] no plan 'small' has run here; nothing has run here yet");
        }
    }

    @Test
    void aRollbackOfAPlanThatHasNotRun() throws IOException {
        Files.writeString(folder.resolve("a.lupomig"), PLAN);

        refused(
                run("rollback", "a.lupomig"),
                "error[LM9022] no plan 'small' has run here; 'lupomig run' runs it; where it has run elsewhere, name"
                        + " that server by --database");
    }

    @Test
    void aFileThatNamesNoPlan() throws IOException {
        Files.writeString(folder.resolve("a.lupomig"), "");

        refused(run("status", "a.lupomig"), "error[LM9004] a.lupomig cannot be read: it does not name its plan");
    }

    @Test
    void aPlanWithoutAMariaDb() throws IOException {
        Files.writeString(
                folder.resolve("a.lupomig"), "plan files version 1 {\n  database log = sqlite \"log.db\"\n}\n");

        TestShell.Result result = run("run", "a.lupomig");

        assertThat(result.err())
                .endsWith("error[LM9018] plan files has no MariaDB database, and this version runs on nothing else\n");
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void whatIsWrongWithParametersAndSettings() throws IOException {
        Files.writeString(folder.resolve("a.lupomig"), PLAN);
        refused(
                run("run", "a.lupomig", "--param", "prefix"),
                "error[LM9015] --param takes NAME=VALUE, not 'prefix'; such as prefix=lupo_");
        refused(
                run("run", "a.lupomig", "--param", "a=1", "--param", "a=2"),
                "error[LM9017] --param a is given twice; give it once");

        Files.writeString(folder.resolve(Project.SETTINGS), "wiat=3s");
        refused(
                run("run", "a.lupomig"),
                "error[LM9010] " + Project.SETTINGS
                        + " has a setting 'wiat', which does not exist; did you mean 'wait'?");

        Files.write(folder.resolve(Project.SETTINGS), new byte[] {'a', '=', (byte) 0xff});
        TestShell.Result binary = run("run", "a.lupomig");
        assertThat(binary.err())
                .startsWith("error[LM9016] ")
                .endsWith("it is not UTF-8; it is a properties file in UTF-8\n")
                .hasLineCount(1);
        assertThat(binary.status()).isEqualTo(2);
    }

    @Test
    void anEmptyPathIsNoFolder() {
        String line = "error[LM9002] there is no file or folder ''; paths are relative to " + folder;
        refused(run("check", ""), line);
        refused(run("plan", ""), line);
    }

    @Test
    void theSamePlanTwice() throws IOException {
        Files.writeString(folder.resolve("a.lupomig"), PLAN);

        refused(
                run("run", "a.lupomig", "./a.lupomig"),
                "error[LM9017] the plan a.lupomig is given twice; give it once");
    }

    @Test
    void aRecoveryOfAPlanThatNobodyKnows() {
        refused(run("recover", "nosuch"), "error[LM9022] no plan 'nosuch' has run here; nothing has run here yet");
    }

    @Test
    void aRollbackOfNothing() {
        refused(
                run("rollback", "federate"),
                "error[LM9023] no plan that has run here has a batch 'federate'; nothing has run here yet");
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
        assertThat(result.out()).matches("lupomig \\d+\\.\\d+\\.\\d+\\S*( \\(revision [\\w-]+\\))? on Java \\S+\n");
        assertThat(run("-V").out()).isEqualTo(result.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "plan", "rehearse", "run", "status", "history", "rollback", "recover"})
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
