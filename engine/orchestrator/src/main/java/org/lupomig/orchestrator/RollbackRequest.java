package org.lupomig.orchestrator;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.state.RollbackClass;

/**
 * What an operator asks to be rolled back.
 *
 * @param plan name of a plan in the store
 * @param batch name of one of its batches
 * @param step one step of it that goes back alone; null: the whole batch
 * @param rollbackClass how much goes with it; null: as its batch declares
 * @param withDependents whether batches that completed upon it go back before it
 * @param discardsLaterWrites whether it goes on over what others have written since, and keeps that aside
 * @param dryRun only say what would be done
 */
public record RollbackRequest(
        String plan,
        String batch,
        @Nullable String step,
        @Nullable RollbackClass rollbackClass,
        boolean withDependents,
        boolean discardsLaterWrites,
        boolean dryRun) {
    /** A batch, as it declares. */
    public static RollbackRequest of(String plan, String batch) {
        return new RollbackRequest(plan, batch, null, null, false, false, false);
    }

    /** {@code plan.batch}, or {@code plan.batch.step}. */
    public String name() {
        return plan + "." + batch + (step == null ? "" : "." + step);
    }

    /** The whole batch: what goes back with a step where class A is asked for. */
    RollbackRequest whole() {
        return new RollbackRequest(plan, batch, null, rollbackClass, withDependents, discardsLaterWrites, dryRun);
    }
}
