package org.lupomig.store.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What a definition that is read depends on, and what it leaves out. */
class FingerprintsOfTheServerIT extends FactTest {
    @Test
    void aDefinitionIsAnotherTextInAnotherMode() throws SQLException {
        s.sql("SET sql_mode = ''", "CREATE TABLE t (id INT)");
        String plain = s.values("SHOW CREATE TABLE t").get(1);
        for (String setting : new String[] {
            "sql_mode = 'ANSI_QUOTES'", "sql_mode = 'ORACLE'", "sql_mode = '', sql_quote_show_create = 0"
        }) {
            s.sql("SET " + setting);
            assertThat(s.values("SHOW CREATE TABLE t").get(1)).as(setting).isNotEqualTo(plain);
        }
    }

    @Test
    void aDefinitionHasNoTriggers() throws SQLException {
        s.sql("CREATE TABLE t (id INT)");
        String plain = s.values("SHOW CREATE TABLE t").get(1);
        s.sql("CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET @x = 1");

        assertThat(s.values("SHOW CREATE TABLE t").get(1)).isEqualTo(plain);
    }

    @Test
    void aSequencesDefinitionDoesNotSayWhereItIs() throws SQLException {
        s.sql("CREATE SEQUENCE q", "DO SETVAL(q, 500)");

        assertThat(s.values("SHOW CREATE SEQUENCE q").get(1)).contains("start with 1 ");
        assertThat(s.value("SELECT next_not_cached_value FROM q")).isEqualTo("501");
    }

    @Test
    void theServersIdOfATableSurvivesARename() throws SQLException {
        s.sql("CREATE TABLE t (id INT)");
        String made = id("t");
        s.sql("RENAME TABLE t TO u");
        assertThat(id("u")).isEqualTo(made);
        s.sql("ALTER TABLE u ADD COLUMN c INT, ALGORITHM=INSTANT");
        assertThat(id("u")).isEqualTo(made);
        s.sql("TRUNCATE TABLE u");
        String emptied = id("u");
        assertThat(emptied).isNotEqualTo(made);
        s.sql("ALTER TABLE u FORCE");
        String rebuilt = id("u");
        assertThat(rebuilt).isNotEqualTo(emptied);
        s.sql("CREATE OR REPLACE TABLE u (id INT)");
        assertThat(id("u")).isNotEqualTo(rebuilt);
    }

    private String id(String table) throws SQLException {
        return s.value("SELECT TABLE_ID FROM information_schema.INNODB_SYS_TABLES WHERE NAME = 'a/" + table + "'");
    }
}
