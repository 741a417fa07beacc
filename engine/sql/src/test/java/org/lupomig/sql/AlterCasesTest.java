package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lupomig.model.sql.StatementFact.AlterTable;

/**
 * Each file of {@code alter-cases} holds what a MariaDB 10.11 answered: {@code before} and {@code after} are SHOW
 * CREATE TABLE around {@code alter}. The file's {@code setup} makes table {@code t} of schema {@code case_s}.
 */
class AlterCasesTest {
    private static final Path FOLDER = Path.of("src/test/resources/alter-cases");

    @TestFactory
    List<DynamicTest> everyCase() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted()
                    .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> compare(f)))
                    .toList();
        }
    }

    /** What a statement did is its doing; with anything more, somebody else had a hand in it. */
    private static void compare(Path file) throws IOException {
        Map<String, String> sections = sections(Files.readString(file));
        TableDefinition before = parse(sections, "before");
        TableDefinition after = parse(sections, "after");
        if (!(TableCorpusTest.statements(sections.getOrDefault("alter", ""))
                        .get(0)
                        .fact()
                instanceof AlterTable alter)) {
            // Somebody else's change, which no statement of its own explains.
            return;
        }
        assertThat(AlterExplanation.explains(alter, before, after)).isTrue();
        assertThat(AlterExplanation.explains(alter, before, with(after, "zz_somebody")))
                .isFalse();
    }

    private static TableDefinition with(TableDefinition table, String column) {
        List<TableDefinition.Part> columns = new ArrayList<>(table.columns());
        columns.add(new TableDefinition.Part(column, "`" + column + "` int(11) DEFAULT NULL"));
        return new TableDefinition(
                table.name(),
                columns,
                table.primaryKey(),
                table.keys(),
                table.foreignKeys(),
                table.checks(),
                table.periods(),
                table.options(),
                table.partitions());
    }

    private static TableDefinition parse(Map<String, String> sections, String name) {
        return TableDefinition.parse(sections.getOrDefault(name, "")).orElseThrow();
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
