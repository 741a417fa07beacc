package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lupomig.model.sql.ObjectName;

class CreatedNameTest {
    private static final ObjectName TWIN = new ObjectName("held", "t`1");

    private static String replaced(String sql) {
        return CreatedName.replaced(sql, TWIN).orElse("none");
    }

    @Test
    void onlyTheNameIsAnother() {
        assertThat(replaced("CREATE TABLE t (t INT)")).isEqualTo("CREATE TABLE `held`.`t``1` (t INT)");
        assertThat(replaced("create /* t */ table `s`. `t`(t INT)"))
                .isEqualTo("create /* t */ table `held`.`t``1`(t INT)");
        assertThat(replaced("CREATE TABLE IF NOT EXISTS s.t LIKE m"))
                .isEqualTo("CREATE TABLE IF NOT EXISTS `held`.`t``1` LIKE m");
    }

    @Test
    void whatIsNoTableHasNone() {
        assertThat(replaced("CREATE SCHEMA s")).isEqualTo("none");
        assertThat(replaced("CREATE TABLE")).isEqualTo("none");
        assertThat(replaced("")).isEqualTo("none");
    }
}
