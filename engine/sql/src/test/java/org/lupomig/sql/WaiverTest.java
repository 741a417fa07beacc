package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs without a way back, because its author says so, and what does not even then. */
class WaiverTest {
    private static final String REST = " 'x.csv' INTO TABLE t";

    @Test
    void aFileOfTheServerIsLoadedAndOneOfThisMachineIsNot() {
        assertThat(waived("LOAD DATA INFILE" + REST).diagnostics()).isEmpty();
        assertThat(waived("LOAD DATA LOCAL INFILE" + REST).diagnostics())
                .extracting(said -> said.message())
                .containsExactly(
                        "LOAD DATA is not run: no file of this machine is sent to the server; without LOCAL the"
                                + " server reads its own.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "require_secure_transport",
                "redirect_url",
                "proxy_protocol_networks",
                "default_password_lifetime",
                "disconnect_on_expired_password",
                "enforce_storage_engine",
                "wsrep_reject_queries",
                "max_connections"
            })
    void whatTheWayBackStandsOnStaysAsItIs(String variable) {
        String sql = "SET GLOBAL " + variable + " = 1";
        for (ScriptUse use : List.of(ScriptUse.FORWARD, ScriptUse.WAIVED)) {
            assertThat(SqlScript.statement(sql, "c", use).diagnostics())
                    .singleElement()
                    .satisfies(said -> assertThat(said.message())
                            .contains("taking back everything else needs "
                                    + variable.toUpperCase(Locale.ROOT)
                                    + " as it is"));
        }
    }

    /** Our sessions say theirs, whatever the server's is. */
    @ParameterizedTest
    @ValueSource(strings = {"GLOBAL sql_select_limit = 1", "GLOBAL tx_read_only = 1", "GLOBAL TRANSACTION READ ONLY"})
    void whatOurSessionsSayThemselvesMayBeSet(String set) {
        assertThat(SqlScript.statement("SET " + set, "c", ScriptUse.FORWARD).diagnostics())
                .isEmpty();
    }

    private static SqlScript waived(String sql) {
        return SqlScript.statement(sql, "c", ScriptUse.WAIVED);
    }
}
