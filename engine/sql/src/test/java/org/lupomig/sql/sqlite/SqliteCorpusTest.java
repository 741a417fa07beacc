package org.lupomig.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lupomig.model.sql.Affinity;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.sql.FactTree;
import org.lupomig.testkit.GoldenFiles;

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

    @Test
    void everyGroup() {
        Map<String, String> files = new TreeMap<>();
        for (SqliteCase each : SqliteCase.all()) {
            StringBuilder text = new StringBuilder("== " + each.name() + "\n");
            each.read().statements().forEach(statement -> describe(statement, text));
            files.merge(each.group() + ".facts", text.toString(), String::concat);
        }
        GoldenFiles.check(FOLDER, files);
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
}
