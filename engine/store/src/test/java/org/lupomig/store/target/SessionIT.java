package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lupomig.store.target.OpenSession.LOCK;
import static org.lupomig.store.target.OpenSession.MINUTE;
import static org.lupomig.store.target.OpenSession.T;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.orchestrator.port.StatementOutcome.Accepted;
import org.lupomig.orchestrator.port.StatementOutcome.Lost;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.store.Rig;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.connect.MariaDbServer;

/** What a session is to the server, and what of it the engine knows. */
class SessionIT {
    @RegisterExtension
    final OpenSession open = new OpenSession();

    private final Rig rig = open.rig();
    private final TargetSession session = open.session();

    @Test
    void isFoundByItsLockWhileItLives() {
        assertThat(rig.values("SELECT IS_USED_LOCK('" + LOCK + "') IS NULL")).containsExactly("0");
        session.close();
        assertThat(rig.values("SELECT IS_USED_LOCK('" + LOCK + "') IS NULL")).containsExactly("1");
        rig.target().open(LOCK, Purpose.FORWARD).close();
    }

    @Test
    void quotesMeanWhatTheyMeantWhenTheScriptWasRead() {
        String mode = rig.values("SELECT @@GLOBAL.sql_mode").get(0);
        rig.sql("SET GLOBAL sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,STRICT_ALL_TABLES,ORACLE'");
        try (MariaDbServer server = Rig.connected(rig.url());
                TargetSession author = MariaDbTarget.withoutStore(server, StoreSchemas.DEFAULT)
                        .open(SessionName.of("tok", 3), Purpose.FORWARD)) {
            assertThat(author.context())
                    .contains("STRICT_ALL_TABLES")
                    .doesNotContain("ANSI_QUOTES", "NO_BACKSLASH_ESCAPES", "ORACLE");
        } finally {
            rig.sql("SET GLOBAL sql_mode = '" + mode + "'");
        }
    }

    @Test
    void runsUnderTheServersOwnSettings() {
        assertThat(session.context())
                .isEqualTo("sql_mode=" + rig.values("SELECT @@GLOBAL.sql_mode").get(0)
                        + "; charset=utf8mb4; collation=utf8mb4_general_ci; time_zone=SYSTEM;"
                        + " default_storage_engine=InnoDB; explicit_defaults_for_timestamp=1; innodb_strict_mode=1;"
                        + " collation_server="
                        + rig.values("SELECT @@GLOBAL.collation_server").get(0)
                        + "; foreign_key_checks=1; unique_checks=1");
        try (TargetSession undo = rig.target().open(SessionName.of("tok", 2), Purpose.UNDO)) {
            assertThat(undo.context())
                    .startsWith("sql_mode=NO_AUTO_VALUE_ON_ZERO; ")
                    .endsWith("; foreign_key_checks=0; unique_checks=1");
        }
        open.send("SET NAMES utf8mb4 COLLATE utf8mb4_bin");
        assertThat(session.context()).contains("collation=utf8mb4_bin");
    }

    @Test
    void usesASchemaThatIsThere() {
        assertThat(session.defaultSchema()).isNull();
        session.useSchema("nope");
        assertThat(session.defaultSchema()).isNull();
        session.useSchema("shop");
        assertThat(session.defaultSchema()).isEqualTo("shop");
        assertThat(open.send("INSERT INTO t VALUES (1, 'a')")).isEqualTo(new Accepted(1, List.of()));
        session.useSchema(null);
        assertThat(session.defaultSchema()).isEqualTo("shop");
        assertThat(session.execute(new TargetOperation.DropTable(T), MINUTE)).isInstanceOf(Accepted.class);
        assertThat(session.execute(new TargetOperation.DropSchema("shop"), MINUTE))
                .isInstanceOf(Accepted.class);
        assertThat(session.defaultSchema()).isNull();
    }

