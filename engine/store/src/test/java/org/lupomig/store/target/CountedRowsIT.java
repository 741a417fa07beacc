package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lupomig.store.target.OpenSession.MINUTE;
import static org.lupomig.store.target.OpenSession.T;
import static org.lupomig.store.target.OpenSession.code;
import static org.lupomig.store.target.OpenSession.said;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.StatementOutcome.Accepted;
import org.lupomig.orchestrator.port.StatementOutcome.Lost;
import org.lupomig.orchestrator.port.StatementOutcome.Refused;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetOperation.Send;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.port.TargetSession.CountedOutcome;
import org.lupomig.orchestrator.port.TargetSession.InsertResult;
import org.lupomig.store.Rig;

/** Changes of rows and tables between two counts, and what is written down of them. */
class CountedRowsIT {
    @RegisterExtension
    final OpenSession open = new OpenSession();

    private final Rig rig = open.rig();
    private final TargetSession session = open.session();

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
    void anInsertIsNotDurableOnceTheLockIsLost() {
        try (Store.Lock lock = rig.locked("tok")) {
            lock.begin(Rig.newRun("p", "tok"));
            assertThatThrownBy(() -> session.insert("INSERT INTO shop.t VALUES (1, 'a')", T, MINUTE, result -> {
                        rig.sql(
                                "UPDATE lupomig_ephemeral.lupo_locks SET owner_token = 'other' WHERE lock_type = 'holder'");
                        return List.of(said("done"));
                    }))
                    .isInstanceOf(Store.LockLost.class);
            assertThat(rig.values("SELECT COUNT(*) FROM shop.t")).containsExactly("0");
            assertThat(open.send("SELECT 1")).isInstanceOf(Accepted.class);
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
                open.kill();
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
            try (Store.Lock lock = rig.locked("tok" + mode.length())) {
                long run = lock.begin(Rig.newRun("p", "tok" + mode.length()));
                open.send("SET sql_mode = " + mode);
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
                open.send("SET @x = 1");
                assertThat(session.context()).isEqualTo(before);
                lock.commit(run, List.of(new Write.RunEnded(RunStatus.COMPLETED, "", 0, 20260108000000L)));
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
        assertThat(open.send("SELECT * FROM shop.nothing"))
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
    void whatOthersCommitBeforeAnUpdateGetsToItIsInBothCounts() throws Exception {
        rig.sql("INSERT INTO shop.t VALUES (1, 'a'), (2, 'b')");
        RowDigest ours = session.digest(T);
        InsertResult[] seen = new InsertResult[1];
        try (Store.Lock lock = rig.locked("tok");
                Connection rival = DriverManager.getConnection(rig.url());
                java.sql.Statement theirs = rival.createStatement()) {
            lock.begin(Rig.newRun("p", "tok"));
            rival.setAutoCommit(false);
            theirs.executeUpdate("UPDATE shop.t SET v = 'theirs' WHERE id = 2");
            CompletableFuture<StatementOutcome> sent = CompletableFuture.supplyAsync(
                    () -> session.changeOwn("UPDATE shop.t SET id = id + 10", T, MINUTE, result -> {
                        seen[0] = result;
                        return List.of(said("done"));
                    }));
            // time for a count that waits for nobody; one that locks has to wait for the row
            Thread.sleep(500);
            rival.commit();
            assertThat(sent.get(20, TimeUnit.SECONDS)).isEqualTo(new Accepted(2, List.of()));
        }
        assertThat(seen[0].before()).isNotEqualTo(ours);
        assertThat(session.digest(T)).isEqualTo(seen[0].after());
    }

    @Test
    void nobodyWritesBetweenTheCountsOfAnUpdate() {
        rig.sql("INSERT INTO shop.t VALUES (1, 'a'), (3, 'b')");
        try (Store.Lock lock = rig.locked("tok")) {
            lock.begin(Rig.newRun("p", "tok"));
            StatementOutcome outcome =
                    session.changeOwn("UPDATE shop.t SET v = 'x' WHERE id = 1", T, MINUTE, result -> {
                        for (String theirs :
                                List.of("INSERT INTO shop.t VALUES (2, 't')", "UPDATE shop.t SET v = 't'")) {
                            assertThatThrownBy(() -> rig.sql("SET innodb_lock_wait_timeout = 1", theirs))
                                    .hasStackTraceContaining("Lock wait timeout");
                        }
                        return List.of(said("done"));
                    });
            assertThat(outcome).isEqualTo(new Accepted(1, List.of()));
        }
    }

    @Test
    void ownRowsAreCountedWithNoMoreRightsThanTheStatementTakes() {
        rig.sql("INSERT INTO shop.t VALUES (1, 'a')");
        rig.sql("CREATE USER poor@'%' IDENTIFIED BY 'pw'", "GRANT SELECT, DELETE ON shop.* TO poor@'%'");
        rig.sql("GRANT ALL ON lupomig_ephemeral.* TO poor@'%'", "GRANT ALL ON lupomig_orchestration.* TO poor@'%'");
        try (Rig poor = rig.as("poor", "pw");
                Store.Lock lock = poor.locked("tok");
                TargetSession author = poor.target().open(SessionName.of("tok", 2), Purpose.FORWARD)) {
            lock.begin(Rig.newRun("p", "tok"));
            StatementOutcome outcome =
                    author.changeOwn("DELETE FROM shop.t", T, MINUTE, result -> List.of(said("done")));
            assertThat(outcome).isEqualTo(new Accepted(1, List.of()));
        } finally {
            rig.sql("DROP USER poor@'%'");
        }
    }
}
