package org.lupomig.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lupomig.orchestrator.port.StatementOutcome;

class NoRoomTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            1114; The table 'more' is full; true
            1021; Disk full (/tmp/#sql.MAI); true
            1005; Can't create table `s`.`t` (errno: 135 "No more room in record file"); true
            1005; Can't create table `s`.`t` (errno: 150 "Foreign key constraint is incorrectly formed"); false
            3; Error writing file './s/t.frm' (Errcode: 28 "No space left on device"); true
            1026; Error writing file '/tmp/MYfd=12' (Errcode: 28 "Kein Speicherplatz"); true
            1030; Got error 28 "No space left on device" from storage engine InnoDB; true
            1030; Got error 281 from storage engine InnoDB; false
            1060; Duplicate column name 'x'; false
            """)
    void whatSaysSo(int code, String message, boolean says) {
        assertThat(NoRoom.is(new StatementOutcome.Refused(code, "HY000", message)))
                .isEqualTo(says);
    }
}
