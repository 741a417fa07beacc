package org.lupomig.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;
import org.lupomig.testkit.Counts;

/**
 * What the journal takes a server to say that ends a COMMIT, or a statement that commits: never that nothing was made
 * durable.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RefusedCommitIT {
    private static final int UNHARMED = 100;
    private static final int ENDED = 2_000;
    private static final int NO_SUCH_SESSION = 1094;

    @RegisterExtension
    final Rig rig = TestServer.cleared().withStore();

    /** @param ends whether it is a write that is committed by a message of its own */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCommitThatFailsMayHaveMadeItDurableAndLeavesNothingOpen(boolean ends) throws Exception {
        try (Store.Lock lock = rig.locked("t1");
                Connection backup = DriverManager.getConnection(rig.url());
                Statement statement = backup.createStatement()) {
            long run = lock.begin(Rig.newRun("p", "t1"));
            Write write = ends ? new Write.RunEnded(RunStatus.COMPLETED, "", 0, 20260108000000L) : entry(1);
            for (String stage : List.of("START", "FLUSH", "BLOCK_DDL", "BLOCK_COMMIT")) {
                statement.execute("BACKUP STAGE " + stage);
            }
            CompletableFuture<@Nullable RuntimeException> answer =
                    CompletableFuture.supplyAsync(() -> thrown(lock, run, write));
            List<String> waiting = List.of();
            while (waiting.isEmpty() && !answer.isDone()) {
                waiting = rig.values("SELECT ID FROM information_schema.PROCESSLIST WHERE INFO = 'COMMIT'"
                        + " AND STATE = 'Waiting for backup lock'");
            }
            statement.execute("KILL QUERY " + waiting.get(0));

            assertThat(answer.get()).isInstanceOf(ConnectionLost.class);
            statement.execute("BACKUP STAGE END");
            lock.commit(run, List.of(entry(2)));
            assertThat(durable()).containsExactly("s2");
            assertThat(rig.values("SELECT status FROM lupomig_orchestration.lupo_migration_tracking"))
                    .containsExactly("running");
        }
    }

    /** A statement that is ended when its COMMIT is through is refused like one that has done nothing. */
    @Test
    void whatIsDurableIsNeverTakenToBeRefused() throws Exception {
        Counts counts = new Counts("commits that somebody tries to end");
        var over = new AtomicBoolean();
        try (Store.Lock lock = rig.locked("t1");
                Connection reader = DriverManager.getConnection(rig.url());
                PreparedStatement durable = reader.prepareStatement(
                        "SELECT 1 FROM lupomig_orchestration.lupo_migration_states WHERE step_name = ?")) {
            long run = lock.begin(Rig.newRun("p", "t1"));
            long began = System.nanoTime();
            for (int i = 0; i < UNHARMED; i++) {
                lock.commit(run, List.of(entry(-i)));
            }
            long each = (System.nanoTime() - began) / UNHARMED;
            String guard = rig.values("SELECT IS_USED_LOCK('lupomig/t1/guard')").get(0);
            CompletableFuture<Void> killer = CompletableFuture.runAsync(() -> killQueries(guard, each, over));
            try {
                for (int i = 1; i <= ENDED && !killer.isDone(); i++) {
                    RuntimeException thrown = thrown(lock, run, entry(i));
                    durable.setString(1, "s" + i);
                    boolean there;
                    try (ResultSet rows = durable.executeQuery()) {
                        there = rows.next();
                    }
                    if (thrown == null) {
                        assertThat(there).as("entry %d", i).isTrue();
                    } else if (!(thrown instanceof ConnectionLost)) {
                        assertThat(there).as("entry %d: %s", i, thrown).isFalse();
                    }
                    counts.count((there ? "durable, " : "not durable, ")
                            + (thrown == null ? "said so" : thrown.getClass().getSimpleName()));
                }
            } finally {
                over.set(true);
                killer.join();
            }
        }
        counts.print();
    }

    /**
     * Again and again, with pauses of up to twice what a commit takes: so it strikes one anywhere. A session whose
     * ROLLBACK it strikes is given up, and that is the end.
     */
    private void killQueries(String session, long commitNanos, AtomicBoolean over) {
        var random = new SplittableRandom(20260108);
        try (Connection connection = DriverManager.getConnection(rig.url());
                Statement statement = connection.createStatement()) {
            while (!over.get()) {
                long end = System.nanoTime() + random.nextLong(2 * commitNanos);
                while (System.nanoTime() - end < 0) {
                    Thread.onSpinWait();
                }
                statement.execute("KILL QUERY " + session);
            }
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_SESSION) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Write entry(int number) {
        return new Write.Journal(new JournalEntry(
                0,
                new Address("p", "b", "s" + number),
                JournalEntry.Kind.DONE,
                null,
                State.IDLE,
                null,
                20260108000000L,
                0,
                Map.of()));
    }

    private static @Nullable RuntimeException thrown(Store.Lock lock, long run, Write write) {
        try {
            lock.commit(run, List.of(write));
            return null;
        } catch (ConnectionLost | ServerRefused | Store.LockLost e) {
            return e;
        }
    }

    private List<String> durable() {
        return rig.values("SELECT step_name FROM lupomig_orchestration.lupo_migration_states"
                + " ORDER BY migration_state_id DESC LIMIT 1");
    }
}
