package org.lupomig.model.state;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How much a failure reverts, strongest first. */
public enum RollbackClass {
    /** The whole batch, at once; the window never ends. */
    A(null),
    /** The step and what depends on it, for 24 hours. */
    B(Duration.ofHours(24)),
    /** Doctrine steps and what depends on them, for 7 days. */
    C(Duration.ofDays(7)),
    /** Documentation steps, for 30 days. */
    D(Duration.ofDays(30));

    private final @Nullable Duration window;

    RollbackClass(@Nullable Duration window) {
        this.window = window;
    }

    /** How long after completion an operator may roll back; null: without end. */
    public @Nullable Duration window() {
        return window;
    }

    /**
     * Until when an operator may roll back.
     *
     * @param completed UTC YYYYMMDDHHMMSS
     * @return the stamp at which that ends; null: never
     */
    public @Nullable Long closes(long completed) {
        return window == null
                ? null
                : Long.valueOf(UtcStamp.of(UtcStamp.instant(completed).plus(window)));
    }

    /** Whether this class reverts at least as much as {@code other}. */
    public boolean atLeast(RollbackClass other) {
        return compareTo(other) <= 0;
    }
}
