package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlWordsTest {
    @Test
    void blanksCommentsAndTheCaseOfReservedWordsDoNotCount() {
        assertThat(SqlWords.of("create  table `T x`(\n id int -- its key\n, /* more */ a VARCHAR(3) # end\n)"))
                .isEqualTo("CREATE TABLE `T x` ( id INT , a VARCHAR ( 3 ) )")
                .isEqualTo(SqlWords.of("CREATE TABLE `T x` (id INT, a VARCHAR(3))"));
    }

    @Test
    void whatServersRunAndWhatStandsInQuotesCounts() {
        assertThat(SqlWords.of("SELECT /*! a */ 1")).isNotEqualTo(SqlWords.of("SELECT 1"));
        assertThat(SqlWords.of("SELECT 'a  b'")).isNotEqualTo(SqlWords.of("SELECT 'a b'"));
        assertThat(SqlWords.of("SELECT 'it''s -- x'")).isEqualTo("SELECT 'it''s -- x'");
        assertThat(SqlWords.of("SELECT a FROM T")).isNotEqualTo(SqlWords.of("SELECT a FROM t"));
        assertThat(SqlWords.of("SELECT 1--1")).isEqualTo("SELECT 1 - - 1");
    }

    @Test
    void aParameterIsPartOfItsWord() {
        assertThat(SqlWords.of("DROP TABLE ${prefix}x")).isEqualTo("DROP TABLE ${prefix}x");
        assertThat(SqlWords.of("DROP TABLE ${prefix} x")).isNotEqualTo(SqlWords.of("DROP TABLE ${prefix}x"));
    }

    @Test
    void whereOnlyTheSessionKnowsWhereAStringEndsNothingIsLeftOut() {
        String text = "SELECT 'a\\'  -- b'";
        assertThat(SqlWords.of(text)).isEqualTo(text);
    }

    @Test
    void nothingThrows() {
        for (String text : new String[] {"", "'", "`a", "/*", "--", "${", "${a", "\\"}) {
            assertThat(SqlWords.of(text)).isNotNull();
        }
    }
}
