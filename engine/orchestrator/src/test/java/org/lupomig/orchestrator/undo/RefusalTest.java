package org.lupomig.orchestrator.undo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lupomig.orchestrator.port.StatementOutcome;

class RefusalTest {
    private static String text(int code, String message) {
        return String.valueOf(Refusal.textOf(Refusal.in(new StatementOutcome.Refused(code, "HY000", message))));
    }

    @Test
    void aFullDiskIsSaidAndWhatToDo() {
        assertThat(text(1114, "The table 'users' is full"))
                .isEqualTo(
                        "there is no room for it on the server, whose disk is full or which has come to a limit that it"
                                + " names; make room there: the server says 1114 The table 'users' is full");
        assertThat(text(1005, "Can't create table `s`.`t` (errno: 28 \"No space left on device\")"))
                .contains("make room there: the server says 1005");
    }

    @Test
    void whatElseItRefusesIsInItsWords() {
        assertThat(text(1060, "Duplicate column name 'x'")).isEqualTo("the server says 1060 Duplicate column name 'x'");
        assertThat(text(0, "rows have been changed since")).isEqualTo("rows have been changed since");
    }
}
