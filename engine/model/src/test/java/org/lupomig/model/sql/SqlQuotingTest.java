package org.lupomig.model.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SqlQuotingTest {
    @Test
    void namesStandBetweenBackticks() {
        assertThat(SqlQuoting.identifier("t")).isEqualTo("`t`");
        assertThat(SqlQuoting.identifier("a`b")).isEqualTo("`a``b`");
        assertThat(SqlQuoting.identifier(new ObjectName("s", "t"))).isEqualTo("`s`.`t`");
        assertThat(SqlQuoting.identifier(new ObjectName(null, "t"))).isEqualTo("`t`");
    }

    @Test
    void namesThatNoServerHoldsAreRefused() {
        assertThatThrownBy(() -> SqlQuoting.identifier("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SqlQuoting.identifier("a\0b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textsKeepQuotesAndBackslashes() {
        assertThat(SqlQuoting.literal("it's \\ \0")).isEqualTo("'it''s \\\\ \\0'");
    }
}
