package org.lupomig.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The facts are what projects write rules against. */
class FactsDocumentedTest {
    private static final String FOLDER = "engine/model/src/main/java/org/lupomig/model/doctrine/";

    @Test
    void theGuideNamesEachFact() {
        String guide = Repository.read(Repository.root().resolve("docs/writing-a-rule.md"));
        List<String> missing = Repository.files(".java").stream()
                .map(file -> Repository.root().relativize(file).toString().replace('\\', '/'))
                .filter(file -> file.startsWith(FOLDER))
                .map(file -> String.valueOf(Path.of(file).getFileName()).replace(".java", ""))
                .filter(name -> !name.equals("package-info") && !name.startsWith("Finding"))
                .filter(name -> !guide.contains("`" + name))
                .toList();
        assertThat(missing).isEmpty();
    }
}
