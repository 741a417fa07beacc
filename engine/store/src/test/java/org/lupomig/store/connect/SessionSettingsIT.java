package org.lupomig.store.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;

/** What a connection of ours goes by, whatever the server is set to. */
class SessionSettingsIT {
    /** What a script says of how tables are made is heeded; what is made again is what it was. */
    @ParameterizedTest
    @CsvSource({
        "alter_algorithm, 'INSTANT', DEFAULT",
        "explicit_defaults_for_timestamp, 0, 1",
        "check_constraint_checks, 1, 0"
    })
    void theWayBackDoesWhatDefinitionsSay(String variable, String global, String own) {
        try (Rig rig = TestServer.cleared()) {
            rig.sql("SET GLOBAL " + variable + " = " + global);
            try (Rig later = rig.again();
                    ServerConnection connection = later.server().open(SessionSettings.UNDO)) {
                assertThat(connection.<String>one("SELECT @@" + variable, (row, ctx) -> row.getString(1)))
                        .isEqualTo(own);
            } finally {
                rig.sql("SET GLOBAL " + variable + " = DEFAULT");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sql_select_limit, 1, 18446744073709551615",
        "system_versioning_asof, '''2020-01-01 00:00:00''', DEFAULT",
        "sql_auto_is_null, 1, 0",
        "sql_quote_show_create, 0, 1",
        "max_error_count, 0, 64",
        "tx_read_only, 1, 0",
        "tx_isolation, '''SERIALIZABLE''', REPEATABLE-READ",
        "completion_type, 1, NO_CHAIN",
        "unique_checks, 0, 1",
        "sql_if_exists, 1, 0",
        "sql_safe_updates, 1, 0",
        "sql_big_selects, 0, 1",
        "max_session_mem_used, 8192, 9223372036854775807",
        "tmp_disk_table_size, 1024, 18446744073709551615",
        "idle_transaction_timeout, 1, 0",
        "idle_readonly_transaction_timeout, 1, 0",
        "idle_write_transaction_timeout, 1, 0",
        "lock_wait_timeout, 7, ",
        "wait_timeout, 7, 2147483"
    })
    void everyConnectionSaysItself(String variable, String global, String own) {
        try (Rig rig = TestServer.cleared()) {
            rig.sql("SET GLOBAL " + variable + " = " + global);
            try (Rig later = rig.again()) {
                for (SessionSettings settings : SessionSettings.values()) {
                    try (ServerConnection connection = later.server().open(settings)) {
                        String value = connection.one("SELECT @@" + variable, (row, ctx) -> row.getString(1));
                        if (settings == SessionSettings.LOCK && variable.equals("idle_transaction_timeout")) {
                            // bounded: a client that stands still must not keep others from their locks
                            assertThat(value).isEqualTo("15");
                        } else if (own == null) {
                            assertThat(value).as(settings.name()).isNotEqualTo(global);
                        } else {
                            assertThat(value).as(settings.name()).isEqualTo(own);
                        }
                    }
                }
            } finally {
                rig.sql("SET GLOBAL " + variable + " = DEFAULT");
            }
        }
    }
}