    @Test
    void comesBackToTheSchemaOfTheAddress() {
        session.close();
        try (MariaDbServer server = Rig.connected(rig.urlIn("shop"));
                TargetSession own =
                        MariaDbTarget.withoutStore(server, StoreSchemas.DEFAULT).open(LOCK, Purpose.FORWARD)) {
            assertThat(own.defaultSchema()).isEqualTo("shop");
            own.useSchema("lupomig_held");
            own.useSchema(null);
            assertThat(own.defaultSchema()).isEqualTo("shop");
        }
    }

    @Test
    void aSessionThatWasEndedIsLostForGood() {
        open.kill();
        assertThat(open.send("SELECT 1")).isInstanceOf(Lost.class);
        assertThat(open.send("SELECT 1")).isInstanceOf(Lost.class);
        assertThatThrownBy(() -> session.describe(T)).isInstanceOf(ConnectionLost.class);
        assertThatThrownBy(() -> session.useSchema("shop")).isInstanceOf(ConnectionLost.class);
        assertThatThrownBy(() -> session.digest(T)).isInstanceOf(ConnectionLost.class);
    }

    @Test
    void checksumsDoNotCommit() {
        ObjectState before = session.describe(T);
        open.send("START TRANSACTION");
        open.send("INSERT INTO shop.t VALUES (7, 'x')");
        open.send("CHECKSUM TABLE shop.t EXTENDED");
        open.send("ROLLBACK");
        assertThat(rig.values("SELECT COUNT(*) FROM shop.t")).containsExactly("0");
        assertThat(session.describe(T)).isEqualTo(before);
    }

    @Test
    void digestsDependOnRowsAndNotOnTheirOrder() {
        rig.sql(
                "CREATE TABLE shop.heap (id INT, v VARCHAR(20)) ENGINE=MyISAM",
                "INSERT INTO shop.t VALUES (1, 'a'), (2, NULL)",
                "INSERT INTO shop.heap VALUES (2, NULL), (1, 'a')");
        RowDigest digest = session.digest(T);
        assertThat(digest.rows()).isEqualTo(2);
        ObjectName heap = new ObjectName("shop", "heap");
        RowDigest unordered = session.digest(heap);
        rig.sql("DELETE FROM shop.heap", "INSERT INTO shop.heap VALUES (1, 'a'), (2, NULL)");
        assertThat(session.digest(heap)).isEqualTo(unordered);
        rig.sql("UPDATE shop.t SET v = 'b' WHERE id = 1");
        assertThat(session.digest(T).checksum()).isNotEqualTo(digest.checksum());
        rig.sql("UPDATE shop.t SET v = 'a' WHERE id = 1", "ALTER TABLE shop.t FORCE");
        assertThat(session.digest(T)).isEqualTo(digest);
    }

    @Test
    void digestsTellValuesFromTheirNeighbours() {
        rig.sql(
                "CREATE TABLE shop.n (id INT PRIMARY KEY, a VARCHAR(9) NOT NULL DEFAULT '',"
                        + " b VARCHAR(9) NOT NULL DEFAULT '', c VARBINARY(9), e ENUM('', 'x'), f FLOAT, d DOUBLE)",
                "INSERT INTO shop.n VALUES (1, 'q', '', NULL, 'x', 0.1, 0.1)");
        ObjectName n = new ObjectName("shop", "n");
        Set<RowDigest> seen = new HashSet<>();
        seen.add(session.digest(n));
        List<String> changes = List.of(
                "a = '', b = 'q'",
                "a = 'q,', b = ''",
                "a = 'q', b = ','",
                "a = 'q', b = '', c = 'q'",
                "c = X'00'",
                "c = X'0000'",
                "c = X''",
                "c = X'2C'",
                "e = ''",
                "e = NULL",
                "f = 0.10000001",
                "f = 0",
                "d = 0.1e0 + 0.2e0",
                "d = 0.3e0");
        for (String change : changes) {
            rig.sql("UPDATE shop.n SET " + change);
            assertThat(seen.add(session.digest(n))).as(change).isTrue();
        }
        rig.sql("UPDATE shop.n SET f = 0");
        RowDigest zero = session.digest(n);
        rig.sql("UPDATE shop.n SET f = -1e-60");
        // some servers show no sign of a zero
        boolean signed = rig.values("SELECT CAST(f AS CHAR) FROM shop.n").get(0).startsWith("-");
        assertThat(session.digest(n).equals(zero)).isEqualTo(!signed);
        rig.sql("UPDATE shop.n SET e = ''");
        RowDigest member = session.digest(n);
        rig.sql("UPDATE IGNORE shop.n SET e = 'none'");
        assertThat(session.digest(n)).isNotEqualTo(member);
    }

