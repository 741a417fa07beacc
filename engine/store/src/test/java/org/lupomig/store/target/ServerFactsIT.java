package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.port.Target.QueryAnswer;
import org.lupomig.orchestrator.port.Target.QueryAnswer.Nothing;
import org.lupomig.orchestrator.port.Target.QueryAnswer.Numeric;
import org.lupomig.orchestrator.port.Target.QueryAnswer.Text;
import org.lupomig.orchestrator.port.Target.QueryAnswer.Unusable;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;

class ServerFactsIT {
    private static final ObjectName T = new ObjectName("shop", "t t");
    private static final ObjectName NOPE = new ObjectName("shop", "nope");

    private Rig rig;
    private Target.Facts facts;

    @BeforeEach
    void connect() {
        rig = TestServer.cleared();
        rig.sql(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.`t t` (id INT PRIMARY KEY, v VARCHAR(20)) ENGINE=InnoDB",
                "INSERT INTO shop.`t t` VALUES (1, 'a'), (2, 'b')",
                "CREATE TABLE shop.versioned (id INT) ENGINE=InnoDB WITH SYSTEM VERSIONING",
                "CREATE VIEW shop.v AS SELECT 1 AS a",
                "CREATE SEQUENCE shop.s");
        facts = rig.target().facts();
    }

    @AfterEach
    void disconnect() {
        rig.close();
    }

    @Test
    void countsTables() {
        assertThat(facts.tableCount("shop")).isEqualTo(2);
        assertThat(facts.tableCount("nope")).isZero();
        assertThat(facts.schemaExists("shop")).isTrue();
        assertThat(facts.schemaExists("nope")).isFalse();
    }

    @Test
    void knowsTables() {
        assertThat(facts.rowCount(T)).isEqualTo(2);
        assertThat(facts.columnCount(T)).isEqualTo(2);
        assertThat(facts.tableExists(T)).isTrue();
        assertThat(facts.tableExists(new ObjectName("shop", "v"))).isTrue();
        assertThat(facts.tableExists(new ObjectName("shop", "s"))).isFalse();
        assertThat(facts.checksum(T))
                .isEqualTo(rig.values("CHECKSUM TABLE shop.`t t`").get(1));
    }

    @Test
    void knowsWhatIsNotThere() {
        for (ObjectName name : new ObjectName[] {NOPE, new ObjectName("nope", "nope")}) {
            assertThat(facts.rowCount(name)).isNull();
            assertThat(facts.columnCount(name)).isNull();
            assertThat(facts.tableExists(name)).isFalse();
            assertThat(facts.checksum(name)).isNull();
        }
    }

    @Test
    void knowsHowLargeATableIs() {
        assertThat(facts.size(T)).satisfies(size -> {
            assertThat(size.rows()).isEqualTo(2);
            assertThat(size.bytes()).isPositive();
        });
        assertThat(facts.size(NOPE)).isNull();
    }

    @Test
    void answersQuestions() {
        assertThat(ask("SELECT COUNT(*) FROM `t t`")).isEqualTo(new Numeric(BigDecimal.valueOf(2)));
        assertThat(ask("SELECT 1.50")).isEqualTo(new Numeric(new BigDecimal("1.50")));
        assertThat(ask("SELECT TRUE")).isEqualTo(new Numeric(BigDecimal.ONE));
        assertThat(ask("SELECT 18446744073709551615")).isEqualTo(new Numeric(new BigDecimal("18446744073709551615")));
        assertThat(((Numeric) ask("SELECT 1e0")).value()).isEqualByComparingTo("1");
        assertThat(ask("WITH x AS (SELECT 'ü:?' AS a) SELECT a FROM x")).isEqualTo(new Text("ü:?"));
        assertThat(ask("SELECT DATE '2026-01-08'")).isEqualTo(new Text("2026-01-08"));
        assertThat(ask("SELECT NULL")).isEqualTo(new Nothing());
        assertThat(ask("SELECT 1 FROM `t t` WHERE FALSE")).isEqualTo(new Nothing());
        assertThat(facts.query("SELECT COUNT(*) FROM shop.`t t`", null)).isEqualTo(new Numeric(BigDecimal.valueOf(2)));
    }

    @Test
    void aQuestionWithoutASchemaIsNotAskedInTheOneBefore() {
        assertThat(facts.query("SELECT DATABASE()", null)).isEqualTo(new Nothing());
        assertThat(ask("SELECT DATABASE()")).isEqualTo(new Text("shop"));
        assertThat(facts.query("SELECT DATABASE()", null)).isEqualTo(new Nothing());
        assertThat(ask("SELECT DATABASE()")).isEqualTo(new Text("shop"));
    }

    @Test
    void refusesWhatIsNoQuestion() {
        assertThat(reason("SELECT id FROM `t t`")).isEqualTo("it gives more than one row");
        assertThat(reason("SELECT 1, 2")).isEqualTo("it gives 2 columns");
        assertThat(reason("SELECT nope FROM `t t`")).startsWith("the server says 1054 ");
        assertThat(reason("DELETE FROM `t t`")).isEqualTo("only a SELECT can be asked");
        assertThat(reason("SET GLOBAL max_connections = 1")).isEqualTo("only a SELECT can be asked");
        assertThat(reason("SELECT id INTO @x FROM `t t` LIMIT 1")).isEqualTo("it gives no value");
        assertThat(reason("SELECT NEXTVAL(s)")).startsWith("the server says 1792 ");
        assertThat(reason("SELECT 1; DROP TABLE `t t`")).startsWith("the server says 1064 ");
        assertThat(facts.query("SELECT 1", "nope")).isInstanceOf(Unusable.class);
        assertThat(facts.rowCount(T)).isEqualTo(2);
    }

    @Test
    void seesWhatWasCommittedSince() {
        assertThat(ask("SELECT COUNT(*) FROM `t t`")).isEqualTo(new Numeric(BigDecimal.valueOf(2)));
        rig.sql("INSERT INTO shop.`t t` VALUES (3, 'c')");
        assertThat(ask("SELECT COUNT(*) FROM `t t`")).isEqualTo(new Numeric(BigDecimal.valueOf(3)));
        assertThat(facts.rowCount(T)).isEqualTo(3);
    }

    private QueryAnswer ask(String sql) {
        return facts.query(sql, "shop");
    }

    private String reason(String sql) {
        return ((Unusable) ask(sql)).reason();
    }
}
