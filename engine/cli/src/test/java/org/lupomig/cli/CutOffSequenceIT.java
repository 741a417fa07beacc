package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.wire.SentCommand;
import org.lupomig.testkit.wire.Strike;
import org.lupomig.testkit.wire.Wire;

/**
 * A server that dies when it has answered a CREATE SEQUENCE, and has not yet written down what that stands at: who
 * looks at the sequence then ends the server again, whenever it is started. No command does, and none takes another
 * sequence for such a one.
 */
class CutOffSequenceIT {
    /** Commands that bring a dead run to its end look at nothing before. These look, and bring none to its end. */
    private static final List<String> LOOKING = List.of(
            "status",
            "status --json",
            "history",
            "alerts",
            "show 2",
            "show 2 --undo-sql",
            "check words.lupomig",
            "plan words.lupomig --against=main",
            "plan alters.lupomig --against=main",
            "plan empties.lupomig --against=main",
            "run words.lupomig --dry-run",
            "run alters.lupomig --dry-run",
            "run empties.lupomig --dry-run",
            "rehearse other.lupomig --from target",
            "rehearse empties.lupomig --from target",
            "freeze --emergency --because stocktaking",
            "status");

    private final KillableProject project;
    private final List<String> drawn = new ArrayList<>();

    CutOffSequenceIT(@TempDir Path folder) throws Exception {
        project = new KillableProject(folder);
    }

    @BeforeEach
    void storeIsThere() throws Exception {
        project.database().execute("CREATE SCHEMA shop", "CREATE SEQUENCE shop.were START WITH 7 NOCACHE");
        project.plan("other", "", "CREATE TABLE shop.other (id INT)");
        project.done("run", "other.lupomig");
    }

    @AfterEach
    void end() {
        project.close();
    }

    private static Predicate<SentCommand> saying(String begin) {
        return sent -> sent.text().startsWith(begin);
    }

    /** The server is killed before or behind a statement, and started again. */
    private void killed(boolean behind, String statement, String... command) throws Exception {
        Strike kills = new Strike.Ends(project::kill);
        try (Wire wire = behind
                ? Wire.behind(project.database(), saying(statement), kills)
                : Wire.before(project.database(), saying(statement), kills)) {
            assertThat(project.through(wire.database(), command).status()).isNotZero();
            assertThat(wire.struck()).isTrue();
        }
        project.startAgain();
    }

    /** The command's own process is killed there. */
    private void processKilled(boolean behind, String statement, String... command) throws Exception {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Strike kills =
                new Strike.Ends(() -> started.join().destroyForcibly().onExit().join());
        try (Wire wire = behind
                ? Wire.behind(project.database(), saying(statement), kills)
                : Wire.before(project.database(), saying(statement), kills)) {
            Process process = project.start(wire.database(), command);
            started.complete(process);
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(wire.struck()).isTrue();
        }
    }

