package org.lupomig.orchestrator.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lupomig.model.state.State;

class RecoveryTableTest {
    @ParameterizedTest
    @CsvSource({
        "IDLE, LEAVE",
        "PREPARING, ABANDON",
        "VALIDATING_PRE, ABANDON",
        "MIGRATING, UNDO",
        "VALIDATING_POST, UNDO",
        "COMPLETING, COMPLETE",
        "ROLLING_BACK, UNDO",
        "FAILED, LEAVE"
    })
    void whatBecomesOfAStepWhoseRunDied(State state, RecoveryTable.Action action) {
        assertThat(RecoveryTable.of(state)).isEqualTo(action);
    }
}
