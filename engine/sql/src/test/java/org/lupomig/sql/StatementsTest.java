package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.ParameterText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.CreateTable;
import org.lupomig.model.sql.StatementFact.Rename;

class StatementsTest {
    @Test
    void guardsAreCutOut() {
        Statement create = read("CREATE TABLE IF NOT\n EXISTS t (a int)");
        CreateTable fact = (CreateTable) create.fact();
        assertThat(Statements.withoutGuards(create.sql(), List.of(Objects.requireNonNull(fact.guard()))))
                .isEqualTo("CREATE TABLE t (a int)");
        Statement alter =
                read("ALTER TABLE IF EXISTS t ADD COLUMN IF NOT EXISTS (a int, b int), ADD KEY IF NOT EXISTS k(a)");
        assertThat(Statements.withoutGuards(alter.sql(), Statements.guards((AlterTable) alter.fact())))
                .isEqualTo("ALTER TABLE t ADD COLUMN (a int, b int), ADD KEY k(a)");
    }

    @Test
    void anActionIsCutOutWithItsComma() {
        assertThat(withoutRename("ALTER TABLE t /* x, y */ RENAME TO u /* a, b */, ADD c INT COMMENT ','"))
                .isEqualTo("ALTER TABLE t /* x, y */ ADD c INT COMMENT ','");
        assertThat(withoutRename(
                        "ALTER TABLE t ADD c ENUM('a','b') COMMENT ',' /* p, q */ , -- r, s\n RENAME TO u, ADD d INT"))
                .isEqualTo("ALTER TABLE t ADD c ENUM('a','b') COMMENT ',' /* p, q */ , ADD d INT");
    }

    private static String withoutRename(String sql) {
        AlterTable alter = (AlterTable) read(sql).fact();
        return Statements.withoutAction(
                sql,
                alter.actions().stream()
                        .filter(action -> action instanceof AlterAction.RenameTo)
                        .findFirst()
                        .orElseThrow()
                        .span());
    }

    @Test
    void passwordsAreStarredWhereverTheyStand() {
        assertThat(Statements.withoutSecrets("CREATE USER a IDENTIFIED BY\n -- it's\n 'x' 'y', b IDENTIFIED BY 'z'"))
                .isEqualTo("CREATE USER a IDENTIFIED BY '<secret>' '<secret>', b IDENTIFIED BY '<secret>'");
        assertThat(Statements.shown(read("CHANGE MASTER TO MASTER_PASSWORD = 'x'")))
                .doesNotContain("'x'");
        assertThat(read("CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (PASSWORD 'x')")
                        .mayHoldSecrets())
                .isTrue();
        assertThat(read("SET @s = 'SELECT 1'").mayHoldSecrets()).isFalse();
    }

    @Test
    void soAreTheAddressesOfTablesThatAreElsewhere() {
        for (String sql : List.of(
                "CREATE TABLE f (id INT) ENGINE=FEDERATED CONNECTION='mysql://u:hunter2@h/d/t'",
                "CREATE TABLE f (id INT) ENGINE=FEDERATED CONNECTION 'mysql://u:hunter2@h/d/t'",
                "ALTER TABLE f COMMENT = 'a', CONNECTION 'mysql://u:hunter2@h/d/t'",
                "CREATE TABLE f (id INT) PARTITION BY HASH (id) (PARTITION p CONNECTION 'hunter2')",
                "CREATE TABLE f (id INT) PARTITION BY RANGE (id) SUBPARTITION BY HASH (id)"
                        + " (PARTITION p VALUES LESS THAN (1) (SUBPARTITION s CONNECTION = 'hunter2'))",
                "ALTER TABLE f PARTITION BY HASH (id) (PARTITION p CONNECTION 'hunter2')",
                "ALTER TABLE f ADD PARTITION (PARTITION p CONNECTION 'hunter2')",
                "ALTER TABLE f REORGANIZE PARTITION p INTO (PARTITION q CONNECTION 'hunter2')",
                "CREATE TABLE f (id INT) ENGINE=SPIDER COMMENT 'user \"u\", password \"hunter2\"'",
                "CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'h', PASSWORD 'hunter2')",
                "EXECUTE IMMEDIATE 'ALTER TABLE f CONNECTION ''hunter2'''",
                "SET STATEMENT sql_mode = '' FOR ALTER TABLE f CONNECTION = 'hunter2'")) {
            Statement statement = read(sql);
            assertThat(statement.mayHoldSecrets()).as(sql).isTrue();
            assertThat(Statements.shown(statement)).as(sql).doesNotContain("hunter2");
            assertThat(Statements.withoutSecrets(sql)).as(sql).doesNotContain("hunter2");
            assertThat(statement.undo().strategy().word()).as(sql).isNotEqualTo("inverse");
        }
        Statement block = read("DELIMITER //\nBEGIN NOT ATOMIC ALTER TABLE f CONNECTION 'hunter2'; END//");
        assertThat(block.mayHoldSecrets()).isTrue();
        assertThat(Statements.shown(block)).contains("CONNECTION").doesNotContain("hunter2");
        assertThat(read("CREATE TABLE t (a INT COMMENT 'the connection', connection INT) COMMENT='no password'")
                        .mayHoldSecrets())
                .isFalse();
        assertThat(read("SET collation_connection = 'utf8mb4_bin'").mayHoldSecrets())
                .isFalse();
    }

