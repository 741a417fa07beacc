package org.lupomig.store.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
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
    void aDefinitionHasNoTriggersAndNoRights() throws SQLException {
        s.sql("CREATE TABLE t (id INT)", "CREATE USER lm_w");
        String plain = s.values("SHOW CREATE TABLE t").get(1);
        s.sql("CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET @x = 1", "GRANT SELECT ON a.t TO lm_w");

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

    @Test
    void theServersIdOfATableIsNotForEverybody() throws SQLException {
        s.sql("CREATE TABLE t (id INT)", "CREATE USER lm_w IDENTIFIED BY 'pw'", "GRANT ALL ON a.* TO lm_w");

        session("lm_w").refused(1227, "SELECT TABLE_ID FROM information_schema.INNODB_SYS_TABLES");
    }

    /** Bytes within a JSON text are copied as they are. */
    @Test
    void bytesMakeAJsonTextThatIsNoText() throws SQLException {
        byte[] text = HexFormat.of().parseHex(s.value("SELECT HEX(JSON_OBJECT('bin', x'00ff'))"));

        assertThatThrownBy(() -> StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)))
                .isInstanceOf(CharacterCodingException.class);
    }

    private String id(String table) throws SQLException {
        return s.value("SELECT TABLE_ID FROM information_schema.INNODB_SYS_TABLES WHERE NAME = 'a/" + table + "'");
    }
}
