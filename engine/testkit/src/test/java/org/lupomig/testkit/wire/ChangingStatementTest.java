package org.lupomig.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangingStatementTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES (1)",
                " /* it is */ -- said\n# twice\n update t set a = 1",
                "/*M!100802 DROP */ TABLE t",
                "SET STATEMENT sql_mode = '', foreign_key_checks = 0 FOR ALTER TABLE t ADD COLUMN a INT",
                "set global read_only = 1",
                "SET @@GLOBAL.read_only = 1",
                "SET PASSWORD FOR u = ''",
                "SET DEFAULT ROLE NONE FOR u",
                "SELECT NEXTVAL(s)",
                "DO SETVAL(s, 5)",
                "BEGIN NOT ATOMIC\n IF 1 THEN\nUPDATE t SET a = 1; END IF; SELECT 1; END",
                "COMMIT",
                "LOCK TABLES t WRITE",
                "EXECUTE s",
                "KILL CONNECTION 7",
                "CALL p()"
            })
    void mayChangeSomething(String sql) {
        assertThat(ChangingStatement.is(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "(SELECT 1) UNION (SELECT 2)",
                "/* INSERT */ select a from t for update",
                "SHOW CREATE TABLE t",
                "SET autocommit = 0, sql_mode = ''",
                "SET STATEMENT max_statement_time = 5 FOR SELECT 1",
                "DO RELEASE_LOCK('a')",
                "SELECT GET_LOCK('a', 0)",
                "BEGIN NOT ATOMIC IF 1 THEN SELECT 1; ELSE SELECT updated FROM t; END IF; END",
                "BEGIN",
                "START TRANSACTION",
                "UNLOCK TABLES",
                "ROLLBACK",
                "USE s"
            })
    void changesNothing(String sql) {
        assertThat(ChangingStatement.is(sql)).isFalse();
    }

    @Test
    void whatStandsBeforeItMayBeLong() {
        String before = "\n(-- said\n".repeat(100_000) + "/* it is */ ";
        assertThat(ChangingStatement.is(before + "UPDATE t SET a = 1")).isTrue();
        assertThat(ChangingStatement.is(before + "SELECT 1")).isFalse();
    }
}
