package org.lupomig.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.source.SourceText;

class MaskedLineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE USER a IDENTIFIED BY -- the usual one; ask Anna\n'se;cret'",
                "CREATE USER a IDENTIFIED BY # the usual one;\n'secret'",
                "CREATE USER a IDENTIFIED BY /* first;\nthen; */\n'secret'",
                "CREATE USER a IDENTIFIED BY 'x', 'b;'\n IDENTIFIED BY\n'secret'",
                "CREATE USER `a;` IDENTIFIED BY\n'secret'",
                "CREATE USER a COMMENT 'it''s; so' IDENTIFIED BY 'one;'\n'secret'",
                "SELECT 1; CREATE USER a IDENTIFIED BY\n'secret'",
                "plan p {\n/// don't; do\nsql \"\"\"CREATE USER a IDENTIFIED BY -- a;\n'secret'",
            })
    void aSemicolonInATextOrACommentEndsNoStatement(String text) {
        SourceText source = SourceText.of("a.sql", text);

        assertThat(MaskedLine.of(source, source.lineCount()))
                .doesNotContain("cret")
                .contains("****");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE USER a IDENTIFIED BY 'one\\', b IDENTIFIED BY 'secret'",
                "CREATE USER a IDENTIFIED BY 'one\\',\n b IDENTIFIED BY 'secret'",
                "SELECT 'C:\\'; CREATE USER a IDENTIFIED BY 'secret'",
                "SET PASSWORD FOR 'a\\' = 'se''cret', x = '\\'",
                "CREATE USER a IDENTIFIED BY 'o\\'ne', b IDENTIFIED BY 'secret'",
            })
    void aBackslashMayHideAQuoteOrNot(String text) {
        SourceText source = SourceText.of("a.sql", text);

        assertThat(MaskedLine.of(source, source.lineCount()))
                .doesNotContain("cret")
                .contains("****");
    }

    @Test
    void whatAnEndedStatementAnnouncedIsNotMeant() {
        SourceText source = SourceText.of("a.sql", "CREATE USER a IDENTIFIED BY 'x'; -- ;\nSELECT ('open')");

        assertThat(MaskedLine.of(source, 2)).isEqualTo("SELECT ('open')");
    }

    @Test
    void aPasswordWhoseQuotesWereForgottenIsStarredToo() {
        SourceText source = SourceText.of("a.sql", "CREATE USER a IDENTIFIED BY\nsecret10, b IDENTIFIED  BY other!1;");

        assertThat(MaskedLine.of(source, 2)).isEqualTo("********, b IDENTIFIED  BY *******;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE f (id INT) ENGINE=FEDERATED CONNECTION='mysql://u:secret@h/d/t'",
                "CREATE TABLE f (id INT) ENGINE=FEDERATED CONNECTION 'mysql://u:secret@h/d/t'",
                "CREATE TABLE f (id INT) ENGINE=FEDERATED\nCONNECTION =\n\"mysql://u:secret@h/d/t\"",
                "ALTER TABLE f CONNECTION mysql://u:secret@h/d/t",
                "ALTER TABLE f CONECTION 'mysql://u:secret@h/d/t'",
                "ALTER TABLE f CONNECTION=mysql://u:secret@h/d/t, COMMENT='a'",
                "ALTER TABLE f ADD PARTITION (PARTITION p CONNECTION = /* it's */ 'mysql://u:secret@h/d/t')",
                "CREATE TABLE f (id INT) ENGINE=SPIDER COMMENT 'user \"u\", password \"secret\"'",
                "PREPARE s FROM 'ALTER TABLE f CONNECTION=''mysql://u:secret@h/d/t'''",
                "CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'h', PASSWORD 'secret')",
            })
    void soIsTheAddressOfATableThatIsElsewhere(String text) {
        SourceText source = SourceText.of("a.sql", text);

        for (int line = 1; line <= source.lineCount(); line++) {
            assertThat(MaskedLine.of(source, line)).doesNotContain("secret");
        }
    }

    @Test
    void aColumnOfThatNameIsNoAddress() {
        SourceText source = SourceText.of("a.sql", "INSERT INTO t (connection, CONNECTION_ID) VALUES ('open', 1)");

        assertThat(MaskedLine.of(source, 1)).isEqualTo(source.text());
    }

    @Test
    void aHashThatIsSaidToBeOneIsStillAWord() {
        SourceText source = SourceText.of("a.sql", "CREATE USER a IDENTIFIED BY PASSWORD 'x'");

        assertThat(MaskedLine.of(source, 1)).isEqualTo("CREATE USER a IDENTIFIED BY PASSWORD '*'");
    }
}
