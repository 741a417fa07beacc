package org.lupomig.store.freeze;

import java.time.Duration;

/** Waits for something, a little longer each time, up to an end. */
final class GrowingPause {
    private static final long LONGEST_MILLIS = 500;

    private final long end;
    private long millis = 10;

    GrowingPause(Duration patience) {
        this.end = System.nanoTime() + patience.toNanos();
    }

    /** False where the end has come, or this process is to end. */
    boolean again() {
        if (System.nanoTime() - end > 0) {
            return false;
        }
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        millis = Math.min(LONGEST_MILLIS, millis * 2);
        return true;
    }
}
