package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetOperation.Send;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;

class EndSessionIT {
    private static final String LOCK = SessionName.of("dead", 3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Rig rig;

    @BeforeEach
    void connect() {
        rig = TestServer.cleared().withStore();
        rig.sql(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.t (id INT PRIMARY KEY, v VARCHAR(80)) ENGINE=InnoDB",
                "INSERT INTO shop.t SELECT seq, 'v' FROM shop.seq_1_to_300000");
    }

    @AfterEach
    void disconnect() {
        rig.close();
    }

    @Test
    void nothingToEndIsFine() {
        assertThat(rig.target().endSession(LOCK, Duration.ZERO)).isTrue();
    }

    @Test
    void endsARunningAlter() throws InterruptedException {
        TargetSession session = rig.target().open(LOCK, Purpose.FORWARD);
        StatementOutcome[] outcome = new StatementOutcome[1];
        Thread altering = new Thread(() -> outcome[0] = session.execute(
                new Send("ALTER TABLE shop.t ADD COLUMN w VARCHAR(200) DEFAULT 'x', ADD INDEX (v), ALGORITHM=COPY"),
                Duration.ofMinutes(5)));
        altering.start();
        awaitCommand("ALTER TABLE%");
        assertThat(rig.target().endSession(LOCK, PATIENCE)).isTrue();
        altering.join();
        assertThat(outcome[0]).isInstanceOf(StatementOutcome.Lost.class);
        assertThat(rig.values("SHOW COLUMNS FROM shop.t LIKE 'w'")).isEmpty();
        assertThat(rig.values("SELECT IS_USED_LOCK('" + LOCK + "')")).containsExactly("null");
        session.close();
    }

    @Test
    void waitsUntilTheTransactionIsRolledBack() throws SQLException {
        try (TargetSession session = rig.target().open(LOCK, Purpose.FORWARD)) {
            session.execute(new Send("START TRANSACTION"), PATIENCE);
            session.execute(new Send("UPDATE shop.t SET v = 'changed'"), PATIENCE);
            assertThat(rig.target().endSession(LOCK, PATIENCE)).isTrue();
        }
        assertThat(rig.values("SELECT COUNT(*) FROM information_schema.INNODB_TRX"))
                .containsExactly("0");
        assertThat(rig.values("SELECT COUNT(*) FROM shop.t WHERE v = 'changed'"))
                .containsExactly("0");
    }

    @Test
    void saysWhenItLivesOn() {
        try (TargetSession session = rig.target().open(LOCK, Purpose.FORWARD)) {
            session.execute(new Send("START TRANSACTION"), PATIENCE);
            session.execute(new Send("UPDATE shop.t SET v = 'changed'"), PATIENCE);
            assertThat(rig.target().endSession(LOCK, Duration.ofMillis(1))).isFalse();
            assertThat(rig.target().endSession(LOCK, PATIENCE)).isTrue();
        }
    }

    /** Of each it waits for what the others have left of the time. */
    @Test
    void endsSeveralAtTheSameTime() throws SQLException {
        String other = SessionName.of("dead", 4);
        rig.sql("CREATE TABLE shop.u LIKE shop.t", "INSERT INTO shop.u SELECT * FROM shop.t");
        try (TargetSession one = rig.target().open(LOCK, Purpose.FORWARD);
                TargetSession two = rig.target().open(other, Purpose.FORWARD)) {
            one.execute(new Send("START TRANSACTION"), PATIENCE);
            one.execute(new Send("UPDATE shop.t SET v = 'changed'"), PATIENCE);
            two.execute(new Send("START TRANSACTION"), PATIENCE);
            two.execute(new Send("UPDATE shop.u SET v = 'changed'"), PATIENCE);
            List<String> ended = new ArrayList<>();
            long began = System.nanoTime();

            assertThat(rig.target().endSessions(List.of(LOCK, other), Duration.ofMillis(1), () -> ended.add("one")))
                    .containsExactlyInAnyOrder(LOCK, other);

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            assertThat(ended).hasSizeGreaterThanOrEqualTo(2);
            assertThat(rig.target().endSessions(List.of(LOCK, other), PATIENCE, () -> {}))
                    .isEmpty();
        }
        assertThat(rig.values("SELECT COUNT(*) FROM information_schema.INNODB_TRX"))
                .containsExactly("0");
        assertThat(rig.values("SELECT COUNT(*) FROM shop.u WHERE v = 'changed'"))
                .containsExactly("0");
    }

    @Test
    void leavesTheSessionsOfOthersAlone() throws SQLException, InterruptedException {
        var held = new CountDownLatch(1);
        try (Connection innocent = DriverManager.getConnection(rig.url());
                Statement statement = innocent.createStatement()) {
            statement.execute("SELECT GET_LOCK('lupomig/alive/3', 0)");
            held.countDown();
            rig.target().open(LOCK, Purpose.FORWARD);
            held.await();
            assertThat(rig.target().endSession(LOCK, PATIENCE)).isTrue();
            statement.execute("SELECT 1");
        }
    }

    private void awaitCommand(String like) throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            if (!rig.values("SELECT 1 FROM information_schema.PROCESSLIST WHERE INFO LIKE '" + like
                            + "' AND STATE LIKE 'copy%'")
                    .isEmpty()) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("it does not run: " + like);
    }
}
