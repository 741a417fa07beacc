package org.lupomig.orchestrator.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One measure for all that a command waits for. */
class PatienceLeftTest {
    private Instant now = Instant.parse("2026-01-08T00:00:00Z");
    private final PatienceLeft patience = new PatienceLeft(Duration.ofMinutes(10), () -> now);

    private boolean passes(Duration time) {
        now = now.plus(time);
        return true;
    }

    private void waits(Duration time) {
        assertThat(patience.waiting(() -> passes(time))).isTrue();
    }

    @Test
    void eachWaitTakesOfTheSame() {
        waits(Duration.ofMinutes(6));
        assertThat(patience.left()).isEqualTo(Duration.ofMinutes(4));
        waits(Duration.ofMinutes(3));
        assertThat(patience.isOver()).isFalse();
        waits(Duration.ofMinutes(3));
        assertThat(patience.left()).isZero();
        assertThat(patience.isOver()).isTrue();
        assertThat(patience.isNone()).isFalse();
    }

    @Test
    void whatIsDoneInBetweenTakesNothing() {
        waits(Duration.ofMinutes(1));
        passes(Duration.ofHours(5));
        waits(Duration.ofMinutes(1));
        assertThat(patience.left()).isEqualTo(Duration.ofMinutes(8));
    }

    @Test
    void aWaitThatEndsInAMistakeTakesOfIt() {
        assertThatThrownBy(() -> patience.waiting(() -> {
                    passes(Duration.ofMinutes(2));
                    throw new IllegalStateException("lost");
                }))
                .hasMessage("lost");
        assertThat(patience.left()).isEqualTo(Duration.ofMinutes(8));
    }

    @Test
    void aClockThatIsSetBackGivesNothing() {
        waits(Duration.ofMinutes(-30));
        assertThat(patience.left()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void withinLimits() {
        Duration least = Duration.ofMinutes(1);
        assertThat(patience.left(least, Duration.ofMinutes(5))).isEqualTo(Duration.ofMinutes(5));
        assertThat(patience.left(least, Duration.ofHours(1))).isEqualTo(Duration.ofMinutes(10));
        waits(Duration.ofHours(1));
        assertThat(patience.left(least, Duration.ofMinutes(5))).isEqualTo(least);
    }

    @Test
    void sessionsThatAreEndedHaveAMomentAndNotForEver() {
        PatienceLeft hours = new PatienceLeft(Duration.ofHours(1), () -> now);
        assertThat(hours.forSessions()).isEqualTo(Duration.ofMinutes(10));
        waits(Duration.ofMinutes(7));
        assertThat(patience.forSessions()).isEqualTo(Duration.ofMinutes(3));
        waits(Duration.ofMinutes(3));
        assertThat(patience.forSessions()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void waysBackHaveTenMinutesTogetherAndThenAMomentEach() {
        PatienceLeft none = new PatienceLeft(Duration.ZERO, () -> now);
        for (PatienceLeft each : List.of(none, patience)) {
            assertThat(back(each, Duration.ofMinutes(4))).isEqualTo(Duration.ofMinutes(10));
            assertThat(back(each, Duration.ofMinutes(7))).isEqualTo(Duration.ofMinutes(6));
            assertThat(back(each, Duration.ofSeconds(-5))).isEqualTo(Duration.ofMinutes(1));
            assertThat(back(each, Duration.ZERO)).isEqualTo(Duration.ofMinutes(1));
        }
        assertThat(patience.left()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void theyHaveAsLongAsTheCommandWaitsWhereThatIsLonger() {
        PatienceLeft hours = new PatienceLeft(Duration.ofHours(1), () -> now);
        assertThat(back(hours, Duration.ofMinutes(50))).isEqualTo(Duration.ofHours(1));
        assertThat(back(hours, Duration.ZERO)).isEqualTo(Duration.ofMinutes(10));
        assertThat(hours.left()).isEqualTo(Duration.ofHours(1));
    }

    private Duration back(PatienceLeft of, Duration takes) {
        return of.onWayBack(time -> {
            now = now.plus(takes);
            return time;
        });
    }

    @Test
    void whoWaitsForNobodyHasNone() {
        PatienceLeft none = new PatienceLeft(Duration.ZERO, () -> now);
        assertThat(none.isNone()).isTrue();
        assertThat(none.isOver()).isTrue();
    }
}
