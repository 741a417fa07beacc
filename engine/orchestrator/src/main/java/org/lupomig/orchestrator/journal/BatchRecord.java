package org.lupomig.orchestrator.journal;

import java.util.Collection;
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
 * @param status derived from its steps: completed where all of them are and its own checks have passed; rolled back
 *     where it failed and none is completed that it began, or where an operator has taken it back, or steps of it;
 *     failed where it failed and some are completed, or something could not be put back; pending where a run has gone
 *     as far as it was asked to, and steps are left
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

    /** {@code plan.batch}. */
    public String name() {
        return plan + "." + batch;
    }

    /**
     * Until when steps of it can be rolled back, as a stamp: by when the last of them completed.
     *
     * @param steps those that have not completed do not count
     * @return null where that has no end, or none has completed
     */
    public @Nullable Long closes(Collection<StepRecord> steps) {
        Long last = null;
        for (StepRecord step : steps) {
            Long completed = step.ended();
            if (step.status() == StepStatus.COMPLETED
                    && completed != null
                    && (last == null || completed > last)
                    && step.address().batch().equals(batch)) {
                last = completed;
            }
        }
        return last == null ? null : rollbackClass.closes(last);
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
        return underWay(byRun, completedSteps);
    }

    /** The same batch, under way, with so many steps completed. */
    public BatchRecord having(int completed) {
        return underWay(run, completed);
    }

    /** The same batch, under way, where so many go back; those that its plan has no more are not among its own. */
    public BatchRecord without(int goingBack) {
        return having(Math.max(0, completedSteps - goingBack));
    }

    private BatchRecord underWay(long byRun, int completed) {
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
                completed,
                started,
                null);
    }
}
