package org.lupomig.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.claim.Ahead;
import org.lupomig.orchestrator.claim.Claim;
import org.lupomig.orchestrator.claim.Claims;
import org.lupomig.orchestrator.claim.LockRequest;
import org.lupomig.orchestrator.journal.Barrier;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.SystemState.Holder;
import org.lupomig.orchestrator.journal.SystemState.Mode;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.SessionName;
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
    private static final Write ENDED = new Write.RunEnded(RunStatus.COMPLETED, "", 0, 20260108000000L);
    private static final String LOCKS = "lupomig_ephemeral.lupo_locks";
    private static final Claims T = Claims.of(List.of(Claim.plan("p"), Claim.object("shop", "t")));
    private static final Claims U = Claims.of(List.of(Claim.plan("q"), Claim.object("shop", "u")));
    private static final Claims SHOP = Claims.of(List.of(Claim.plan("r"), Claim.schema("shop")));

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

    private static Store.Lock held(@Nullable LockAttempt attempt) {
        if (attempt instanceof LockAttempt.Held held) {
            return held.lock();
        }
        throw new AssertionError("not held: " + attempt);
    }

    private static List<Ahead> ahead(@Nullable LockAttempt attempt) {
        if (attempt instanceof LockAttempt.Waiting waiting) {
            return waiting.ahead();
        }
        throw new AssertionError("does not wait: " + attempt);
    }

    private Store.Ticket ticket(Rig of, String token, Claims claims, int priority) {
        return of.store().ticket(new LockRequest(Rig.owner(token), "work of " + token, claims, priority));
    }

    @Test
    void whatIsInCommonIsHeldByOneAndSaysByWhom() {
        try (Store.Lock lock = held(rig.asks("t1", T))) {
            lock.check();
            assertThat(ahead(other.asks("t2", SHOP)))
                    .containsExactly(
                            new Ahead(Rig.owner("t1"), "work of t1", true, false, List.of(Claim.schema("shop"))));
            held(other.asks("t3", U)).close();
        }
        held(other.asks("t2", SHOP)).close();
        assertThat(rig.values("SELECT lock_type FROM " + LOCKS)).containsExactly("store");
    }

    @Test
    void theSecondInLineGoesWhenTheFirstHasGone() {
        Store.Lock lock = held(rig.asks("t1", T));
        try (Store.Ticket second = ticket(other, "t2", SHOP, 0);
                Store.Ticket third = ticket(rig, "t3", U, 0);
                Store.Ticket first = ticket(rig, "t4", SHOP, 3)) {
            assertThat(((LockAttempt.Waiting) second.ask(true)).place()).isEqualTo(1);
            // has nothing in common with what is at work, and waits all the same: else the second might wait for ever
            assertThat(ahead(third.ask(true))).extracting(Ahead::work).containsExactly("work of t2");
            assertThat(((LockAttempt.Waiting) first.ask(true)).place()).isEqualTo(1);
            assertThat(((LockAttempt.Waiting) second.ask(true)).place()).isEqualTo(2);
            lock.close();
            ahead(second.ask(true));
            Store.Lock now = held(first.ask(true));
            ahead(second.ask(true));
            now.close();
            Store.Lock then = held(second.ask(true));
            ahead(third.ask(true));
            then.close();
            held(third.ask(true)).close();
        }
        assertThat(rig.values("SELECT COUNT(*) FROM lupomig_ephemeral.lupo_job_queue"))
                .containsExactly("0");
    }

    @Test
    void oneWhoDiesWaitingHoldsNobodyUp() {
        Store.Lock lock = held(rig.asks("t1", T));
        try (Store.Ticket dies = ticket(other, "t2", SHOP, 5);
                Store.Ticket next = ticket(rig, "t3", U, 0)) {
            ahead(dies.ask(true));
            ahead(next.ask(true));
            killGuard("t2");
            held(next.ask(true)).close();
        }
        lock.close();
    }

    @Test
    void oneWhoAsksNoMoreHoldsNobodyUp() {
        Store.Lock lock = held(rig.asks("t1", T));
        try (Store.Ticket sleeps = ticket(other, "t2", SHOP, 5);
                Store.Ticket next = ticket(rig, "t3", U, 0)) {
            ahead(sleeps.ask(true));
            rig.sql("UPDATE lupomig_ephemeral.lupo_job_queue SET updated_ymdhis = 20260101000000");
            held(next.ask(true)).close();
            // it comes back to its own place
            ahead(sleeps.ask(true));
            ahead(next.ask(true));
        }
        lock.close();
    }

    @Test
    void aDeadRunIsTakenOverByOne() {
        Store.Lock dead = held(rig.asks("t1", T));
        long run = dead.begin(Rig.newRun("p", "t1"));
        assertThat(other.store().deadRuns()).isEmpty();
        RunRecord record = other.store().unfinishedRuns().get(0);
        assertThat(other.store().takeOver(record, Rig.owner("t2"))).isNull();
        killGuard("t1");
        assertThat(other.store().deadRuns()).extracting(RunRecord::id).containsExactly(run);
        assertThat(ahead(other.asks("t3", SHOP))).singleElement().matches(Ahead::dead);

        @Nullable LockAttempt attempt = other.store().takeOver(record, Rig.owner("t2"));
        try (Store.Lock lock = held(attempt)) {
            assertThat(rig.store().takeOver(record, Rig.owner("t4"))).isNull();
            assertThat(rig.store().deadRuns()).isEmpty();
            assertThat(ahead(rig.asks("t3", SHOP))).singleElement().satisfies(one -> {
                assertThat(one.dead()).isFalse();
                assertThat(one.owner().token()).isEqualTo("t2");
            });
            assertThatThrownBy(() -> dead.commit(run, List.of(ENTRY))).isInstanceOf(ConnectionLost.class);
            assertThatThrownBy(dead::check).isInstanceOf(ConnectionLost.class);
            dead.close();
            lock.commit(run, List.of(ENTRY, ENDED));
        }
        assertThat(rig.store().journal(run)).hasSize(1);
        assertThat(rig.store().takeOver(record, Rig.owner("t5"))).isNull();
        held(rig.asks("t3", SHOP)).close();
    }

    @Test
    void aRunThatNobodyIsRecordedForWaitsUntilItIsAlone() {
        Store.Lock dead = held(rig.asks("t1", T));
        dead.begin(Rig.newRun("p", "t1"));
        killGuard("t1");
        rig.sql("DELETE FROM " + LOCKS);
        RunRecord record = other.store().deadRuns().get(0);
        try (Store.Lock beside = held(rig.asks("t3", U))) {
            beside.check();
            assertThat(ahead(other.store().takeOver(record, Rig.owner("t2")))).hasSize(1);
        }
        held(other.store().takeOver(record, Rig.owner("t2"))).close();
        assertThat(other.store().deadRuns()).hasSize(1);
        dead.close();
    }

    /** Somebody may have removed the rows: the run is alive, and nobody knows what it claims. */
    @Test
    void aRunThatIsAliveIsNotTakenForDeadWithoutItsRows() {
        Store.Lock alive = held(rig.asks("t1", T));
        alive.begin(Rig.newRun("p", "t1"));
        rig.sql("DELETE FROM " + LOCKS);
        RunRecord record = other.store().unfinishedRuns().get(0);

        assertThat(other.store().deadRuns()).isEmpty();
        assertThat(ahead(other.store().takeOver(record, Rig.owner("t2")))).hasSize(1);
        assertThat(ahead(other.asks("t3", U))).singleElement().satisfies(one -> {
            assertThat(one.owner().token()).isEqualTo("t1");
            assertThat(one.dead()).isFalse();
            assertThat(one.work()).isEqualTo("a run whose locks somebody has removed");
        });

        // it finds that it has lost them before its next statement, and ends
        assertThatThrownBy(alive::check).isInstanceOf(LockLost.class);
        alive.close();
        assertThat(other.store().deadRuns()).hasSize(1);
        held(other.store().takeOver(record, Rig.owner("t2"))).close();
    }

    @Test
    void whoShowsNoSignOfLifeIsEndedAndTakenOver() {
        Store.Lock silent = held(rig.asks("t1", T));
        long run = silent.begin(Rig.newRun("p", "t1"));
        rig.sql("UPDATE " + LOCKS + " SET expires_ymdhis = 20260101000000");
        RunRecord record = other.store().deadRuns().get(0);
        try (Store.Lock lock = held(other.store().takeOver(record, Rig.owner("t2")))) {
            assertThatThrownBy(() -> silent.commit(run, List.of(ENTRY)))
                    .isInstanceOfAny(ConnectionLost.class, LockLost.class);
            lock.commit(run, List.of(ENDED));
        }
        silent.close();
    }

    @Test
    void whoIsSilentAndHasBegunNothingIsForgotten() {
        Store.Lock silent = held(rig.asks("t1", T));
        rig.sql("UPDATE " + LOCKS + " SET expires_ymdhis = 20260101000000");
        held(other.asks("t2", SHOP)).close();
        assertThatThrownBy(() -> silent.begin(Rig.newRun("p", "t1")))
                .isInstanceOfAny(ConnectionLost.class, LockLost.class);
        silent.close();
        assertThat(rig.store().unfinishedRuns()).isEmpty();
    }

    @Test
    void whatHasNotEndedStaysClaimedWhenItsHolderLetsGo() {
        Store.Lock lock = held(rig.asks("t1", T));
        long run = lock.begin(Rig.newRun("p", "t1"));
        lock.close();
        assertThat(other.store().deadRuns()).extracting(RunRecord::id).containsExactly(run);
        assertThat(ahead(other.asks("t2", SHOP))).singleElement().matches(Ahead::dead);
        held(other.asks("t3", U)).close();
    }

    @Test
    void writesNothingOnceAnotherHasTakenIt() {
        try (Store.Lock lock = rig.locked("t1")) {
            long run = lock.begin(Rig.newRun("p", "t1"));
            lock.commit(run, List.of(ENTRY));
            rig.sql("UPDATE " + LOCKS + " SET owner_token = 't2' WHERE lock_type = 'holder'");
            assertThatThrownBy(() -> lock.commit(run, List.of(ENTRY))).isInstanceOf(LockLost.class);
            assertThatThrownBy(lock::check).isInstanceOf(LockLost.class);
            assertThatThrownBy(() -> lock.begin(Rig.newRun("p", "t1"))).isInstanceOf(LockLost.class);
            assertThat(rig.store().journal(run)).hasSize(1);
        }
    }

    @Test
    void isNotHeldByARowAlone() {
        MariaDbStore store = rig.store();
        Store.Lock lock = rig.locked("t1");
        long run = lock.begin(Rig.newRun("p", "t1"));
        try (ServerConnection session = rig.server().open(SessionSettings.FORWARD)) {
            session.update("START TRANSACTION");
            store.append(session, List.of(ENTRY));
            session.commit();
            // nobody took it over yet, but the connection that guards it is gone
            killGuard("t1");
            session.update("START TRANSACTION");
            assertThatThrownBy(() -> store.append(session, List.of(ENTRY))).isInstanceOf(LockLost.class);
            session.rollbackQuietly();
        }
        assertThat(rig.store().journal(run)).hasSize(1);
        lock.close();
    }

    @Test
    void whatIsWrittenUponAnotherStateIsNotWrittenHoweverMuchItIs() {
        Store.Lock lock = rig.locked("t1");
        long run = lock.begin(Rig.newRun("p", "t1"));
        SystemState before = SystemState.normal(20260108000000L, 0);
        lock.commit(run, List.of(new Write.Published(before)));
        SystemState after = SystemState.normal(20260108000001L, 7);
        for (int entries : new int[] {1, 40}) {
            List<Write> writes = new ArrayList<>(Collections.nCopies(
                    entries,
                    new Write.Journal(new JournalEntry(
                            0,
                            new Address("p", "b", "s"),
                            JournalEntry.Kind.DONE,
                            null,
                            State.IDLE,
                            null,
                            20260108000000L,
                            0,
                            Map.of("sql", "x".repeat(20_000))))));
            writes.add(new Write.Declared(before, after));
            assertThatThrownBy(() -> lock.commit(run, writes)).isInstanceOf(Store.StateMoved.class);
            assertThat(rig.store().journal(run)).isEmpty();
            assertThat(rig.store().systemState()).isEqualTo(before);
        }
        lock.close();
    }

    @Test
    void whatIsToComeBackIsPartOfTheStateThatIsWrittenUpon() {
        Store.Lock lock = rig.locked("t1");
        long run = lock.begin(Rig.newRun("p", "t1"));
        SystemState frozen = frozen(run, new Barrier.ReadOnly("OFF", "db:3306 1700000000"));
        lock.commit(run, List.of(new Write.Published(frozen)));
        assertThat(rig.store().systemState()).isEqualTo(frozen);
        SystemState renewed = frozen.having(new Barrier.ReadOnly("ON", "db:3306 1700000009"));
        lock.commit(run, List.of(new Write.Declared(renewed, frozen)));

        // Who has looked before takes for somebody else's by now what this one has raised.
        assertThatThrownBy(() -> lock.commit(run, List.of(new Write.Declared(renewed, frozen))))
                .isInstanceOf(Store.StateMoved.class);

        assertThat(rig.store().systemState()).isEqualTo(renewed);
        lock.commit(run, List.of(new Write.Declared(frozen(run, Barrier.NONE), renewed)));
        lock.commit(run, List.of(new Write.Declared(frozen, frozen(run, Barrier.NONE))));
        lock.close();
    }

    private static SystemState frozen(long run, Barrier barrier) {
        Holder holder = new Holder(run, "anna@build-7", true, 1_767_830_400_000L);
        return new SystemState(Mode.FROZEN, "a check", List.of("core"), 20260108000000L, barrier, holder, 0);
    }

    @Test
    void whoDeclaresAnEmergencyJustNowKeepsNobodyFromWriting() {
        Store.Lock lock = rig.locked("t1");
        long run = lock.begin(Rig.newRun("p", "t1"));
        SystemState state = SystemState.normal(20260108000000L, 0);
        lock.commit(run, List.of(new Write.Published(state)));
        try (ServerConnection session = rig.server().open(SessionSettings.FORWARD)) {
            session.update("START TRANSACTION");
            session.update("UPDATE lupomig_orchestration.migration_system_state SET state = 'emergency'");
            lock.commit(run, List.of(ENTRY));
            assertThat(lock.inEmergency()).isFalse();
            session.commit();
        }
        lock.commit(run, List.of(ENTRY));
        assertThat(lock.inEmergency()).isTrue();
        assertThat(rig.store().journal(run)).hasSize(2);
        lock.close();
    }

    @Test
    void whatIsStillOpenOfADeadOneHoldsNobodyUp() {
        MariaDbStore store = rig.store();
        Store.Lock lock = held(rig.asks("t1", T));
        long run = lock.begin(Rig.newRun("p", "t1"));
        try (ServerConnection session = rig.server().open(SessionSettings.FORWARD)) {
            session.update("START TRANSACTION");
            store.append(session, List.of(ENTRY));
            killGuard("t1");
            // that session is ended and waited for before anything is judged
            RunRecord record = other.store().deadRuns().get(0);
            Store.Lock taken = held(other.store().takeOver(record, Rig.owner("t2")));
            session.commit();
            assertThat(other.store().journal(run)).hasSize(1);
            taken.close();
        }
        lock.close();
    }

    @Test
    void showsSignsOfLife() throws InterruptedException {
        MariaDbStore lively = new MariaDbStore(rig.server(), StoreSchemas.DEFAULT, Duration.ofMillis(50));
        try (Store.Ticket ticket = lively.ticket(new LockRequest(Rig.owner("t1"), "work", T, 0));
                Store.Lock lock = held(ticket.ask(false))) {
            rig.sql("UPDATE " + LOCKS + " SET heartbeat_ymdhis = 20000101000000, expires_ymdhis = 20000101000000");
            for (int i = 0; i < 100 && heartbeat() == 20000101000000L; i++) {
                Thread.sleep(50);
            }
            assertThat(heartbeat()).isGreaterThan(20260101000000L);
            lock.check();
        }
    }

    @Test
    void signsOfLifeThatAreRefusedAreTriedAgain() throws InterruptedException {
        MariaDbStore lively = new MariaDbStore(rig.server(), StoreSchemas.DEFAULT, Duration.ofMillis(50));
        try (Store.Ticket ticket = lively.ticket(new LockRequest(Rig.owner("t1"), "work", T, 0));
                Store.Lock lock = held(ticket.ask(false))) {
            rig.sql("CREATE TABLE lupomig_ephemeral.refusals (id INT AUTO_INCREMENT PRIMARY KEY) ENGINE = MyISAM");
            rig.sql("CREATE TRIGGER lupomig_ephemeral.refuses BEFORE UPDATE ON " + LOCKS + " FOR EACH ROW BEGIN"
                    + " INSERT INTO lupomig_ephemeral.refusals () VALUES (); SIGNAL SQLSTATE '45000'; END");
            for (int i = 0; i < 200 && refusals() < 2; i++) {
                Thread.sleep(50);
            }
            int refused = refusals();
            rig.sql("DROP TRIGGER lupomig_ephemeral.refuses");
            rig.sql("DROP TABLE lupomig_ephemeral.refusals");
            rig.sql("UPDATE " + LOCKS + " SET heartbeat_ymdhis = 20000101000000, expires_ymdhis = 20000101000000");
            for (int i = 0; i < 200 && heartbeat() == 20000101000000L; i++) {
                Thread.sleep(50);
            }
            assertThat(refused).isGreaterThan(1);
            assertThat(heartbeat()).isGreaterThan(20260101000000L);
            lock.check();
        }
    }

    private int refusals() {
        return Integer.parseInt(
                rig.values("SELECT COUNT(*) FROM lupomig_ephemeral.refusals").get(0));
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
        return Long.parseLong(rig.values("SELECT heartbeat_ymdhis FROM " + LOCKS + " WHERE lock_type = 'holder'")
                .get(0));
    }

    private void killGuard(String token) {
        String name = "'" + SessionName.guard(token) + "'";
        rig.sql("KILL CONNECTION IS_USED_LOCK(" + name + ")");
        for (int i = 0; i < 200; i++) {
            if (rig.values("SELECT IS_USED_LOCK(" + name + ")").get(0).equals("null")) {
                return;
            }
        }
    }
}
