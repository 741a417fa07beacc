package org.lupomig.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lupomig.model.sql.Affinity;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.sql.FactTree;

/**
 * Every statement of the corpus is read into a typed fact, as {@code sqlite-facts/*.facts} say, a file for each group.
 * With {@code -Dgolden.update=true} the files are written, and the test fails.
 */
class SqliteCorpusTest {
    private static final Path FOLDER = Path.of("src/test/resources/sqlite-facts");

    @Test
    void allIsReadAndNothingRefused() {
        int statements = 0;
        for (SqliteCase each : SqliteCase.all()) {
            assertThat(each.readGiven().diagnostics()).as(each.name()).isEmpty();
            assertThat(each.read().diagnostics()).as(each.name()).isEmpty();
            statements += each.read().statements().size();
        }
        assertThat(statements).isGreaterThan(180);
    }

    @TestFactory
    List<DynamicTest> everyGroup() {
        Map<String, StringBuilder> groups = new TreeMap<>();
        for (SqliteCase each : SqliteCase.all()) {
            StringBuilder text = groups.computeIfAbsent(each.group(), group -> new StringBuilder());
            text.append("== ").append(each.name()).append('\n');
            each.read().statements().forEach(statement -> describe(statement, text));
        }
        List<DynamicTest> tests = new ArrayList<>();
        groups.forEach(
                (group, text) -> tests.add(DynamicTest.dynamicTest(group, () -> compare(group, text.toString()))));
        return tests;
    }

    @Test
    void noFactsWithoutGroup() throws IOException {
        Set<String> groups = new TreeSet<>();
        SqliteCase.all().forEach(each -> groups.add(each.group() + ".facts"));
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())).isSubsetOf(groups);
        }
    }

    private static void describe(Statement statement, StringBuilder text) {
        text.append(FactTree.of(statement.fact(), statement.sql(), ""));
        if (statement.fact() instanceof StatementFact.CreateTable create) {
            List<String> affinities = new ArrayList<>();
            create.shape()
                    .columns()
                    .forEach(column -> affinities.add(column.name() + " "
                            + Affinity.of(column.type()).toString().toLowerCase(Locale.ROOT)));
            text.append(affinities.isEmpty() ? "" : "  > affinity: " + String.join(", ", affinities) + "\n");
        }
        String touches = FactTree.touches(statement.touches());
        text.append(touches.isEmpty() ? "" : "  > " + touches + "\n");
        text.append("  > transaction: ")
                .append(SqliteTransactions.of(statement.fact()).toString().toLowerCase(Locale.ROOT))
                .append('\n');
        text.append("  > undo: ")
                .append(statement.undo().strategy().word())
                .append(", ")
                .append(statement.undo().explanation())
                .append('\n');
    }

    private static void compare(String group, String actual) throws IOException {
        Path facts = FOLDER.resolve(group + ".facts");
        String expected = Files.exists(facts) ? Files.readString(facts) : "";
        if (Boolean.getBoolean("golden.update") && !actual.equals(expected)) {
            Files.createDirectories(FOLDER);
            Files.writeString(facts, actual);
        }
        assertThat(actual).as(facts.toString()).isEqualTo(expected);
    }
}
