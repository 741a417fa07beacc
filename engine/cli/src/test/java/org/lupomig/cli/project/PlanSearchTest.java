package org.lupomig.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.cli.message.CliMessage;

class PlanSearchTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void findsPlansInFoldersSortedAndOnce() throws IOException {
        Files.createDirectories(folder.resolve("b/.hidden"));
        Path one = Files.createFile(folder.resolve("b/one.lupomig"));
        Path two = Files.createFile(folder.resolve("a.lupomig"));
        Files.createFile(folder.resolve("b/.hidden/three.lupomig"));
        Path four = Files.createFile(folder.resolve("b/four.sql"));
        Path five = Files.createFile(folder.resolve("b/five.sql"));

        PlanSearch.Found found = PlanSearch.all(List.of(".", "b", "b/one.lupomig", "b/four.sql"), folder)
                .value();
        assertThat(found.plans()).containsExactly(two, one);
        assertThat(found.scripts()).containsExactly(four);
        assertThat(found.inFolders()).containsExactly(five);
    }

    @Test
    void aFolderOfScriptsIsEnough() throws IOException {
        Path script = Files.createFile(folder.resolve("one.SQL"));

        assertThat(PlanSearch.all(List.of("."), folder).value().inFolders()).containsExactly(script);
    }

    @Test
    void aFileThatIsNamedIsTakenWhateverItsNameIs() throws IOException {
        Path odd = Files.createFile(folder.resolve("odd.txt"));

        assertThat(PlanSearch.all(List.of("odd.txt"), folder).value().plans()).containsExactly(odd);
    }

    @Test
    void saysWhatIsNotThere() throws IOException {
        Files.createDirectory(folder.resolve("empty"));

        assertThat(PlanSearch.all(List.of("gone"), folder).problems())
                .allSatisfy(problem -> assertThat(problem.type()).isEqualTo(CliMessage.NO_SUCH_PATH));
        assertThat(PlanSearch.all(List.of("empty"), folder).problems())
                .allSatisfy(problem -> assertThat(problem.type()).isEqualTo(CliMessage.NO_PLANS));
        assertThat(PlanSearch.file("empty", folder).problems())
                .allSatisfy(problem -> assertThat(problem.type()).isEqualTo(CliMessage.NOT_A_PLAN));
    }
}
