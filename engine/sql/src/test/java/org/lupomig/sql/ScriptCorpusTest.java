package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every {@code scripts/*.sql} is read as its {@code .facts} says. Names that begin with {@code undo-} are undo scripts.
 * With {@code -Dgolden.update=true} the files are written, and the test fails.
 */
class ScriptCorpusTest {
    private static final Path FOLDER = Path.of("src/test/resources/scripts");

    @TestFactory
    List<DynamicTest> everyScript() throws IOException {
        return list(".sql").stream()
                .map(sql -> DynamicTest.dynamicTest(sql.getFileName().toString(), () -> compare(sql)))
                .toList();
    }

    @Test
    void noFactsWithoutScript() throws IOException {
        for (Path facts : list(".facts")) {
            assertThat(other(facts, ".sql")).exists();
        }
    }

    private static void compare(Path sql) throws IOException {
        String name = sql.getFileName().toString();
        ScriptUse use = name.startsWith("undo-") ? ScriptUse.UNDO : ScriptUse.FORWARD;
        String actual = FactsText.of(name, Files.readString(sql), use);
        Path facts = other(sql, ".facts");
        String expected = Files.exists(facts) ? Files.readString(facts) : "";
        if (Boolean.getBoolean("golden.update") && !actual.equals(expected)) {
            Files.writeString(facts, actual);
        }
        assertThat(actual).as(facts.toString()).isEqualTo(expected);
    }

    private static Path other(Path file, String extension) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + extension);
    }

    private static List<Path> list(String extension) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(extension)).sorted().toList();
        }
    }
}
