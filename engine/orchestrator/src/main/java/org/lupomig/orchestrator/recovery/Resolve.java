package org.lupomig.orchestrator.recovery;

import java.util.function.BooleanSupplier;
import org.lupomig.model.plan.Address;

/**
 * What a person says of steps whose undo failed, or of what has completed, after having looked at them and mended by
 * hand what was to be mended.
 *
 * @param what a step, or with an empty step name all of a batch whose undo failed, else all of it that has completed
 * @param as what its objects are like now
 * @param because the person's reason, for the record
 * @param dryRun only say what differs
 * @param confirmed asked when what differs has been told: false where the person thinks better of it
 */
public record Resolve(Address what, As as, String because, boolean dryRun, BooleanSupplier confirmed) {
    /** What objects of a step are like. */
    public enum As {
        /** As before the step. */
        ROLLED_BACK("rolled back"),
        /** As after the step. */
        COMPLETED("completed");

        private final String words;

        As(String words) {
            this.words = words;
        }

        /** In sentences. */
        public String words() {
            return words;
        }
    }
}
