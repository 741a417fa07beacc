package org.lupomig.cli.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.orchestrator.journal.Owner;

class ScratchContainerTest {
    private static final Owner OWNER = new Owner("token", "tester", 1, 20260101000000L);

    @Test
    void withoutAContainerEngineItIsSaidWhatToDo() {
        var answer = ScratchContainer.start("mariadb:11.4", OWNER, () -> false);

        assertThat(answer.isOk()).isFalse();
        assertThat(answer.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.type()).isEqualTo(CliMessage.NO_CONTAINER_ENGINE);
            assertThat(problem.message())
                    .isEqualTo("no container engine answers here, and --server container needs one");
            assertThat(problem.help()).contains("start Docker", "leave --server out");
        });
    }

    @Test
    void anEngineIsNotLookedForWhereTheNameIsNone() {
        var answer = ScratchContainer.start("not an image", OWNER, () -> {
            throw new AssertionError("asked");
        });

        assertThat(answer.problems()).extracting("type").containsExactly(CliMessage.NO_CONTAINER);
    }
}
