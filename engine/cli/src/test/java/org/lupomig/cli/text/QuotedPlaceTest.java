package org.lupomig.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;

/** Where what a server quotes begins in a statement as it is written. */
class QuotedPlaceTest {
    private static final String SYNTAX =
            "1064 You have an error in your SQL syntax; check the manual that corresponds to"
                    + " your MariaDB server version for the right syntax to use near '%s' at line %d";

    @Test
    void isTheWordWhereTheQuotationBegins() {
        assertThat(marked("UPDATE t SET a = 1\nWHERE WHERE id = 1;", "WHERE id = 1", 2))
                .isEqualTo("2:7 WHERE");
        assertThat(marked("INSERT INTO t\n  VALUES (1, 2),\n    (2, 3,),\n  (3);", "),\n(3)", 3))
                .isEqualTo("3:11 )");
    }

    @Test
    void isToldFromOthersByItsLineAndByTheEnd() {
        assertThat(marked("SELECT a,\n  FROM t\n  UNION SELECT a, FROM t", "FROM t", 3))
                .isEqualTo("3:19 FROM");
        assertThat(marked("SELECT a, FROM t, FROM t", "FROM t, FROM t", 1)).isEqualTo("1:11 FROM");
    }

    @Test
    void commentsAreNotSent() {
        assertThat(marked("SELECT a, -- all\n  /* of */ FROM t # t\n  WHERE 1", "FROM t    \n  WHERE 1", 2))
                .isEqualTo("2:12 FROM");
    }

    @Test
    void behindAParameterOneWordOfTheLineMustDo() {
        assertThat(marked("CREATE TABLE t (\n  j JSONB ${rest}\n)", "JSONB NOT NULL\n)", 2))
                .isEqualTo("2:5 JSONB");
        assertThat(marked("CREATE TABLE t (\n  a a ${rest}\n)", "a NOT NULL\n)", 2))
                .isNull();
    }

    @Test
    void quotationsAreCutByTheServer() {
        String rest = "x = 1 AND y = 2 AND z = 3 AND x = 1 AND y = 2 AND z = 3 AND x = 1 AND y = 2 AND";
        assertThat(marked("DELETE FROM t WHERE AND " + rest + " more", "AND " + rest.substring(0, 73) + "...", 1))
                .isEqualTo("1:21 AND");
    }

    @Test
    void nothingQuotedMeansTheEnd() {
        assertThat(marked("SELECT a FROM t WHERE ;", "", 1)).isEqualTo("1:17 WHERE");
    }

    @Test
    void otherSentencesAndWhatIsNotThereMarkTheWhole() {
        SourceText source = SourceText.of("f.sql", "SELECT 1");
        Location whole = Location.of(source, new Span(0, 8));

        assertThat(QuotedPlace.of(whole, "1146 Table 'c.t' doesn't exist", texts(source)))
                .isEqualTo(whole);
        assertThat(QuotedPlace.of(whole, String.format(SYNTAX, "1", 1), Texts.none()))
                .isEqualTo(whole);
        assertThat(marked("SELECT 1", "other words", 1)).isNull();
    }

    /** Line, column and the marked word; null where it is the whole statement. */
    private static @Nullable String marked(String sql, String quoted, int line) {
        SourceText source = SourceText.of("f.sql", sql);
        Location whole = Location.of(source, new Span(0, sql.length()));
        Location found = QuotedPlace.of(whole, String.format(SYNTAX, quoted, line), texts(source));
        return found.equals(whole) ? null : found.start() + " " + source.slice(found.span());
    }

    private static Texts texts(SourceText source) {
        return new Texts() {
            @Override
            public SourceText source(String name) {
                return source;
            }

            @Override
            public String shown(String name) {
                return name;
            }
        };
    }
}
