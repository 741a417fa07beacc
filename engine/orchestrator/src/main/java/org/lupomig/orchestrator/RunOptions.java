package org.lupomig.orchestrator;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How a plan is run.
 *
 * @param dryRun walk through {@code preparing} and {@code validating_pre} only: nothing is changed, nothing written
 * @param lockPatience how long to wait for another run to end before refusing
 * @param imageLimit the most bytes of a table that are copied to keep all its rows
 * @param stopRequested asked between statements: true makes the run stop and undo as the class says
 */
public record RunOptions(boolean dryRun, Duration lockPatience, long imageLimit, BooleanSupplier stopRequested) {
    /** How much is copied where nothing else is said. */
    public static final long IMAGE_LIMIT = 256L << 20;

    /** With the usual limit. */
    public RunOptions(boolean dryRun, Duration lockPatience, BooleanSupplier stopRequested) {
        this(dryRun, lockPatience, IMAGE_LIMIT, stopRequested);
    }

    /** A plain run that waits for nobody. */
    public static RunOptions plain() {
        return new RunOptions(false, Duration.ZERO, () -> false);
    }
}
