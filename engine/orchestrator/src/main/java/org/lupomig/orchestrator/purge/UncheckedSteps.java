package org.lupomig.orchestrator.purge;

import java.util.Collection;
import java.util.List;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.evidence.BatchBaseline;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.Store;

/**
 * Steps that were committed one by one, of a batch whose own checks have not passed since: the next run makes these,
 * and may take the steps back, however long ago they have completed.
 */
final class UncheckedSteps {
    private UncheckedSteps() {}

    /** Those of a batch, of all steps of its plan. */
    static List<StepRecord> of(BatchRecord batch, Collection<StepRecord> steps, Store store) {
        BatchBaseline open = batch.rollbackClass() == RollbackClass.A ? null : BatchBaseline.open(store, batch);
        return open == null
                ? List.of()
                : open.unchecked(
                        steps.stream()
                                .filter(step -> step.address().batch().equals(batch.batch()))
                                .toList(),
                        store);
    }
}
