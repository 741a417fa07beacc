package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.project.LoadedPlan;
import org.lupomig.cli.project.PlanLoader;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Edit;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.testkit.GoldenFiles;

/**
 * The wrong examples are told what is wrong with them, word by word, as {@code golden/mistakes} shows it; and doing
 * what the fixes say mends them.
 */
class MistakesTest {
    private static final Path EXAMPLES =
            Path.of("../../examples/mistakes").toAbsolutePath().normalize();
    private static final Path GOLDEN = Path.of("src/test/golden/mistakes");

    @TempDir
    Path folder = Path.of("");

    @Test
    void fiveMistakesGiveFiveMessages() throws IOException {
        compare("five_mistakes");
    }

    @Test
    void oneMistakeGivesOneMessage() throws IOException {
        compare("one_mistake");
    }

    @Test
    void theFixesMendThem() throws IOException {
        for (String name : List.of("five_mistakes", "one_mistake")) {
            copyExamples();
            Path plan = folder.resolve(name + ".lupomig");
            List<Edit> edits = new ArrayList<>();
            for (Diagnostic diagnostic : diagnostics(plan)) {
                assertThat(diagnostic.fixes()).as(diagnostic.message()).isNotEmpty();
                edits.addAll(diagnostic.fixes().get(0).edits());
            }
            assertThat(edits).extracting(Edit::file).containsOnly(edits.get(0).file());
            edits.sort(Comparator.comparing((Edit edit) -> edit.span().start()).reversed());
            StringBuilder mended = new StringBuilder(Files.readString(plan));
            edits.forEach(
                    edit -> mended.replace(edit.span().start(), edit.span().end(), edit.text()));
            Files.writeString(plan, mended);

            assertThat(diagnostics(plan)).as(mended.toString()).isEmpty();
        }
    }

    private static void compare(String name) throws IOException {
        TestShell.Result result = TestShell.in(EXAMPLES).run("check", name + ".lupomig");

        assertThat(result.status()).isEqualTo(1);
        GoldenFiles.check(GOLDEN.resolve(name + ".txt"), result.out());
    }

    private void copyExamples() throws IOException {
        try (var files = Files.walk(EXAMPLES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(EXAMPLES.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.write(copy, Files.readAllBytes(file));
            }
        }
    }

    private List<Diagnostic> diagnostics(Path plan) {
        PlanLoader loader = new PlanLoader(folder, Map.of(), UtcStamp.of(Instant.EPOCH));
        Answer<LoadedPlan> loaded = loader.load(plan);
        assertThat(loaded.isOk()).isTrue();
        return loaded.value().compilation().diagnostics();
    }
}
