package org.lupomig.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;

/** What the store keeps for a time only: what is over its time goes, by the server's clock, and nothing else. */
class ExpiringRowsIT {
    private static final String PAST = "(UTC_TIMESTAMP() - INTERVAL 5 SECOND) + 0";
    private static final String LONG_PAST = "20200101000000";
    private static final String TO_COME = "(UTC_TIMESTAMP() + INTERVAL 1 HOUR) + 0";

    @RegisterExtension
    final Rig rig = TestServer.cleared().withStore();

    /** Two of each that are over, and one that is not. */
    @BeforeEach
    void fill() {
        for (String expires : List.of(PAST, LONG_PAST, TO_COME)) {
            String key = "SHA2('" + expires + "', 256)";
            String times = ", " + expires + ", UTC_TIMESTAMP() + 0, UTC_TIMESTAMP() + 0)";
            rig.sql(
                    "INSERT INTO lupomig_ephemeral.lupo_cache (cache_key, cache_group, cache_value, hit_count,"
                            + " expires_ymdhis, created_ymdhis, updated_ymdhis) VALUES (" + key + ", 'plans', '{}', 0"
                            + times,
                    "INSERT INTO lupomig_ephemeral.lupo_temp_data (temp_key, temp_type, temp_data, created_by,"
                            + " expires_ymdhis, created_ymdhis, updated_ymdhis) VALUES (" + key
                            + ", 'scratch', '{}', 'anna'" + times,
                    "INSERT INTO lupomig_ephemeral.lupo_sessions (session_key, actor, session_data, ip_address,"
                            + " user_agent, last_activity_ymdhis, expires_ymdhis, created_ymdhis, updated_ymdhis)"
                            + " VALUES (" + key + ", 'anna', '{}', '', '', 0" + times);
        }
    }

    private List<String> rows() {
        return rig.values("SELECT (SELECT COUNT(*) FROM lupomig_ephemeral.lupo_cache),"
                + " (SELECT COUNT(*) FROM lupomig_ephemeral.lupo_temp_data),"
                + " (SELECT COUNT(*) FROM lupomig_ephemeral.lupo_sessions)");
    }

    @Test
    void theyGoAFewAtATime() {
        assertThat(rig.store().expiredRows()).isEqualTo(6);
        try (Store.Lock lock = rig.locked("t1")) {
            assertThat(lock.removeExpired(1)).isEqualTo(1);
            assertThat(rig.values("SELECT MIN(expires_ymdhis) > " + LONG_PAST + " FROM lupomig_ephemeral.lupo_cache"))
                    .containsExactly("1");
            assertThat(lock.removeExpired(3)).isEqualTo(3);
            assertThat(rows()).containsExactly("1", "1", "3");
            assertThat(lock.removeExpired(3)).isEqualTo(2);
            assertThat(lock.removeExpired(3)).isZero();
        }
        assertThat(rows()).containsExactly("1", "1", "1");
        assertThat(rig.store().expiredRows()).isZero();
    }

    @Test
    void whoHasLostTheLocksRemovesNothing() {
        try (Store.Lock lock = rig.locked("t1")) {
            rig.sql("DELETE FROM lupomig_ephemeral.lupo_locks WHERE lock_type = 'holder'");
            assertThatThrownBy(() -> lock.removeExpired(10)).isInstanceOf(Store.LockLost.class);
        }
        assertThat(rows()).containsExactly("3", "3", "3");
    }

    @Test
    void whereNoStoreWasMadeNothingHasExpired() {
        rig.sql("DROP SCHEMA lupomig_ephemeral", "DROP SCHEMA lupomig_orchestration");
        assertThat(rig.store().expiredRows()).isZero();
    }
}
