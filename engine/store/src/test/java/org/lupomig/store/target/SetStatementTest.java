package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetStatementTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET NAMES utf8mb4",
                "set names 'utf8'",
                "SET NAMES utf8mb3 COLLATE utf8mb3_bin",
                "SET @x = 1",
                "SET CHARSET utf8",
                "SET CHARACTER SET utf8mb4"
            })
    void whatKeepsUtf8(String sql) {
        assertThat(SetStatement.is(sql)).isTrue();
        assertThat(SetStatement.changesCharset(sql)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET NAMES latin1",
                "SET  NAMES\n'cp1252'",
                "set character set latin1",
                "SET CHARSET = latin1",
                "SET NAMES DEFAULT"
            })
    void whatNamesAnotherCharacterSet(String sql) {
        assertThat(SetStatement.changesCharset(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SETTLE", "INSERT INTO t SET a = 1", "SET", ""})
    void whatSetsNothing(String sql) {
        assertThat(SetStatement.is(sql)).isFalse();
    }
}
