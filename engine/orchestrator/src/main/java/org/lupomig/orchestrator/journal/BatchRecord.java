package org.lupomig.orchestrator.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Epoch;
import org.lupomig.model.plan.Version;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.StepStatus;

/**
 * Where a batch stands: one row of {@code migration_batches}.
 *
 * @param run the run that brought it there
 * @param requires batches it required, as {@code batch} or {@code plan.batch}
 * @param status derived from its steps
 * @param epoch null where the plan declares none
 * @param started UTC YYYYMMDDHHMMSS
 * @param ended UTC YYYYMMDDHHMMSS, null before it ended
 */
public record BatchRecord(
        String plan,
        Version version,
        String batch,
        long run,
        int position,
        List<String> requires,
        StepStatus status,
        RollbackClass rollbackClass,
        @Nullable Epoch epoch,
        int totalSteps,
        int completedSteps,
        long started,
        @Nullable Long ended) {
    public BatchRecord {
        requires = List.copyOf(requires);
    }

    /** Whether anything of it is applied: it completed, or some of its steps did before others were added. */
    public boolean holds() {
        return status == StepStatus.COMPLETED || completedSteps > 0;
    }

    /** The same batch, ended. */
    public BatchRecord ended(StepStatus status, int completedSteps, long at) {
        return new BatchRecord(
                plan,
                version,
                batch,
                run,
                position,
                requires,
                status,
                rollbackClass,
                epoch,
                totalSteps,
                completedSteps,
                started,
                at);
    }

    /** The same batch, taken up by a run. */
    public BatchRecord takenUp(long byRun) {
        return new BatchRecord(
                plan,
                version,
                batch,
                byRun,
                position,
                requires,
                StepStatus.RUNNING,
                rollbackClass,
                epoch,
                totalSteps,
                completedSteps,
                started,
                null);
    }
}
