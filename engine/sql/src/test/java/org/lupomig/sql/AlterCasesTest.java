package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lupomig.model.sql.ObjectName;

/**
 * Each file of {@code alter-cases} holds what a MariaDB 10.11 answered: {@code before} and {@code after} are SHOW
 * CREATE TABLE around {@code alter}, {@code restored} is the same once {@code inverse} was run. The file's
 * {@code setup} makes table {@code t} of schema {@code case_s}. With {@code -Dgolden.update=true} the inverse is
 * written, and the test fails.
 */
class AlterCasesTest {
    private static final Path FOLDER = Path.of("src/test/resources/alter-cases");
    private static final ObjectName TABLE = new ObjectName("case_s", "t");

    @TestFactory
    List<DynamicTest> everyCase() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted()
                    .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> compare(f)))
                    .toList();
        }
    }

    private static void compare(Path file) throws IOException {
        Map<String, String> sections = sections(Files.readString(file));
        TableDefinition before = parse(sections, "before");
        TableDefinition after = parse(sections, "after");
        String inverse = text(InverseAlter.between(TABLE, before, after));
        if (Boolean.getBoolean("golden.update") && !inverse.equals(sections.get("inverse"))) {
            Files.writeString(file, Files.readString(file) + "-- inverse\n" + inverse + "\n");
        }
        assertThat(inverse).isEqualTo(sections.get("inverse"));
        if (!inverse.startsWith("impossible")) {
            assertThat(parse(sections, "restored").normalised()).isEqualTo(before.normalised());
        }
    }

    private static TableDefinition parse(Map<String, String> sections, String name) {
        return TableDefinition.parse(sections.getOrDefault(name, "")).orElseThrow();
    }

    private static String text(InverseAlter inverse) {
        if (inverse instanceof InverseAlter.Alter alter) {
            return alter.sql();
        }
        return inverse instanceof InverseAlter.Impossible no
                ? "impossible: " + String.join("; ", no.differences())
                : "nothing";
    }

    static Map<String, String> sections(String file) {
        Map<String, String> sections = new LinkedHashMap<>();
        String name = "";
        StringBuilder text = new StringBuilder();
        for (String line : (file + "-- end").split("\n", -1)) {
            if (line.matches("-- [a-z]+")) {
                sections.put(name, text.toString().strip());
                name = line.substring(3);
                text.setLength(0);
            } else {
                text.append(line).append('\n');
            }
        }
        return sections;
    }
}
