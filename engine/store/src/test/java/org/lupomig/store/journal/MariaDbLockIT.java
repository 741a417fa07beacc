package org.lupomig.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Store.LockAttempt;
import org.lupomig.orchestrator.port.Store.LockLost;
import org.lupomig.store.Rig;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.TestServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.SessionSettings;

class MariaDbLockIT {
    private static final Write ENTRY = new Write.Journal(new JournalEntry(
            0,
            new Address("p", "b", "s"),
            JournalEntry.Kind.DONE,
            null,
            State.IDLE,
            null,
            20260108000000L,
            0,
            Map.of()));
    private static final String LOCKS = "lupomig_ephemeral.lupo_locks";

    private Rig rig;
    private Rig other;

    @BeforeEach
    void connect() {
        rig = TestServer.cleared().withStore();
        other = rig.again();
    }

    @AfterEach
    void disconnect() {
        other.close();
        rig.close();
    }

    @Test
    void isHeldByOneAndSaysByWhom() {
        try (Store.Lock lock = rig.locked("t1")) {
            lock.check();
            assertThat(other.store().lock(Rig.owner("t2"), Duration.ofMillis(100)))
                    .isEqualTo(new LockAttempt.Busy(Rig.owner("t1")));
        }
        other.locked("t2").close();
        assertThat(rig.values("SELECT fence, owner_token, released_ymdhis IS NULL FROM " + LOCKS))
                .containsExactly("2", "t2", "0");
    }

    @Test
    void isWaitedForAsLongAsOneIsPatient() throws InterruptedException {
        Store.Lock lock = rig.locked("t1");
        Thread later = new Thread(() -> {
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            lock.close();
        });
        later.start();
        LockAttempt attempt = other.store().lock(Rig.owner("t2"), Duration.ofSeconds(20));
        assertThat(attempt).isInstanceOf(LockAttempt.Held.class);
        ((LockAttempt.Held) attempt).lock().close();
        later.join();
    }

    @Test
    void isFreeWhenItsHolderDies() {
        Store.Lock dead = rig.locked("t1");
        long run = dead.begin(Rig.newRun("p", "t1"));
        killHolder();
        LockAttempt attempt = other.store().lock(Rig.owner("t2"), Duration.ofSeconds(10));
        assertThat(attempt).isInstanceOf(LockAttempt.Held.class);
        try (Store.Lock lock = ((LockAttempt.Held) attempt).lock()) {
            assertThatThrownBy(() -> dead.commit(run, List.of(ENTRY))).isInstanceOf(ConnectionLost.class);
            assertThatThrownBy(dead::check).isInstanceOf(ConnectionLost.class);
            dead.close();
            lock.commit(run, List.of(ENTRY));
        }
        assertThat(rig.store().journal(run)).hasSize(1);
    }

    @Test
    void writesNothingOnceAnotherHasTakenIt() {
        try (Store.Lock lock = rig.locked("t1")) {
            long run = lock.begin(Rig.newRun("p", "t1"));
            lock.commit(run, List.of(ENTRY));
            rig.sql("UPDATE " + LOCKS + " SET fence = fence + 1");
            assertThatThrownBy(() -> lock.commit(run, List.of(ENTRY))).isInstanceOf(LockLost.class);
            assertThatThrownBy(lock::check).isInstanceOf(LockLost.class);
            assertThatThrownBy(() -> lock.begin(Rig.newRun("p", "t1"))).isInstanceOf(LockLost.class);
            assertThat(rig.store().journal(run)).hasSize(1);
        }
    }

    @Test
    void isNotHeldByAFenceAlone() {
        MariaDbStore store = rig.store();
        Store.Lock lock = rig.locked("t1");
        long run = lock.begin(Rig.newRun("p", "t1"));
        try (ServerConnection session = rig.server().open(SessionSettings.FORWARD)) {
            session.update("START TRANSACTION");
            store.append(session, List.of(ENTRY));
            session.commit();
            // nobody took the lock yet, but the connection that holds it is gone
            killHolder();
            session.update("START TRANSACTION");
            assertThatThrownBy(() -> store.append(session, List.of(ENTRY))).isInstanceOf(LockLost.class);
            session.rollbackQuietly();
        }
        assertThat(rig.store().journal(run)).hasSize(1);
        lock.close();
    }

    @Test
    void whoeverTakesItSeesWhatTheOneBeforeWroteLast() throws InterruptedException {
        MariaDbStore store = rig.store();
        Store.Lock lock = rig.locked("t1");
        long run = lock.begin(Rig.newRun("p", "t1"));
        try (ServerConnection session = rig.server().open(SessionSettings.FORWARD)) {
            session.update("START TRANSACTION");
            store.append(session, List.of(ENTRY));
            killHolder();
            // the write is fenced and not yet committed: the next holder has to wait for its outcome
            LockAttempt[] attempt = new LockAttempt[1];
            Thread next = new Thread(() -> attempt[0] = other.store().lock(Rig.owner("t2"), Duration.ofSeconds(5)));
            next.start();
            Thread.sleep(300);
            assertThat(attempt[0]).isNull();
            session.commit();
            next.join();
            assertThat(other.store().journal(run)).hasSize(1);
            assertThat(attempt[0]).isInstanceOf(LockAttempt.Held.class);
            ((LockAttempt.Held) attempt[0]).lock().close();
        }
        lock.close();
    }

    @Test
    void showsSignsOfLife() throws InterruptedException {
        MariaDbStore lively = new MariaDbStore(rig.server(), StoreSchemas.DEFAULT, Duration.ofMillis(50));
        LockAttempt attempt = lively.lock(Rig.owner("t1"), Duration.ZERO);
        try (Store.Lock lock = ((LockAttempt.Held) attempt).lock()) {
            rig.sql("UPDATE " + LOCKS + " SET heartbeat_ymdhis = 20000101000000, expires_ymdhis = 20000101000000");
            for (int i = 0; i < 100 && heartbeat() == 20000101000000L; i++) {
                Thread.sleep(50);
            }
            assertThat(heartbeat()).isGreaterThan(20260101000000L);
            lock.check();
        }
    }

    @Test
    void nothingIsWrittenAfterItWasGivenBack() {
        Store.Lock lock = rig.locked("t1");
        long run = lock.begin(Rig.newRun("p", "t1"));
        lock.close();
        lock.close();
        assertThatThrownBy(() -> lock.commit(run, List.of(ENTRY))).isInstanceOf(LockLost.class);
    }

    private long heartbeat() {
        return Long.parseLong(
                rig.values("SELECT heartbeat_ymdhis FROM " + LOCKS).get(0));
    }

    private void killHolder() {
        String name = "'lupomig/lupomig_orchestration'";
        rig.sql("KILL CONNECTION IS_USED_LOCK(" + name + ")");
        for (int i = 0; i < 200; i++) {
            if (rig.values("SELECT IS_USED_LOCK(" + name + ")").get(0).equals("null")) {
                return;
            }
        }
    }
}
