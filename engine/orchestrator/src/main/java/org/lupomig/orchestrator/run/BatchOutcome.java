package org.lupomig.orchestrator.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;

/**
 * How a run of a batch ended.
 *
 * @param failures what made it, or a part of it, go back, and which steps were not run for that; empty where it has
 *     completed
 * @param stuck what its undo left for a person
 * @param unwritten why something of it is done and its records are not written, null where they are
 * @param detail how it ended, a clause; empty where it has completed, with its records
 * @param frozen what is to be said of its freeze; may be empty
 */
record BatchOutcome(
        List<Problem> failures,
        List<Problem> stuck,
        @Nullable Problem unwritten,
        String detail,
        String frozen) {
    BatchOutcome {
        failures = List.copyOf(failures);
        stuck = List.copyOf(stuck);
    }
}
