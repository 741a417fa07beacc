package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lupomig.model.diagnostic.MessageType;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.store.StoreMessage;

/** Servers that are hard to have, by what they would say of themselves. */
class ServerObjectionsTest {
    private static final Map<String, String> PLAIN = Map.of(
            "innodb_flush_log_at_trx_commit", "1", "read_only", "OFF", "slave_running", "OFF", "slaves_running", "0");

    @Test
    void nothingSpeaksAgainstAPlainServer() {
        assertThat(ServerObjections.judge(PLAIN, true)).isEmpty();
        // a server need not know replication's words
        assertThat(ServerObjections.judge(Map.of("innodb_flush_log_at_trx_commit", "1"), true))
                .isEmpty();
    }

    @Test
    void aServerWithoutInnoDb() {
        Map<String, String> without = new HashMap<>(PLAIN);
        without.remove("innodb_flush_log_at_trx_commit");
        assertThat(types(without, true)).containsExactly(StoreMessage.INNODB_MISSING);
    }

    @Test
    void aReplicaOfOneServerOrOfSeveral() {
        assertThat(with("slave_running", "ON")).containsExactly(StoreMessage.SERVER_IS_REPLICA);
        assertThat(with("slaves_running", "2")).containsExactly(StoreMessage.SERVER_IS_REPLICA);
    }

    @Test
    void anotherSessionThanTheOneThatGreeted() {
        assertThat(types(PLAIN, false)).containsExactly(StoreMessage.SESSIONS_SHARED);
    }

    @Test
    void everyKindOfReadOnly() {
        for (String value : List.of("ON", "NO_LOCK", "NO_LOCK_NO_ADMIN")) {
            assertThat(with("read_only", value)).containsExactly(StoreMessage.SERVER_READ_ONLY);
        }
    }

    @Test
    void anEngineThatIsForcedUponEveryTable() {
        assertThat(with("enforce_storage_engine", "Aria")).containsExactly(StoreMessage.ENGINE_ENFORCED);
        assertThat(with("enforce_storage_engine", "InnoDB")).isEmpty();
        assertThat(with("enforce_storage_engine", "")).isEmpty();
    }

    @Test
    void allAtOnce() {
        Map<String, String> worst = Map.of(
                "innodb_flush_log_at_trx_commit", "0", "read_only", "ON", "slave_running", "ON", "slaves_running", "1");
        assertThat(types(worst, false))
                .containsExactly(
                        StoreMessage.DURABILITY_RELAXED,
                        StoreMessage.SERVER_READ_ONLY,
                        StoreMessage.SERVER_IS_REPLICA,
                        StoreMessage.SESSIONS_SHARED);
    }

    private static List<MessageType> with(String name, String value) {
        Map<String, String> values = new HashMap<>(PLAIN);
        values.put(name, value);
        return types(values, true);
    }

    private static List<MessageType> types(Map<String, String> values, boolean ownSession) {
        return ServerObjections.judge(values, ownSession).stream()
                .map(Problem::type)
                .toList();
    }
}
