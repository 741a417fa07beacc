package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What the tables of a store and the server say when no command is at work, and none has left anything to be ended. */
final class StoreAtRest {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(180);
    private static final String STORE = "lupomig_orchestration.";
    private static final String EPHEMERAL = "lupomig_ephemeral.";

    private StoreAtRest() {}

    /** No step is between two states, nobody holds a lock, waits or has a session. */
    static void assertIn(TestDatabase database, String where) throws SQLException {
        assertNoStepUnderWay(database, where);
        assertUnlocked(database, where);
        assertNoSession(database, where);
    }

    /** No step is between two states. */
    static void assertNoStepUnderWay(TestDatabase database, String where) throws SQLException {
        assertThat(database.query("SELECT step_name FROM " + STORE + "migration_files WHERE state_id NOT IN (1, 8)"))
                .as("steps between two states: %s", where)
                .isEmpty();
    }

    /** Nobody holds a lock, or waits for one. */
    static void assertUnlocked(TestDatabase database, String where) throws SQLException {
        assertThat(database.query("SELECT lock_type, lock_key, owner FROM " + EPHEMERAL
                        + "lupo_locks WHERE lock_type <> 'store'"))
                .as("locks: %s", where)
                .isEmpty();
        assertThat(database.query("SELECT job_id, status FROM " + EPHEMERAL + "lupo_job_queue"))
                .as("who waits: %s", where)
                .isEmpty();
    }

    /** And nothing is frozen. */
    static void assertThawed(TestDatabase database, String where) throws SQLException {
        assertThat(state(database)).as(where).isEqualTo("normal");
    }

    /** The published state of the system. */
    static String state(TestDatabase database) throws SQLException {
        List<String> states = database.query("SELECT state FROM " + STORE + "migration_system_state");
        assertThat(states).hasSizeLessThanOrEqualTo(1);
        return states.isEmpty() ? "normal" : states.get(0);
    }

    /** Ended ones take a moment to leave; a lock of the server goes with its session. */
    static void assertNoSession(TestDatabase database, String where) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        List<String> others;
        do {
            others = database.query("SELECT ID, COMMAND, INFO FROM information_schema.PROCESSLIST"
                    + " WHERE ID <> CONNECTION_ID() AND USER NOT IN ('system user', 'event_scheduler')");
        } while (!others.isEmpty() && System.nanoTime() < deadline);
        assertThat(others).as("sessions: %s", where).isEmpty();
    }
}
