package org.lupomig.testkit.mariadb;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TestDatabaseChoiceTest {
    @Test
    void aNamedDatabaseIsNotAContainer() {
        Map<String, String> environment = Map.of(
                TestDatabaseChoice.NAMED, "jdbc:mariadb://127.0.0.1:1/?user=x", TestDatabaseChoice.REQUIRED, "true");

        assertThatIllegalStateException()
                .isThrownBy(() -> TestDatabaseChoice.make(environment))
                .withMessage("LUPOMIG_REQUIRE_TESTCONTAINERS is set, and so is LUPOMIG_TEST_DATABASE");
    }

    @Test
    void aNamedDatabaseThatDoesNotAnswerIsAnError() {
        Map<String, String> environment = Map.of(TestDatabaseChoice.NAMED, "jdbc:mariadb://127.0.0.1:1?user=x");

        assertThatIllegalStateException()
                .isThrownBy(() -> TestDatabaseChoice.make(environment))
                .withMessage("cannot use the test database jdbc:mariadb://127.0.0.1:1/");
    }
}
