package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.lupomig.orchestrator.journal.RunEvent;

/** How often a step may still be tried again, with pauses that grow. */
final class Retries {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** A stop that is asked for meanwhile is heard within this. */
    private static final Duration SLICE = Duration.ofMillis(500);

    private final RunLog log;
    private final StepCursor cursor;
    private final int times;
    private final BooleanSupplier stopRequested;
    private Duration pause = FIRST_PAUSE;
    private int used;

    Retries(RunLog log, StepCursor cursor, int times, BooleanSupplier stopRequested) {
        this.log = log;
        this.cursor = cursor;
        this.times = times;
        this.stopRequested = stopRequested;
    }

    /**
     * Uses one up: writes it down, tells it, and waits.
     *
     * @param reason what stopped the step
     * @return false where there is none left, or a stop is asked for
     */
    boolean again(String reason) {
        if (used == times || stopRequested.getAsBoolean()) {
            return false;
        }
        used++;
        cursor.tryAgain(reason);
        log.tell(new RunEvent.Retrying(cursor.address(), used, times, pause.toMillis(), reason));
        waited();
        // The lock may have been lost meanwhile, and then nothing may be touched any more.
        log.checkLock();
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        return true;
    }

    private void waited() {
        Instant end = log.now().plus(pause);
        while (!stopRequested.getAsBoolean()) {
            Duration left = Duration.between(log.now(), end);
            if (left.isNegative() || left.isZero() || !log.pause(left.compareTo(SLICE) < 0 ? left : SLICE)) {
                return;
            }
        }
    }
}