    @Test
    void soAreTheValuesThatTheServerHides() {
        for (String sql : List.of(
                "SET GLOBAL wsrep_sst_auth = 'u:hunter2'",
                "SET sql_mode = '', @@global.Wsrep_Sst_Auth := hunter2",
                "SET GLOBAL wsrep_sst_auth = CONCAT('u:', 'hunter2')",
                "SET GLOBAL `hashicorp_key_management_token` = 'a' 'hunter2'",
                "EXECUTE IMMEDIATE \"SET GLOBAL wsrep_sst_auth = 'hunter2'\"",
                "SET STATEMENT sql_mode = '' FOR SET GLOBAL wsrep_sst_auth = 'hunter2'")) {
            assertThat(read(sql).mayHoldSecrets()).as(sql).isTrue();
            assertThat(Statements.shown(read(sql))).as(sql).doesNotContain("hunter2");
        }
    }

    @Test
    void whatTheServerHidesIsNotSetUnlessItsWayBackIsWaived() {
        String sql = "SET GLOBAL wsrep_sst_auth = 'u:hunter2'";
        assertThat(read(sql).undo().explanation())
                .contains("the server does not show the value of wsrep_sst_auth")
                .doesNotContain("hunter2");
        assertThat(SqlScript.statement(sql, "c", ScriptUse.WAIVED).diagnostics())
                .isEmpty();
    }

    @Test
    void renamesAreWrittenOut() {
        assertThat(Statements.renameTable(List.of(
                        new Rename(new ObjectName("s", "a`"), new ObjectName("o", "b")),
                        new Rename(new ObjectName(null, "c"), new ObjectName("s", "a`")))))
                .isEqualTo("RENAME TABLE `s`.`a``` TO `o`.`b`, `c` TO `s`.`a```");
    }

    @Test
    void theForecastKnowsWhatTheBatchCreatedBefore() {
        StatementFact insert = read("INSERT INTO s.t VALUES (1)").fact();
        assertThat(Forecast.of(insert, Set.of()).strategy().word()).isEqualTo("row image");
        Set<ObjectName> created = new HashSet<>();
        Forecast.advance(read("CREATE TABLE s.old (a int)").fact(), created);
        Forecast.advance(read("RENAME TABLE s.old TO s.t").fact(), created);
        assertThat(Forecast.of(insert, created).strategy().word()).isEqualTo("with its table");
    }

    @Test
    void locationsLeadThroughParametersToTheSource() {
        String source = "USE s; CREATE TABLE ${p}t (a int); BAD ${p}";
        MappedText text = ParameterText.substitute(MappedText.identity(source), name -> "lupo_", (name, span) -> {});
        SqlScript script = SqlScript.read(text, SourceText.of("x.sql", source), "d");
        Statement create = script.statements().get(1);
        assertThat(create.sql()).isEqualTo("CREATE TABLE lupo_t (a int)");
        assertThat(create.location()).hasToString("x.sql:1:8");
        assertThat(source.substring(
                        create.location().span().start(),
                        create.location().span().end()))
                .isEqualTo("CREATE TABLE ${p}t (a int)");
        assertThat(script.diagnostics())
                .singleElement()
                .hasToString(script.diagnostics().get(0).toString());
    }

    private static Statement read(String sql) {
        return SqlScript.read(MappedText.identity(sql), SourceText.of("x.sql", sql), null)
                .statements()
                .get(0);
    }
}
