package org.lupomig.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.testkit.GoldenFiles;

/**
 * Each file of {@code alter-cases} holds SHOW CREATE TABLE {@code before} and {@code after} an ALTER. What leads back
 * is in {@code alter-cases.ways}, one paragraph for each. With {@code -Dgolden.update=true} that file is written, and
 * the test fails.
 */
class DefinitionWayTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final ObjectName TABLE = new ObjectName("case_s", "t");

    @Test
    void everyAlterIsLedBack() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(RESOURCES.resolve("alter-cases"))) {
            for (Path file : files.sorted().toList()) {
                text.append(paragraph(file));
            }
        }
        GoldenFiles.check(RESOURCES.resolve("alter-cases.ways"), text.toString());
    }

    private static String paragraph(Path file) throws IOException {
        Map<String, String> sections = AlterCasesTest.sections(Files.readString(file));
        TableDefinition before = definition(sections, "before");
        TableDefinition after = definition(sections, "after");
        DefinitionWay way = DefinitionWay.back(TABLE, before, after, renamed(sections.getOrDefault("renamed", "")));
        List<String> lines = new ArrayList<>();
        lines.add(file.getFileName().toString());
        lines.add("    " + sections.getOrDefault("alter", "").replace("\n", " "));
        way.statements().forEach(sql -> lines.add("    back: " + sql.replace("\n", "⏎")));
        way.lost().forEach(loss -> lines.add("    lost: " + loss.why()));
        way.losing().forEach(loss -> lines.add("    going back loses: " + loss.why()));
        way.impossible().forEach(why -> lines.add("    impossible: " + why));
        return String.join("\n", lines) + "\n";
    }

    private static Map<String, String> renamed(String section) {
        Map<String, String> renamed = new LinkedHashMap<>();
        section.lines().forEach(line -> {
            int to = line.indexOf(" to ");
            renamed.put(line.substring(0, to), line.substring(to + 4));
        });
        return renamed;
    }

    private static TableDefinition definition(Map<String, String> sections, String name) {
        return TableDefinition.parse(sections.getOrDefault(name, "")).orElseThrow();
    }
}
