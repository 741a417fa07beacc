package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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

    private static SqlScript waived(String sql) {
        return SqlScript.statement(sql, "c", ScriptUse.WAIVED);
    }
}