    @Test
    void digestsTellRowsThatExchangeValues() {
        rig.sql(
                "CREATE TABLE shop.p (id INT PRIMARY KEY, pos INT)",
                "INSERT INTO shop.p SELECT seq, seq FROM shop.seq_1_to_60");
        ObjectName p = new ObjectName("shop", "p");
        Set<RowDigest> seen = new HashSet<>(Set.of(session.digest(p)));
        for (int one = 1; one <= 60; one++) {
            for (int other = one + 1; other <= 60; other++) {
                String swap = "UPDATE shop.p SET pos = IF(pos = " + one + ", " + other + ", " + one + ") WHERE id IN ("
                        + one + ", " + other + ")";
                rig.sql(swap);
                assertThat(seen.add(session.digest(p))).as(swap).isTrue();
                rig.sql(swap);
            }
        }
    }

    @Test
    void digestsAreTheSameWhateverTheSessionIsSetTo() {
        String members =
                IntStream.rangeClosed(1, 64).mapToObj(i -> "'s" + i + "'").collect(Collectors.joining(","));
        rig.sql("CREATE TABLE shop.k (id INT ZEROFILL PRIMARY KEY, s SET(" + members + "), e ENUM('a', ''), b BIT(64),"
                + " u UUID, i INET6, d DOUBLE(20,2), f FLOAT(7,2) ZEROFILL, t TIMESTAMP(6) NULL, ti TIME(3), y YEAR,"
                + " g GEOMETRY, j JSON, c CHAR(5) CHARACTER SET ucs2, v VARCHAR(20) CHARACTER SET latin1,"
                + " l LONGBLOB, hidden INT INVISIBLE, made INT AS (id * 2) STORED, seen INT AS (id * 2) VIRTUAL)");
        rig.sql("INSERT INTO shop.k (id, s, e, b, u, i, d, f, t, ti, y, g, j, c, v, l, hidden) VALUES (7, 's64,s1', '',"
                + " ~0, '123e4567-e89b-12d3-a456-426655440000', '::1', 1.5, 1.25, '2020-01-01 00:00:00.123456',"
                + " '-10:00:00.5', 2020, POINT(1, 2), '{}', 'ä', 'ß', REPEAT('x', 3000000), 3)");
        ObjectName k = new ObjectName("shop", "k");
        RowDigest digest = session.digest(k);
        List<String> settings = List.of(
                "time_zone = '+09:00'",
                "sql_mode = 'ORACLE,EMPTY_STRING_IS_NULL,PAD_CHAR_TO_FULL_LENGTH'",
                "sql_mode = 'TRADITIONAL,ANSI_QUOTES,NO_BACKSLASH_ESCAPES'",
                "collation_connection = latin1_swedish_ci",
                "collation_connection = ucs2_general_ci");
        for (String set : settings) {
            assertThat(open.send("SET " + set)).as(set).isInstanceOf(Accepted.class);
            assertThat(session.digest(k)).as(set).isEqualTo(digest);
        }
        rig.sql("UPDATE shop.k SET hidden = 4");
        assertThat(session.digest(k)).isNotEqualTo(digest);
        rig.sql("UPDATE shop.k SET hidden = 3, s = 's64'");
        assertThat(session.digest(k)).isNotEqualTo(digest);
    }
}
