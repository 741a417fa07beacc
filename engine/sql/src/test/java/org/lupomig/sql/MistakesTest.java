package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.testkit.DiagnosticText;

/** What is said of wrong SQL: file, line, column, the words that are meant, and what is wrong with them. */
class MistakesTest {
    /** What is not found by reading; {@link MistakesIT} sees that a server refuses each of these. */
    private static final Path LEFT_TO_THE_SERVER = Mistakes.FOLDER.resolve("left-to-the-server.txt");

    @Test
    void whatIsSaidOfThem() throws IOException {
        StringBuilder differences = new StringBuilder();
        for (Mistakes group : Mistakes.all()) {
            Path golden = group.file()
                    .resolveSibling(String.valueOf(group.file().getFileName()).replace(".sql", ".said"));
            StringBuilder said = new StringBuilder();
            for (Mistakes.Mistake mistake : group.mistakes()) {
                List<Diagnostic> found = mistake.said();
                said.append("== ").append(mistake.name()).append('\n');
                said.append(
                        found.isEmpty()
                                ? mistake.source().text().strip().indent(2)
                                        + "  nothing is said: the server is the judge\n"
                                : DiagnosticText.of(mistake.source(), found));
                said.append('\n');
            }
            String expected = Files.exists(golden) ? Files.readString(golden) : "";
            if (!said.toString().equals(expected)) {
                differences.append(golden).append(' ');
                if (Boolean.getBoolean("golden.update")) {
                    Files.writeString(golden, said);
                }
            }
        }
        assertThat(differences).as("update with -Dgolden.update=true and look").isEmpty();
    }

    @Test
    void whatIsLeftToTheServerIsListed() throws IOException {
        assertThat(Mistakes.silent()).containsExactlyElementsOf(Files.readAllLines(LEFT_TO_THE_SERVER));
    }

    /** {@link MistakesIT} sees that a server takes each of these. */
    @Test
    void whatLooksLikeAMistakeAndIsNoneIsTaken() throws IOException {
        for (String sql : Mistakes.none()) {
            assertThat(SqlScript.statement(sql, "lm_mistakes", ScriptUse.FORWARD)
                            .statements())
                    .as(sql)
                    .hasSize(1)
                    .noneMatch(statement -> statement.fact() instanceof StatementFact.Unparsed);
        }
    }

    @Test
    void eachMessageMarksWords() throws IOException {
        int mistakes = 0;
        for (Mistakes group : Mistakes.all()) {
            Set<String> names = new TreeSet<>();
            for (Mistakes.Mistake mistake : group.mistakes()) {
                assertThat(names.add(mistake.name())).as(mistake.name()).isTrue();
                for (Diagnostic diagnostic : mistake.said()) {
                    String marked = mistake.source().slice(diagnostic.location().span());
                    assertThat(marked).as(mistake.name()).isNotBlank();
                }
                mistakes++;
            }
        }
        assertThat(mistakes).isGreaterThan(100);
    }
}
