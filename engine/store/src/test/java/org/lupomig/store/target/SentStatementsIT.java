package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lupomig.store.target.OpenSession.MINUTE;
import static org.lupomig.store.target.OpenSession.T;
import static org.lupomig.store.target.OpenSession.code;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.StatementOutcome.Accepted;
import org.lupomig.orchestrator.port.StatementOutcome.LockTimeout;
import org.lupomig.orchestrator.port.StatementOutcome.Refused;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetOperation.Send;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.store.Rig;

/** Statements that commit by themselves, and what the server answers. */
class SentStatementsIT {
    @RegisterExtension
    final OpenSession open = new OpenSession();

    private final Rig rig = open.rig();
    private final TargetSession session = open.session();

    @Test
    void sendsOperations() {
        assertThat(session.execute(new TargetOperation.CreateHeldSchema(), MINUTE))
                .isInstanceOf(Accepted.class);
        ObjectName odd = new ObjectName("lupomig_held", "a `b` é日");
        ObjectName moved = new ObjectName("shop", "moved");
        rig.sql("CREATE TABLE shop.u (id INT)");
        assertThat(session.execute(
                        new TargetOperation.RenameTables(
                                List.of(new Rename(T, odd), new Rename(new ObjectName("shop", "u"), moved))),
                        MINUTE))
                .isInstanceOf(Accepted.class);
        assertThat(session.describe(odd).absent()).isFalse();
        assertThat(session.execute(new TargetOperation.DropTable(odd), MINUTE)).isInstanceOf(Accepted.class);
        assertThat(session.execute(new TargetOperation.DropTable(odd), MINUTE))
                .isInstanceOfSatisfying(Refused.class, r -> {
                    assertThat(r.code()).isEqualTo(1051);
                    assertThat(r.sqlState()).isEqualTo("42S02");
                    assertThat(r.message()).startsWith("Unknown table").doesNotContain("conn=");
                });
    }

    @Test
    void sendsTheAuthorsTextAsItIs() {
        assertThat(open.send("INSERT INTO shop.t VALUES (1, ':n ? {fn now()} {d ''2020'' }'), (2, '\\\\')"))
                .isEqualTo(new Accepted(2, List.of()));
        assertThat(rig.values("SELECT v FROM shop.t ORDER BY id")).containsExactly(":n ? {fn now()} {d '2020' }", "\\");
        assertThat(open.send("SELECT * FROM shop.t")).isEqualTo(new Accepted(0, List.of()));
        assertThat(open.send("CREATE TABLE IF NOT EXISTS shop.t (id INT)"))
                .isEqualTo(new Accepted(0, List.of("1050 Table 't' already exists")));
        assertThat(open.send("SELECT 1; SELECT 2")).isInstanceOf(Refused.class);
    }

    @Test
    void refusesCharacterSetsThatTheScriptIsNotIn() {
        assertThat(open.send("SET NAMES latin1")).isInstanceOfSatisfying(Refused.class, r -> assertThat(r.message())
                .contains("UTF-8"));
        assertThat(open.send("SET NAMES 'utf8mb4'")).isInstanceOf(Accepted.class);
        assertThat(open.send("SELECT 1")).isInstanceOf(Accepted.class);
    }

    @Test
    void tellsTheServersErrorsApart() {
        assertThat(code(open.send("CREATE TABLE shop.t (id INT)"))).isEqualTo(1050);
        assertThat(code(open.send("INSERT INTO shop.t VALUES (1, 'a'), (1, 'b')")))
                .isEqualTo(1062);
        assertThat(rig.values("SELECT COUNT(*) FROM shop.t")).containsExactly("0");
        assertThat(code(open.send("CREATE OR REPLACE TABLE shop.t (id INT, id INT)")))
                .isEqualTo(1060);
        // an error that has done something: the engine looks
        assertThat(session.describe(T).absent()).isTrue();
        assertThat(code(open.send("SELEC 1"))).isEqualTo(1064);
        assertThat(code(open.send("LOAD DATA LOCAL INFILE '/etc/hostname' INTO TABLE shop.t")))
                .isNotZero();
        // and the connection lives
        assertThat(open.send("SELECT 1")).isInstanceOf(Accepted.class);
    }

