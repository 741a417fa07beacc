package org.lupomig.orchestrator;

import org.jspecify.annotations.Nullable;

/**
 * What is to be purged.
 *
 * @param plan null: whatever has expired, of all plans
 * @param batch one batch of the plan, all that is kept for it; null with {@code plan}
 * @param dryRun only say what would be removed
 */
public record PurgeRequest(@Nullable String plan, @Nullable String batch, boolean dryRun) {
    /** What has expired. */
    public static PurgeRequest expired(boolean dryRun) {
        return new PurgeRequest(null, null, dryRun);
    }

    /** All that is kept for a batch. */
    public static PurgeRequest of(String plan, String batch, boolean dryRun) {
        return new PurgeRequest(plan, batch, dryRun);
    }

    /** Whether a batch was named. */
    public boolean names(String ofPlan, String ofBatch) {
        return ofPlan.equals(plan) && ofBatch.equals(batch);
    }
}
