package org.lupomig.orchestrator;

import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;

/**
 * How a plan is run.
 *
 * @param dryRun walk through {@code preparing} and {@code validating_pre} only: nothing is changed, nothing written
 * @param lockPatience how long to wait for another run to end before refusing
 * @param imageLimit the most bytes of a table that are copied to keep all its rows
 * @param jobs how many steps may be worked on at a time; 0 where nothing is said but by the plan
 * @param to the step up to which it is run, with what that rests on; null: to its end
 * @param ahead of a dry run, plans that would have been run by then on the same server, and completed
 * @param stopRequested asked between statements: true makes the run stop and undo as the class says
 */
public record RunOptions(
        boolean dryRun,
        Duration lockPatience,
        long imageLimit,
        int jobs,
        @Nullable Address to,
        Set<String> ahead,
        BooleanSupplier stopRequested) {
    /** How much is copied where nothing else is said. */
    public static final long IMAGE_LIMIT = 256L << 20;

    public RunOptions {
        ahead = Set.copyOf(ahead);
    }

    /** Behind no others. */
    public RunOptions(
            boolean dryRun,
            Duration lockPatience,
            long imageLimit,
            int jobs,
            @Nullable Address to,
            BooleanSupplier stopRequested) {
        this(dryRun, lockPatience, imageLimit, jobs, to, Set.of(), stopRequested);
    }

    /** With the usual limit, as many steps at a time as the plan says. */
    public RunOptions(boolean dryRun, Duration lockPatience, BooleanSupplier stopRequested) {
        this(dryRun, lockPatience, IMAGE_LIMIT, 0, null, stopRequested);
    }

    /** A plain run that waits for nobody. */
    public static RunOptions plain() {
        return new RunOptions(false, Duration.ZERO, () -> false);
    }

    /** The same, one step after the other. */
    public RunOptions(boolean dryRun, Duration lockPatience, long imageLimit, BooleanSupplier stopRequested) {
        this(dryRun, lockPatience, imageLimit, 1, null, stopRequested);
    }

    /** The same, with so many steps at a time. */
    public RunOptions(boolean dryRun, Duration lockPatience, long imageLimit, int jobs, BooleanSupplier stopRequested) {
        this(dryRun, lockPatience, imageLimit, jobs, null, stopRequested);
    }

    /** The same, up to a step of the plan and with what that rests on. */
    public RunOptions upTo(@Nullable Address step) {
        return new RunOptions(dryRun, lockPatience, imageLimit, jobs, step, ahead, stopRequested);
    }

    /** The same behind other plans. */
    public RunOptions behind(Set<String> plans) {
        return new RunOptions(dryRun, lockPatience, imageLimit, jobs, to, plans, stopRequested);
    }

    /** The same, stopping also where {@code other} says so. */
    public RunOptions stoppedBy(BooleanSupplier other) {
        return new RunOptions(
                dryRun,
                lockPatience,
                imageLimit,
                jobs,
                to,
                ahead,
                () -> stopRequested.getAsBoolean() || other.getAsBoolean());
    }

    /** Whether somebody says how many steps of a batch are worked on at a time. */
    public boolean isSaid(Batch batch) {
        return jobs > 0 || batch.parallel() > 0;
    }

    /** How many steps of a batch are worked on at a time: as many as both it and the command let be; else one. */
    public int most(Batch batch) {
        int said = batch.parallel() == 0 ? 1 : batch.parallel();
        return jobs == 0 ? said : batch.parallel() == 0 ? jobs : Math.min(jobs, said);
    }
}
