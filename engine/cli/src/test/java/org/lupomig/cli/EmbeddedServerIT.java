package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.embedded.EmbeddedServer;
import org.lupomig.embedded.EmbeddedServerConfig;

/** The examples, from one command to the next, on the embedded server: as somebody who has just cloned the project. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmbeddedServerIT {
    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    static void copyExamples() throws IOException {
        Path examples = Path.of("../../examples");
        try (Stream<Path> files = Files.walk(examples)) {
            files.filter(file -> !file.toString().contains(".lupomig/"))
                    .forEach(file ->
                            copy(file, folder.resolve(examples.relativize(file).toString())));
        }
    }

    private static void copy(Path from, Path to) {
        try {
            if (Files.isDirectory(from)) {
                Files.createDirectories(to);
            } else {
                Files.copy(from, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestShell.Result run(String... args) {
        return TestShell.in(folder).withTime().run(args);
    }

    @Test
    @Order(1)
    void aDryRunOnAFreshServerChangesNothing() {
        TestShell.Result result = run("run", "--dry-run", "01-phase-a/build_core.lupomig");

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("dry run of plan build_core 4.0.2 on the embedded server");
        assertThat(result.status()).isZero();
        assertThat(run("status", "01-phase-a/build_core.lupomig").out()).contains("no plan 'build_core' has run here");
    }

    @Test
    @Order(2)
    void phaseARuns() {
        TestShell.Result result = run("run", "01-phase-a/build_core.lupomig", "01-phase-a/phase_a.lupomig");

        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("ok         batch federate            check \"34 tables moved, none lost\"")
                .contains("frozen     lupopedia: ")
                .containsSubsequence("\ndone: ", "plan phase_a 4.0.3 on", "\ndone: ");
        assertThat(result.status()).isZero();
    }

    @Test
    @Order(3)
    void afterItNothingIsLeftToDo() {
        TestShell.Result result = run("run", "01-phase-a/phase_a.lupomig");

        assertThat(result.out()).contains("\nnothing to do: plan phase_a 4.0.3 is finished (");
        assertThat(result.status()).isZero();
    }

    @Test
    @Order(4)
    void itsStatusAndHistoryAreThere() {
        assertThat(run("status", "01-phase-a/phase_a.lupomig").out())
                .contains("on the embedded server: system normal")
                .contains("  2. move_orchestration        completed\n");
        TestShell inProject = TestShell.in(folder.resolve("01-phase-a")).withTime();
        assertThat(inProject.run("status").out()).contains("plan build_core 4.0.2", "plan phase_a 4.0.3");
        assertThat(inProject.run("status", "phase_a", "--json").out())
                .contains(
                        "\"format\": \"lupomig.status.1\"", "\"address\": \"embedded\"", "\"step\": \"move_ephemeral\"")
                .doesNotContain("build_core");
        assertThat(inProject.run("history", "--limit", "1").out())
                .hasLineCount(1)
                .contains("completed  run of phase_a 4.0.3 by ");
        TestShell.Result typo = inProject.run("status", "phase_b");
        assertThat(typo.err()).isEqualTo("error[LM9022] no plan 'phase_b' has run here; did you mean 'phase_a'?\n");
        assertThat(typo.status()).isEqualTo(2);
        assertThat(inProject.run("history", "nosuch").err())
                .isEqualTo("error[LM9022] no plan 'nosuch' has run here; there are build_core, phase_a\n");
        assertThat(inProject.run("history", "build_core", "--json").out())
                .contains("\"format\": \"lupomig.history.1\"", "\"plan\": \"build_core\"")
                .doesNotContain("\"plan\": \"phase_a\"");
    }

    @Test
    @Order(5)
    void namesOfBatchesAreFoundOrSaid() {
        TestShell inProject = TestShell.in(folder.resolve("01-phase-a")).withTime();

        TestShell.Result typo = inProject.run("rollback", "fedrate");
        assertThat(typo.err())
                .isEqualTo("error[LM9023] no plan that has run here has a batch 'fedrate'; did you mean 'federate'?\n");
        assertThat(typo.status()).isEqualTo(2);
        assertThat(inProject.run("rollback", "federate", "--dry-run").status()).isZero();
        assertThat(inProject.run("rollback", "phase_a.federate", "--dry-run").status())
                .isZero();
        assertThat(inProject
                        .run("rollback", "phase_a.lupomig", "federate", "--dry-run")
                        .status())
                .isZero();
    }

    @Test
    @Order(6)
    void aRollbackTakesItBack() {
        TestShell.Result result = run("rollback", "01-phase-a/phase_a.lupomig");

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("undone     move_orchestration ").contains("\ndone: ");
        assertThat(result.status()).isZero();
        assertThat(run("status", "01-phase-a/phase_a.lupomig").out()).contains("rolled_back");
    }

    @Test
    @Order(7)
    void aSecondCommandOnTheSameServerIsOneLine() throws Exception {
        Path state = folder.resolve("01-phase-a/.lupomig/server");
        try (EmbeddedServer server = EmbeddedServer.start(EmbeddedServerConfig.in(state))) {
            assertThat(server.pid()).isPositive();
            TestShell.Result result = run("run", "01-phase-a/phase_a.lupomig");

            assertThat(result.err())
                    .startsWith("error[LM9030] ")
                    .contains("is in use by process " + ProcessHandle.current().pid())
                    .contains("--wait 10m")
                    .hasLineCount(1);
            assertThat(result.status()).isEqualTo(2);
            assertThat(run("status", "01-phase-a/phase_a.lupomig").err())
                    .contains("or say how long to wait: LUPOMIG_WAIT=10m")
                    .doesNotContain("--wait");
        }
    }

    @Test
    @Order(8)
    void whatIsWrongWithAnAddressIsOneLine() throws Exception {
        Path state = folder.resolve("01-phase-a/.lupomig/server");
        try (EmbeddedServer server = EmbeddedServer.start(EmbeddedServerConfig.in(state))) {
            String address = "main=" + server.jdbcUrl() + "?user=" + server.user();
            TestShell.Result wrong = new TestShell(folder, Map.of("LUPOMIG_DATABASE_MAIN_PASSWORD", "not-the-password"))
                    .withTime()
                    .run("run", "01-phase-a/phase_a.lupomig", "--database", address);

            assertThat(wrong.err())
                    .startsWith("error[LM6012] ")
                    .contains("or in LUPOMIG_DATABASE_MAIN_USER, the password in LUPOMIG_DATABASE_MAIN_PASSWORD; where")
                    .hasLineCount(1)
                    .doesNotContain("not-the-password");
            assertThat(wrong.status()).isEqualTo(2);

            TestShell.Result right = new TestShell(folder, Map.of("LUPOMIG_DATABASE_MAIN_PASSWORD", server.password()))
                    .withTime()
                    .run("run", "01-phase-a/phase_a.lupomig", "--dry-run", "--json", "--database", address);
            assertThat(right.status()).isZero();
            assertThat(right.out()).contains("\"event\":\"end\"", "\"result\":\"done\"");
        }
        TestShell.Result gone =
                run("run", "01-phase-a/phase_a.lupomig", "--database", "main=jdbc:mariadb://127.0.0.1:1/?user=root");
        assertThat(gone.err())
                .startsWith("error[LM6011] no server answers at 127.0.0.1:1")
                .hasLineCount(1);
        assertThat(gone.status()).isEqualTo(2);
    }

    @Test
    @Order(9)
    void aFailedCheckPutsEverythingBackAndShowsWhere() {
        TestShell.Result result = run("run", "02-miscounted/build_core.lupomig", "02-miscounted/phase_a.lupomig");

        assertThat(result.out()).contains("failed: ");
        assertThat(result.err())
                .startsWith("error[LM5010] ")
                .contains("--> 02-miscounted/phase_a.lupomig:")
                .contains("^^^^");
        assertThat(result.status()).isEqualTo(1);
        assertThat(run("recover", "02-miscounted/phase_a.lupomig").out()).contains("nothing to do: nothing to recover");
    }
}
