package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.StatementOutcome.Accepted;
import org.lupomig.orchestrator.port.StatementOutcome.LockTimeout;
import org.lupomig.orchestrator.port.StatementOutcome.Lost;
import org.lupomig.orchestrator.port.StatementOutcome.Refused;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetOperation.Send;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.port.TargetSession.CountedOutcome;
import org.lupomig.orchestrator.port.TargetSession.InsertResult;
import org.lupomig.store.Rig;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.TestServer;
import org.lupomig.store.connect.MariaDbServer;

class SessionIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String LOCK = SessionName.of("tok", 1);
    private static final ObjectName T = new ObjectName("shop", "t");

    private Rig rig;
    private TargetSession session;

    @BeforeEach
    void connect() {
        rig = TestServer.cleared().withStore();
        rig.sql("CREATE SCHEMA shop", "CREATE TABLE shop.t (id INT PRIMARY KEY, v VARCHAR(80)) ENGINE=InnoDB");
        session = rig.target().open(LOCK, Purpose.FORWARD);
    }

    @AfterEach
    void disconnect() {
        session.close();
        rig.close();
    }

    @Test
    void isFoundByItsLockWhileItLives() {
        assertThat(rig.values("SELECT IS_USED_LOCK('" + LOCK + "') IS NULL")).containsExactly("0");
        session.close();
        assertThat(rig.values("SELECT IS_USED_LOCK('" + LOCK + "') IS NULL")).containsExactly("1");
        session = rig.target().open(LOCK, Purpose.FORWARD);
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
                        + " foreign_key_checks=1; unique_checks=1");
        try (TargetSession undo = rig.target().open(SessionName.of("tok", 2), Purpose.UNDO)) {
            assertThat(undo.context())
                    .startsWith("sql_mode=NO_AUTO_VALUE_ON_ZERO; ")
                    .endsWith("; foreign_key_checks=0; unique_checks=1");
        }
        send("SET NAMES utf8mb4 COLLATE utf8mb4_bin");
        assertThat(session.context()).contains("collation=utf8mb4_bin");
    }

    @Test
    void usesASchemaThatIsThere() {
        assertThat(session.defaultSchema()).isNull();
        session.useSchema("nope");
        assertThat(session.defaultSchema()).isNull();
        session.useSchema("shop");
        assertThat(session.defaultSchema()).isEqualTo("shop");
        assertThat(send("INSERT INTO t VALUES (1, 'a')")).isEqualTo(new Accepted(1, List.of()));
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
        assertThat(send("INSERT INTO shop.t VALUES (1, ':n ? {fn now()} {d ''2020'' }'), (2, '\\\\')"))
                .isEqualTo(new Accepted(2, List.of()));
        assertThat(rig.values("SELECT v FROM shop.t ORDER BY id")).containsExactly(":n ? {fn now()} {d '2020' }", "\\");
        assertThat(send("SELECT * FROM shop.t")).isEqualTo(new Accepted(0, List.of()));
        assertThat(send("CREATE TABLE IF NOT EXISTS shop.t (id INT)"))
                .isEqualTo(new Accepted(0, List.of("1050 Table 't' already exists")));
        assertThat(send("SELECT 1; SELECT 2")).isInstanceOf(Refused.class);
    }

    @Test
    void refusesCharacterSetsThatTheScriptIsNotIn() {
        assertThat(send("SET NAMES latin1")).isInstanceOfSatisfying(Refused.class, r -> assertThat(r.message())
                .contains("UTF-8"));
        assertThat(send("SET NAMES 'utf8mb4'")).isInstanceOf(Accepted.class);
        assertThat(send("SELECT 1")).isInstanceOf(Accepted.class);
    }

    @Test
    void tellsTheServersErrorsApart() {
        assertThat(code(send("CREATE TABLE shop.t (id INT)"))).isEqualTo(1050);
        assertThat(code(send("INSERT INTO shop.t VALUES (1, 'a'), (1, 'b')"))).isEqualTo(1062);
        assertThat(rig.values("SELECT COUNT(*) FROM shop.t")).containsExactly("0");
        assertThat(code(send("CREATE OR REPLACE TABLE shop.t (id INT, id INT)")))
                .isEqualTo(1060);
        // an error that has done something: the engine looks
        assertThat(session.describe(T).absent()).isTrue();
        assertThat(code(send("SELEC 1"))).isEqualTo(1064);
        assertThat(code(send("LOAD DATA LOCAL INFILE '/etc/hostname' INTO TABLE shop.t")))
                .isNotZero();
        // and the connection lives
        assertThat(send("SELECT 1")).isInstanceOf(Accepted.class);
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
            StatementOutcome outcome = send("ALTER TABLE shop.t ADD COLUMN w INT");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(12));
            assertThat(outcome).isInstanceOfSatisfying(LockTimeout.class, t -> assertThat(t.reason())
                    .startsWith("Lock wait timeout exceeded")
                    .contains("perhaps for connection ")
                    .contains(" in a transaction for "));
            assertThat(rig.values("SHOW COLUMNS FROM shop.t LIKE 'w'")).isEmpty();
            reader.rollback();
        }
        assertThat(send("ALTER TABLE shop.t ADD COLUMN w INT")).isInstanceOf(Accepted.class);
    }

    @Test
    void aSessionThatWasEndedIsLostForGood() {
        killSession();
        assertThat(send("SELECT 1")).isInstanceOf(Lost.class);
        assertThat(send("SELECT 1")).isInstanceOf(Lost.class);
        assertThatThrownBy(() -> session.describe(T)).isInstanceOf(ConnectionLost.class);
        assertThatThrownBy(() -> session.useSchema("shop")).isInstanceOf(ConnectionLost.class);
        assertThatThrownBy(() -> session.digest(T)).isInstanceOf(ConnectionLost.class);
    }

    @Test
    void aStatementLongerThanTheServerTakesIsRefusedAndTheSessionLives() {
        int most = Integer.parseInt(rig.values("SELECT @@max_allowed_packet").get(0));
        assertThat(code(send("SELECT '" + "x".repeat(most) + "'"))).isEqualTo(1153);
        assertThat(send("SELECT 1")).isInstanceOf(Accepted.class);
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
    void anInsertAndWhatIsSaidOfItCommitTogether() {
        try (Store.Lock lock = rig.locked("tok")) {
            long run = lock.begin(Rig.newRun("p", "tok"));
            RowDigest[] seen = new RowDigest[1];
            StatementOutcome outcome =
                    session.insert("INSERT INTO shop.t VALUES (1, 'a'), (2, 'b')", T, MINUTE, result -> {
                        assertThat(result.affected()).isEqualTo(2);
                        assertThat(result.before().rows()).isZero();
                        assertThat(result.after().rows()).isEqualTo(2);
                        seen[0] = result.after();
                        // another session sees neither rows nor journal yet
                        assertThat(rig.values("SELECT COUNT(*) FROM shop.t")).containsExactly("0");
                        return List.of(said("done"));
                    });
            assertThat(outcome).isEqualTo(new Accepted(2, List.of()));
            assertThat(session.digest(T)).isEqualTo(seen[0]);
            assertThat(rig.store().journal(run)).hasSize(1);

            assertThat(code(session.insert("INSERT INTO shop.t VALUES (3, 'c'), (1, 'd')", T, MINUTE, result -> {
                        throw new AssertionError("it was refused");
                    })))
                    .isEqualTo(1062);
            assertThat(rig.values("SELECT COUNT(*) FROM shop.t")).containsExactly("2");

            assertThatThrownBy(() -> session.insert("INSERT INTO shop.t VALUES (4, 'd')", T, MINUTE, result -> {
                        throw new IllegalArgumentException("ours");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(rig.values("SELECT COUNT(*) FROM shop.t")).containsExactly("2");
            assertThat(rig.store().journal(run)).hasSize(1);
        }
    }

    @Test
    void whatOthersWriteBetweenTwoInsertsIsSeenBeforeTheSecond() {
        try (Store.Lock lock = rig.locked("tok")) {
            lock.begin(Rig.newRun("p", "tok"));
            InsertResult[] seen = new InsertResult[2];
            session.insert("INSERT INTO shop.t VALUES (1, 'a')", T, MINUTE, result -> {
                seen[0] = result;
                return List.of(said("one"));
            });
            rig.sql("UPDATE shop.t SET v = 'theirs'");
            session.insert("INSERT INTO shop.t VALUES (2, 'b')", T, MINUTE, result -> {
                seen[1] = result;
                return List.of(said("two"));
            });
            assertThat(seen[1].before().rows()).isEqualTo(1);
            assertThat(seen[1].before()).isNotEqualTo(seen[0].after());
        }
    }

    @Test
    void nobodyWritesBetweenTheCountsOfAnAlteration() throws Exception {
        rig.sql("INSERT INTO shop.t SELECT seq, 'v' FROM shop.seq_1_to_20000");
        var rival = new java.util.concurrent.CompletableFuture<Integer>();
        Thread writing = new Thread(() -> {
            try (var connection = java.sql.DriverManager.getConnection(rig.url());
                    var statement = connection.createStatement()) {
                int writes = 0;
                while (!rival.isDone() && writes < 10_000) {
                    writes += statement.executeUpdate("UPDATE shop.t SET v = 'x" + writes + "' WHERE id = 7");
                }
                rival.complete(writes);
            } catch (java.sql.SQLException e) {
                rival.completeExceptionally(e);
            }
        });
        writing.start();
        Thread.sleep(50);
        // a few columns of NULL add nothing to a checksum: the counts are equal if nobody wrote between them
        for (int i = 0; i < 4; i++) {
            CountedOutcome counted = session.counted(
                    new Send("ALTER TABLE shop.t ADD COLUMN c" + i + " INT, ALGORITHM=COPY"), T, MINUTE);
            assertThat(counted.outcome()).isInstanceOf(Accepted.class);
            assertThat(counted.after()).isEqualTo(counted.before());
        }
        rival.complete(0);
        writing.join();
        CountedOutcome refused = session.counted(new Send("ALTER TABLE shop.t ADD COLUMN c1 INT"), T, MINUTE);
        assertThat(code(refused.outcome())).isEqualTo(1060);
        assertThat(refused.after()).isNull();
        // and nothing is locked any more
        assertThat(send("SELECT * FROM shop.nothing"))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.code()).isEqualTo(1146));
    }

    @Test
    void anAlterationIsCountedWhereTablesMayNotBeLocked() {
        rig.sql("CREATE USER poor@'%' IDENTIFIED BY 'pw'", "GRANT SELECT, INSERT, ALTER ON shop.* TO poor@'%'");
        rig.sql("INSERT INTO shop.t VALUES (1, 'a')");
        try (Rig poor = rig.as("poor", "pw");
                TargetSession author = poor.target().open(SessionName.of("tok", 2), Purpose.FORWARD)) {
            CountedOutcome counted = author.counted(new Send("ALTER TABLE shop.t ADD COLUMN c INT"), T, MINUTE);
            assertThat(counted.outcome()).isInstanceOf(Accepted.class);
            assertThat(counted.before().rows()).isEqualTo(1);
            assertThat(counted.after()).isNotNull();
        }
    }

    @Test
    void aTwinIsJustTheTableThatTheAuthorsSessionMakes() {
        rig.sql("ALTER SCHEMA shop DEFAULT CHARACTER SET latin1 COLLATE latin1_german1_ci");
        send("SET sql_mode = 'ORACLE'");
        String context = session.context();
        String columns = " (id INT PRIMARY KEY, name VARCHAR(20), kid INT, at TIMESTAMP, FOREIGN KEY k (kid) REFERENCES"
                + " t (id)) ENGINE=InnoDB";
        send("CREATE TABLE shop.fresh" + columns);
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

    @Test
    void anInsertIsNotDurableOnceTheLockIsLost() {
        try (Store.Lock lock = rig.locked("tok")) {
            lock.begin(Rig.newRun("p", "tok"));
            assertThatThrownBy(() -> session.insert("INSERT INTO shop.t VALUES (1, 'a')", T, MINUTE, result -> {
                        rig.sql("UPDATE lupomig_ephemeral.lupo_locks SET fence = fence + 1");
                        return List.of(said("done"));
                    }))
                    .isInstanceOf(Store.LockLost.class);
            assertThat(rig.values("SELECT COUNT(*) FROM shop.t")).containsExactly("0");
            assertThat(send("SELECT 1")).isInstanceOf(Accepted.class);
        }
    }

    @Test
    void anInsertReadsOneSnapshotWhateverOthersDo() {
        try (Store.Lock lock = rig.locked("tok")) {
            long run = lock.begin(Rig.newRun("p", "tok"));
            StatementOutcome outcome = session.insert("INSERT INTO shop.t VALUES (1, 'a')", T, MINUTE, result -> {
                // the heartbeat and other steps write to the fence's row between our digest and our write
                lock.check();
                rig.sql("INSERT INTO shop.t VALUES (99, 'theirs')");
                assertThat(result.after().rows()).isEqualTo(1);
                return List.of(said("done"));
            });
            assertThat(outcome).isInstanceOf(Accepted.class);
            assertThat(rig.store().journal(run)).hasSize(1);
            assertThat(session.digest(T).rows()).isEqualTo(2);
        }
    }

    @Test
    void anInsertOfALostSessionLeavesNothing() {
        try (Store.Lock lock = rig.locked("tok")) {
            long run = lock.begin(Rig.newRun("p", "tok"));
            StatementOutcome outcome = session.insert("INSERT INTO shop.t VALUES (1, 'a')", T, MINUTE, result -> {
                killSession();
                return List.of(said("done"));
            });
            assertThat(outcome).isInstanceOf(Lost.class);
            assertThat(rig.values("SELECT COUNT(*) FROM shop.t")).containsExactly("0");
            assertThat(rig.store().journal(run)).isEmpty();
        }
    }

    @Test
    void theStoreIsWrittenWholeUnderAnySqlMode() {
        for (String mode : List.of("''", "'ORACLE,EMPTY_STRING_IS_NULL'", "'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'")) {
            try (Store.Lock lock = rig.locked("tok")) {
                long run = lock.begin(Rig.newRun("p", "tok"));
                send("SET sql_mode = " + mode);
                String before = session.context();
                rig.sql("DELETE FROM shop.t");
                assertThat(session.insert(
                                "INSERT INTO shop.t VALUES (1, 'a')",
                                T,
                                MINUTE,
                                result -> List.of(said("it's \\ \" q"))))
                        .isInstanceOf(Accepted.class);
                assertThat(rig.store().journal(run))
                        .extracting(JournalEntry::data)
                        .containsExactly(Map.of("said", "it's \\ \" q", "empty", ""));
                send("SET @x = 1");
                assertThat(session.context()).isEqualTo(before);
            }
        }
    }

    @Test
    void rowsOfATableWithoutTransactionsAreCountedToo() {
        rig.sql("CREATE TABLE shop.m (id INT PRIMARY KEY) ENGINE=MyISAM");
        ObjectName m = new ObjectName("shop", "m");
        try (Store.Lock lock = rig.locked("tok")) {
            lock.begin(Rig.newRun("p", "tok"));
            assertThat(session.insert("INSERT INTO shop.m VALUES (1), (2)", m, MINUTE, r -> List.of(said("x"))))
                    .isInstanceOf(Accepted.class);
            assertThat(code(session.insert("INSERT INTO shop.m VALUES (3), (1)", m, MINUTE, r -> List.of())))
                    .isEqualTo(1062);
            assertThat(session.digest(m).rows()).isEqualTo(3);
        }
    }

    @Test
    void checksumsDoNotCommit() {
        ObjectState before = session.describe(T);
        send("START TRANSACTION");
        send("INSERT INTO shop.t VALUES (7, 'x')");
        send("CHECKSUM TABLE shop.t EXTENDED");
        send("ROLLBACK");
        assertThat(rig.values("SELECT COUNT(*) FROM shop.t")).containsExactly("0");
        assertThat(session.describe(T)).isEqualTo(before);
    }

    @Test
    void aDeadlockIsATimeoutThatCanBeTriedAgain() throws Exception {
        rig.sql("INSERT INTO shop.t VALUES (1, 'a'), (2, 'b')");
        send("START TRANSACTION");
        send("UPDATE shop.t SET v = 'x' WHERE id = 1");
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
            assertThat(send("UPDATE shop.t SET v = 'x' WHERE id = 2")).isInstanceOf(LockTimeout.class);
            crossing.join();
            rival.rollback();
        }
    }

    private StatementOutcome send(String sql) {
        return session.execute(new Send(sql), MINUTE);
    }

    private static int code(StatementOutcome outcome) {
        return outcome instanceof Refused refused ? refused.code() : 0;
    }

    private static Write said(String what) {
        return new Write.Journal(new JournalEntry(
                0,
                new Address("p", "b", "s"),
                JournalEntry.Kind.DONE,
                State.MIGRATING,
                State.MIGRATING,
                null,
                20260108000000L,
                0,
                Map.of("said", what, "empty", "")));
    }

    private void killSession() {
        rig.sql("KILL CONNECTION IS_USED_LOCK('" + LOCK + "')");
        for (int i = 0; i < 200; i++) {
            if (rig.values("SELECT IS_USED_LOCK('" + LOCK + "')").get(0).equals("null")) {
                return;
            }
        }
    }
}
