package org.lupomig.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
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
                        Map.entry("main", "jdbc:mariadb://h:3307/"), Map.entry("other", "jdbc:mariadb://h:3306/"));
    }

    @Test
    void forgetsNoStoreHoweverManyThereAre() {
        StateFolder state = StateFolder.make(project()).value();
        Map<String, String> seen = new LinkedHashMap<>();
        for (int number = 1; number <= 250; number++) {
            state.remember("d" + number, "jdbc:mariadb://h" + number + ":3306/").value();
            seen.put("h" + number + ":3306 t", number + " r");
        }
        state.see(seen);

        assertThat(StateFolder.of(project()).stores()).hasSize(250);
        assertThat(StateFolder.of(project()).seen()).isEqualTo(seen);
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
