package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown of somebody else's statement, and what never is. */
class OthersStatementTest {
    @Test
    void valuesAndCommentsAreLeftOut() {
        assertThat(OthersStatement.shown(
                        "SELECT *  FROM t /* by anna */\n WHERE name = 'O''Hara' AND id IN (12, 0xAF)"))
                .isEqualTo("SELECT * FROM t WHERE name = ? AND id IN (?, ?)");
        assertThat(OthersStatement.shown("ALTER TABLE shop.t2 ADD COLUMN c INT"))
                .isEqualTo("ALTER TABLE shop.t2 ADD COLUMN c INT");
        assertThat(OthersStatement.shown(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET PASSWORD FOR app = PASSWORD('hunter2')",
                "CREATE USER app IDENTIFIED BY 'hunter2'",
                "ALTER USER app IDENTIFIED VIA ed25519 USING 'hunter2'",
                "GRANT ALL ON *.* TO app IDENTIFIED BY 'hunter2'",
                "SET @secret = 'hunter2'",
                "CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (PASSWORD 'hunter2')",
                "CHANGE MASTER TO MASTER_PASSWORD = 'hunter2'",
                "SELECT * FROM t WHERE a = 'x\\', hunter2, '",
                "SELECT \"hunter2\" -- hunter2\n, 1",
                "SELECT 'never ended hunter2",
                "INSERT INTO t VALUES (AES_ENCRYPT('a', hunter2))",
                "CREATE TABLE t (a INT) ENGINE=FEDERATED CONNECTION='mysql://u:hunter2@h/d'",
                "/* hunter2 */ SELECT 1",
                "UPDATE `it's` SET token = 'hunter2' WHERE id = 7",
                "SELECT `a#b` FROM t WHERE x = 'm\nhunter2'",
                "INSERT INTO t --\nVALUES ('m\nhunter2')",
                "EXECUTE IMMEDIATE 'SET PASSWORD = ''hunter2'''"
            })
    void noSecretIsShown(String sql) {
        assertThat(OthersStatement.shown(sql)).isNotEmpty().doesNotContain("hunter2");
    }

    @Test
    void aLongTextNeedsNoDeepStack() {
        assertThat(OthersStatement.shown(
                        "INSERT INTO t VALUES ('" + "x''".repeat(30_000) + "', \"" + "y".repeat(60_000)))
                .isEqualTo("INSERT INTO t VALUES (?, ?");
        assertThat(OthersStatement.shown("UPDATE `it's` SET a = 1")).isEqualTo("UPDATE …");
    }

    @Test
    void itIsCut() {
        assertThat(OthersStatement.shown("SELECT " + "a, ".repeat(100) + "b FROM t"))
                .hasSizeLessThan(90)
                .endsWith(" …");
        assertThat(OthersStatement.shown("CREATE USER app")).isEqualTo("CREATE …");
    }
}
