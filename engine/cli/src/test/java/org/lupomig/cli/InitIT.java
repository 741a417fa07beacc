package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a project begins with runs as it is, on the embedded server, and back. */
class InitIT {
    @TempDir
    private Path folder = Path.of("");

    private TestShell.Result run(String... args) {
        return TestShell.in(folder).withTime().run(args);
    }

    @Test
    void whatIsMadeRunsAsItIsAndBack() {
        TestShell.Result made = run("init");

        assertThat(made.status()).as(made.err()).isZero();
        assertThat(made.out())
                .contains("made lupomig.properties\nmade first.lupomig\n", "next: lupomig check first.lupomig");
        assertThat(run("check", "first.lupomig").out())
                .contains("1 plan checked: no")
                .doesNotContain("warning");
        assertThat(run("plan", "first.lupomig").status()).isZero();
        TestShell.Result done = run("run", "first.lupomig");
        assertThat(done.err()).isEmpty();
        assertThat(done.out()).contains("plan first 1.0.0 on the embedded server", "done: ");
        assertThat(run("run", "first.lupomig").out()).contains("nothing to do");
        TestShell.Result back = run("rollback", "first.lupomig");
        assertThat(back.err()).isEmpty();
        assertThat(back.out()).contains("everything is as before it");
        assertThat(run("run", "first.lupomig").status()).isZero();
    }

    @Test
    void anotherFolderIsMade() {
        assertThat(run("init", "db/plans").out()).contains("made db/plans/first.lupomig", "lupomig run db/plans/first");
        assertThat(run("check", "db").status()).isZero();
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Files.writeString(folder.resolve("first.lupomig"), "mine");

        TestShell.Result refused = run("init");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("LM9050", "first.lupomig is there already");
        assertThat(folder.resolve("first.lupomig")).hasContent("mine");
        assertThat(folder.resolve("lupomig.properties")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws IOException {
        Files.writeString(folder.resolve("taken"), "a file");

        TestShell.Result refused = run("init", "taken/below");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("error[LM9051] taken/below/lupomig.properties cannot be written: Not a directory\n");

        assertThat(run("init", "taken").err())
                .isEqualTo("error[LM9051] taken/lupomig.properties cannot be written: a file is in its place\n");
    }
}