    @Test
    void boundsAStatementByTime() {
        assertThat(session.execute(new Send("SELECT SLEEP(20) FROM DUAL"), Duration.ofMillis(200)))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.code()).isEqualTo(1969));
        rig.sql("INSERT INTO shop.t SELECT seq, 'v' FROM shop.seq_1_to_300000");
        assertThat(session.execute(
                        new Send("ALTER TABLE shop.t ADD COLUMN w INT, ALGORITHM=COPY"), Duration.ofMillis(20)))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.code()).isEqualTo(1969));
        assertThat(rig.values("SHOW COLUMNS FROM shop.t LIKE 'w'")).isEmpty();
        assertThat(session.execute(new Send("SELECT 1"), Duration.ZERO)).isInstanceOf(Accepted.class);
    }

    @Test
    void namesWhoStandsInTheWayOfALock() throws Exception {
        try (var reader = java.sql.DriverManager.getConnection(rig.url());
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.executeQuery("SELECT * FROM shop.t").close();
            long id = Long.parseLong(rig.values("SELECT trx_mysql_thread_id FROM information_schema.INNODB_TRX"
                            + " UNION SELECT ID FROM information_schema.PROCESSLIST ORDER BY 1 DESC LIMIT 1")
                    .get(0));
            assertThat(id).isPositive();
            long began = System.nanoTime();
            StatementOutcome outcome = open.send("ALTER TABLE shop.t ADD COLUMN w INT");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(12));
            assertThat(outcome).isInstanceOfSatisfying(LockTimeout.class, t -> assertThat(t.reason())
                    .startsWith("Lock wait timeout exceeded")
                    .contains("in the way: perhaps connection ")
                    .contains(", in a transaction for ", ", idle for "));
            assertThat(rig.values("SHOW COLUMNS FROM shop.t LIKE 'w'")).isEmpty();
            reader.rollback();
        }
        assertThat(open.send("ALTER TABLE shop.t ADD COLUMN w INT")).isInstanceOf(Accepted.class);
    }

    @Test
    void aDeadlockIsATimeoutThatCanBeTriedAgain() throws Exception {
        rig.sql("INSERT INTO shop.t VALUES (1, 'a'), (2, 'b')");
        open.send("START TRANSACTION");
        open.send("UPDATE shop.t SET v = 'x' WHERE id = 1");
        try (var rival = java.sql.DriverManager.getConnection(rig.url());
                var statement = rival.createStatement()) {
            rival.setAutoCommit(false);
            // the heavier one wins
            statement.execute("INSERT INTO shop.t SELECT seq + 100, 'w' FROM shop.seq_1_to_50");
            statement.execute("UPDATE shop.t SET v = 'y' WHERE id = 2");
            Thread crossing = new Thread(() -> {
                try {
                    statement.execute("UPDATE shop.t SET v = 'y' WHERE id = 1");
                } catch (java.sql.SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            crossing.start();
            Thread.sleep(300);
            assertThat(open.send("UPDATE shop.t SET v = 'x' WHERE id = 2")).isInstanceOf(LockTimeout.class);
            crossing.join();
            rival.rollback();
        }
    }

    @Test
    void aStatementLongerThanTheServerTakesIsRefusedAndTheSessionLives() {
        int most = Integer.parseInt(rig.values("SELECT @@max_allowed_packet").get(0));
        assertThat(code(open.send("SELECT '" + "x".repeat(most) + "'"))).isEqualTo(1153);
        assertThat(open.send("SELECT 1")).isInstanceOf(Accepted.class);
    }

    @Test
    void aTwinIsJustTheTableThatTheAuthorsSessionMakes() {
        rig.sql("ALTER SCHEMA shop DEFAULT CHARACTER SET latin1 COLLATE latin1_german1_ci");
        open.send("SET sql_mode = 'ORACLE'");
        String context = session.context();
        String columns = " (id INT PRIMARY KEY, name VARCHAR(20), kid INT, at TIMESTAMP, FOREIGN KEY k (kid) REFERENCES"
                + " t (id)) ENGINE=InnoDB";
        open.send("CREATE TABLE shop.fresh" + columns);
        try (TargetSession undo = rig.target().open(SessionName.of("tok", 2), Purpose.UNDO)) {
            undo.execute(new TargetOperation.CreateHeldSchema(), MINUTE);
            String mode = undo.context();
            assertThat(undo.execute(
                            new TargetOperation.CreateTwin("CREATE TABLE lupomig_held.twin" + columns, "shop", context),
                            MINUTE))
                    .isInstanceOf(Accepted.class);
            assertThat(undo.context()).isEqualTo(mode);
            undo.execute(new Send("SET @x = 1"), MINUTE);
            assertThat(undo.context()).isEqualTo(mode);
        }
        String made = rig.values("SHOW CREATE TABLE shop.fresh").get(1);
        String twin = rig.values("SHOW CREATE TABLE lupomig_held.twin").get(1);
        assertThat(withoutNames(twin)).isEqualTo(withoutNames(made));
        assertThat(twin).contains("latin1_german1_ci");
    }

    private static List<String> withoutNames(String definition) {
        return definition
                .lines()
                .skip(1)
                .filter(line -> !line.contains("FOREIGN KEY"))
                .toList();
    }

    @Test
    void aTableThatAKeyRefersToIsNotDroppedInAnUndo() {
        rig.sql("CREATE TABLE shop.kid (id INT, FOREIGN KEY (id) REFERENCES shop.t (id)) ENGINE=InnoDB");
        ObjectName held = new ObjectName("lupomig_held", "r1");
        try (TargetSession undo = rig.target().open(SessionName.of("tok", 2), Purpose.UNDO)) {
            undo.execute(new TargetOperation.CreateHeldSchema(), MINUTE);
            String before = rig.values("SHOW CREATE TABLE shop.kid").get(1);
            assertThat(undo.execute(new TargetOperation.RenameTables(List.of(new Rename(T, held))), MINUTE))
                    .isInstanceOf(Accepted.class);
            assertThat(code(undo.execute(new TargetOperation.DropTable(held), MINUTE)))
                    .isEqualTo(1451);
            assertThat(undo.execute(new TargetOperation.RenameTables(List.of(new Rename(held, T))), MINUTE))
                    .isInstanceOf(Accepted.class);
            assertThat(rig.values("SHOW CREATE TABLE shop.kid").get(1)).isEqualTo(before);
        }
    }
}
