package org.lupomig.orchestrator.run;

import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.state.RollbackClass;

/**
 * What stopped a step or a batch.
 *
 * @param rollbackClass what it takes back: that of the check that failed, or of the step
 * @param ofBatch whether it was a check of the batch as a whole
 */
record Failed(Problem problem, RollbackClass rollbackClass, boolean ofBatch) {
    /** A step's own failure. */
    Failed(Problem problem, RollbackClass rollbackClass) {
        this(problem, rollbackClass, false);
    }
}
