package org.lupomig.compiler.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.StepPins;

/** What a step is compared by after it was applied. */
class StepPinsTest {
    @Test
    void formattingAndCommentsDoNotCount() {
        Step first = step("CREATE TABLE a (id INT); INSERT INTO a VALUES (1)", "");
        Step formatted = step("create  table a\n (id int); -- note\n insert into a values (1);", "");
        assertThat(formatted.checksum()).isNotEqualTo(first.checksum());
        assertThat(digests(formatted)).isEqualTo(digests(first));
        assertThat(formatted.pins().words()).isEqualTo(first.pins().words());
    }

    @Test
    void eachStatementIsPinnedByItself() {
        Step first = step("CREATE TABLE a (id INT); INSERT INTO a VALUES (1)", "");
        Step changed = step("CREATE TABLE a (id INT); INSERT INTO a VALUES (2)", "");
        assertThat(digests(changed).get(0)).isEqualTo(digests(first).get(0));
        assertThat(digests(changed).get(1)).isNotEqualTo(digests(first).get(1));
        assertThat(changed.pins().statements())
                .extracting(StepPins.Piece::what)
                .containsExactly("CREATE TABLE shop.a", "INSERT shop.a");
        assertThat(changed.pins().statements())
                .extracting(StepPins.Piece::place)
                .containsExactly("p.lupomig:7:14", "p.lupomig:7:39");
    }

    @Test
    void aParametersValueIsPinnedApartFromTheStatements() {
        Step first = step("CREATE TABLE ${prefix}a (id INT)", "");
        Step other = Objects.requireNonNull(Corpus.compile(
                                "p",
                                text("CREATE TABLE ${prefix}a (id INT)", "").replace("\"x_\"", "\"y_\""),
                                "")
                        .plan())
                .steps()
                .get(0);
        assertThat(digests(other)).isEqualTo(digests(first));
        assertThat(other.pins().parameters().keySet()).containsExactly("prefix");
        assertThat(other.pins().parameters()).isNotEqualTo(first.pins().parameters());
        assertThat(first.pins().parameters().toString()).doesNotContain("x_");
    }

    @Test
    void theUndoAndThePlansWordsAreApart() {
        Step first = step("CREATE TABLE a (id INT)", "undo \"\"\"DROP TABLE a\"\"\"");
        Step undo = step("CREATE TABLE a (id INT)", "undo \"\"\"DROP TABLE IF EXISTS a\"\"\"");
        Step words = step("CREATE TABLE a (id INT)", "undo \"\"\"DROP TABLE a\"\"\" timeout 1m");
        assertThat(undo.pins().words()).isEqualTo(first.pins().words());
        assertThat(undo.pins().undo()).isNotEqualTo(first.pins().undo());
        assertThat(words.pins().words()).isNotEqualTo(first.pins().words());
        assertThat(words.pins().undo()).isEqualTo(first.pins().undo());
    }

    @Test
    void veryManyStatementsArePinnedInParts() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            rows.add("INSERT INTO a VALUES (" + i + ");\n");
        }
        List<StepPins.Piece> first = pieces(rows);
        assertThat(first).hasSizeBetween(100, ScriptPieces.MOST);
        rows.set(2500, "INSERT INTO a VALUES (-1);\n");
        assertThat(others(first, rows)).singleElement().satisfies(piece -> {
            assertThat(piece.what()).isEqualTo("a part of the script");
            assertThat(piece.place()).matches("p\\.lupomig:2[45]\\d\\d:1 to 25\\d\\d:1");
        });
        rows.set(2500, "INSERT INTO a VALUES (2500);\n");
        rows.add(10, "INSERT INTO a VALUES (-2);\n");
        rows.remove(4000);
        assertThat(others(first, rows)).hasSizeBetween(2, 6);
    }

    @Test
    void manyThatAreAlikeArePinnedInPartsToo() {
        List<String> rows = Collections.nCopies(ScriptPieces.MOST + 1, "INSERT INTO a VALUES (1);\n");
        assertThat(pieces(rows)).hasSizeBetween(100, ScriptPieces.MOST);
    }

    /** The pieces that a script of these statements is pinned by, and that are not among the first. */
    private static List<StepPins.Piece> others(List<StepPins.Piece> first, List<String> statements) {
        List<String> known = first.stream().map(StepPins.Piece::digest).toList();
        return pieces(statements).stream()
                .filter(piece -> !known.contains(piece.digest()))
                .toList();
    }

    private static List<StepPins.Piece> pieces(List<String> statements) {
        return step(String.join("", statements), "").pins().statements();
    }

    private static List<String> digests(Step step) {
        return step.pins().statements().stream().map(StepPins.Piece::digest).toList();
    }

    private static Step step(String sql, String more) {
        return Objects.requireNonNull(Corpus.compile("p", text(sql, more), "").plan())
                .steps()
                .get(0);
    }

    private static String text(String sql, String more) {
        return """
                plan p version 1.0 {
                  database main = mariadb
                  schema shop core
                  param prefix = "x_"
                  batch one {
                    step s {
                      sql ""\"%s""\"
                      %s
                    }
                  }
                }
                """.formatted(sql, more);
    }
}
