package org.lupomig.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.FailurePoint;

/** What a failure takes back. */
class FailedTest {
    @ParameterizedTest
    @CsvSource({
        "MIXED_EPOCHS, D, A",
        "TIMESTAMP_REGRESSION, B, A",
        "HEADER_FAILURE, D, D",
        "HEADER_FAILURE, B, B",
        "AUTHORITY_UNRESOLVED, D, C",
        "ORPHANS, D, C",
        "ORPHANS, A, A"
    })
    void aFailurePointTakesBackAtLeastWhatItSays(FailurePoint point, RollbackClass declared, RollbackClass expected) {
        Problem problem = Problem.of(point.message(), "a", "b", "c");
        assertThat(new Failed(problem, declared).rollbackClass()).isEqualTo(expected);
    }
}