    private List<String> sequences() throws SQLException {
        return project.database()
                .query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'shop'"
                        + " AND TABLE_TYPE = 'SEQUENCE' ORDER BY 1");
    }

    /** Gives the command that comes next, and then those that anybody gives at last. */
    private void next(String command) throws Exception {
        project.run(command.split(" "));
        project.done("recover");
        project.done("status");
        assertThat(project.isAlive()).isTrue();
    }

    private void looked() throws Exception {
        project.plan(
                "alters", "", "ALTER SEQUENCE shop.fresh INCREMENT BY 2; ALTER SEQUENCE shop.were INCREMENT BY 2;");
        project.plan("empties", "", "DROP SCHEMA shop;");
        for (String command : LOOKING) {
            TestShell.Result result = project.run(command.split(" "));
            // a server that ends itself has written down why before it is gone
            assertThat(project.database().query("SELECT 1")).as(command).containsExactly("1");
            assertThat(result.err()).as(command).doesNotContain("LM6011", "LM6016");
        }
        project.done("thaw");
        project.done("recover");
        assertThat(project.isAlive()).isTrue();
    }

    private void draw() throws SQLException {
        String next = project.database().query("SELECT NEXTVAL(shop.were)").get(0);
        assertThat(drawn).doesNotContain(next);
        drawn.add(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "recover",
                "run other.lupomig",
                "run words.lupomig --to words.change",
                "rollback words",
                "rollback other.change",
                "rollback other.change --dry-run",
                "retry words",
                "resolve words.change --as completed --because tried --yes",
                "resolve words.change --as rolled-back --because tried --dry-run",
                "purge",
                "purge other.change --yes",
                "freeze shop --because stocktaking",
                "thaw"
            })
    void thatAStepWasMakingGoes(String command) throws Exception {
        project.plan("words", "", "CREATE SEQUENCE shop.fresh START WITH 100;");

        killed(true, "CREATE SEQUENCE", "run", "words.lupomig");
        next(command);

        assertThat(sequences()).containsExactly("were");
    }

    @Test
    void thatAStepWasMakingIsLookedAtByNobody() throws Exception {
        project.plan("words", "", "CREATE SEQUENCE shop.fresh START WITH 100;");

        killed(true, "CREATE SEQUENCE", "run", "words.lupomig");
        looked();

        assertThat(sequences()).containsExactly("were");
    }

    @Test
    void thatAStepWasMakingIsMadeWhenItRunsAgain() throws Exception {
        project.plan("words", "", "CREATE SEQUENCE shop.fresh START WITH 100;");

        killed(true, "CREATE SEQUENCE", "run", "words.lupomig");
        project.done("run", "words.lupomig");

        assertThat(project.database().query("SELECT NEXTVAL(shop.fresh)")).containsExactly("100");
    }

    private void killedMakingAgain() throws Exception {
        project.plan("words", "", "DROP SEQUENCE shop.were;");
        project.done("run", "words.lupomig");
        killed(true, "CREATE SEQUENCE", "rollback", "words");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "recover",
                "run other.lupomig",
                "rollback words",
                "rollback words --dry-run",
                "retry words",
                "resolve words.change --as rolled-back --because tried --yes",
                "purge words.change --yes"
            })
    void thatAWayBackWasMakingIsMadeAgain(String command) throws Exception {
        killedMakingAgain();
        next(command);

        assertThat(project.database().query("SELECT NEXTVAL(shop.were)")).containsExactly("7");
    }

    @Test
    void thatAWayBackWasMakingIsLookedAtByNobody() throws Exception {
        killedMakingAgain();
        looked();

        assertThat(project.database().query("SELECT NEXTVAL(shop.were)")).containsExactly("7");
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void thatARollbackAltersStays(boolean behind, boolean ofProcess) throws Exception {
        draw();
        project.plan("words", "", "ALTER SEQUENCE shop.were INCREMENT BY 10 MAXVALUE 5000;");
        project.done("run", "words.lupomig");
        draw();

        if (ofProcess) {
            processKilled(behind, "ALTER SEQUENCE", "rollback", "words");
        } else {
            killed(behind, "ALTER SEQUENCE", "rollback", "words");
        }
        staysWithWhatWasDrawn();
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void thatARecoveryAltersStays(boolean behind, boolean ofProcess) throws Exception {
        draw();
        project.plan(
                "words",
                "",
                "ALTER SEQUENCE shop.were INCREMENT BY 10 MAXVALUE 5000; CREATE TABLE shop.later (id INT);");
        killed(false, "CREATE TABLE shop.later", "run", "words.lupomig");
        draw();

        if (ofProcess) {
            processKilled(behind, "ALTER SEQUENCE", "recover");
        } else {
            killed(behind, "ALTER SEQUENCE", "recover");
        }
        staysWithWhatWasDrawn();
    }

    private void staysWithWhatWasDrawn() throws Exception {
        draw();
        project.done("recover");
        draw();
        draw();
        assertThat(project.isAlive()).isTrue();
        assertThat(project.database().query("SELECT increment, start_value, cache_size FROM shop.were"))
                .containsExactly("1", "7", "0");
        project.done("run", "words.lupomig");
        draw();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thatARollbackSetsBackStays(boolean behind) throws Exception {
        draw();
        project.plan("words", "", "ALTER SEQUENCE shop.were RESTART 1000;");
        project.done("run", "words.lupomig");

        killed(behind, "ALTER SEQUENCE", "rollback", "words");
        project.done("recover");

        assertThat(project.database().query("SELECT NEXTVAL(shop.were)")).containsExactly("8");
    }

    /** Nobody draws from one that is cut off. */
    @Test
    void thatAStepHadReplacedIsMadeAgain() throws Exception {
        draw();
        project.plan("words", "", "CREATE OR REPLACE SEQUENCE shop.were START WITH 100;");

        killed(true, "CREATE OR REPLACE", "run", "words.lupomig");
        project.done("recover");

        assertThat(project.database().query("SELECT NEXTVAL(shop.were)")).containsExactly("8");
    }

    /** What was drawn from it till then stays drawn. */
    @Test
    void thatAStepHadYetToReplaceStays() throws Exception {
        draw();
        project.plan("words", "", "CREATE OR REPLACE SEQUENCE shop.were START WITH 100;");

        killed(false, "CREATE OR REPLACE", "run", "words.lupomig");
        draw();
        project.done("recover");

        draw();
        assertThat(sequences()).containsExactly("were");
    }
}
