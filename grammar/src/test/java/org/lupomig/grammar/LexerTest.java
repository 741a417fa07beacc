package org.lupomig.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;

final class LexerTest {

    @Test
    void aMinusInsideANameBelongsToIt() {
        assertThat(tokens("a-1 - b-c->d")).containsExactly("NAME a-1", "MINUS -", "NAME b-c", "ARROW ->", "NAME d");
    }

    @Test
    void numbersAreToldApart() {
        assertThat(tokens("1 1.5 1.2.3 10m 5% 0.5% 500ms"))
                .containsExactly(
                        "INTEGER 1",
                        "DECIMAL 1.5",
                        "VERSION_NUMBER 1.2.3",
                        "DURATION 10m",
                        "PERCENT 5%",
                        "PERCENT 0.5%",
                        "DURATION 500ms");
        assertThat(tokens("10min 1.2.3-x 2026-01-08"))
                .containsExactly("BAD_NUMBER 10min", "BAD_NUMBER 1.2.3-x", "BAD_NUMBER 2026-01-08");
    }

    @Test
    void aRawBlockEndsAtItsQuotesHoweverItIsIndented() {
        assertThat(tokens("  sql \"\"\"\nSELECT 1\n\"\"\" undo"))
                .containsExactly("SQL sql", "RAW_BLOCK \"\"\"\nSELECT 1\n\"\"\"", "UNDO undo");
    }

    @Test
    void aRawBlockWithoutAnEndStopsBeforeTheFirstLineAsDeepAsItsOwn() {
        assertThat(tokens("  sql \"\"\"\n    SELECT 1\n\n  undo"))
                .containsExactly("SQL sql", "UNCLOSED_RAW_BLOCK \"\"\"\n    SELECT 1", "UNDO undo");
        assertThat(tokens("  sql \"\"\"\n    SELECT 1\n}\n  sql \"\"\"\n    SELECT 2\n  \"\"\""))
                .containsExactly(
                        "SQL sql",
                        "UNCLOSED_RAW_BLOCK \"\"\"\n    SELECT 1",
                        "RBRACE }",
                        "SQL sql",
                        "RAW_BLOCK \"\"\"\n    SELECT 2\n  \"\"\"");
    }

    @Test
    void surrogatesAreNotSplit() {
        assertThat(tokens("\"\uD83D\uDE00\" x")).containsExactly("STRING \"\uD83D\uDE00\"", "NAME x");
    }

    private static List<String> tokens(String text) {
        LupomigLexer lexer = new LupomigLexer(new PlanStream("test", text));
        List<String> tokens = new ArrayList<>();
        for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
            String name = LupomigLexer.VOCABULARY.getSymbolicName(token.getType());
            tokens.add(name + " " + token.getText());
        }
        return tokens;
    }
}
