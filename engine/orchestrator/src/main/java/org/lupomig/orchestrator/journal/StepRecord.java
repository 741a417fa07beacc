package org.lupomig.orchestrator.journal;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;

/**
 * Where a step stands: one row of {@code migration_files}.
 *
 * @param run the run that brought it there
 * @param position place in the plan's order
 * @param path the files it is made of, for people
 * @param checksum of the text that was applied
 * @param started UTC YYYYMMDDHHMMSS, null before it began
 * @param ended UTC YYYYMMDDHHMMSS, null before it ended
 * @param error one sentence, empty without one
 * @param retries how often it was taken up again: by a later run, or within one after what passes by itself
 */
public record StepRecord(
        Address address,
        long run,
        int position,
        String path,
        State state,
        StepStatus status,
        String checksum,
        @Nullable Long started,
        @Nullable Long ended,
        String error,
        int retries) {
    /** The same step, tried once more where it stands. */
    public StepRecord triedAgain() {
        return new StepRecord(
                address, run, position, path, state, status, checksum, started, ended, error, retries + 1);
    }

    /** The same step, waiting to be run; {@code why} it still does, empty where there is nothing to say. */
    public StepRecord pending(long byRun, String why) {
        return new StepRecord(
                address, byRun, position, path, state, StepStatus.PENDING, checksum, null, null, why, retries);
    }
}
