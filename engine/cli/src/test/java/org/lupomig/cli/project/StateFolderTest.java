package org.lupomig.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.cli.message.CliMessage;

class StateFolderTest {
    @TempDir
    Path folder = Path.of("");

    private Project project() {
        return Project.at(folder, folder);
    }

    @Test
    void isPrivateAndIgnoredByGit() throws IOException {
        StateFolder.make(project()).value();

        Path state = folder.resolve(".lupomig");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rwx------");
        assertThat(state.resolve(".gitignore")).hasContent("*");
    }

    @Test
    void remembersEachStoreOnce() {
        StateFolder state = StateFolder.make(project()).value();
        state.remember("main", "embedded").value();
        state.remember("other", "jdbc:mariadb://h:3306/").value();
        state.remember("main", "jdbc:mariadb://h:3307/").value();
        state.remember("main", "jdbc:mariadb://h:3307/").value();

        assertThat(StateFolder.of(project()).stores())
                .containsExactly(
                        java.util.Map.entry("main", "jdbc:mariadb://h:3307/"),
                        java.util.Map.entry("other", "jdbc:mariadb://h:3306/"));
    }

    @Test
    void knowsNoStoresBeforeTheFirstRun() {
        assertThat(StateFolder.of(project()).stores()).isEmpty();
    }

    @Test
    void aFileInItsPlaceIsSaid() throws IOException {
        Files.createFile(folder.resolve(".lupomig"));

        assertThat(StateFolder.make(project()).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.type()).isEqualTo(CliMessage.NO_STATE_FOLDER);
            assertThat(problem.message()).endsWith("a file is in its place");
        });
    }
}
