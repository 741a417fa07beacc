package org.lupomig.orchestrator.evidence;

import java.util.HashMap;
import java.util.Map;
import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.Store;

/**
 * Which runs have applied steps. That is not the run that brought a step to where it stands, where one had begun to
 * take it back and a person has said that it is completed all the same.
 */
public final class AppliedRuns {
    private final Store store;
    private final Map<Long, Map<Address, Long>> named = new HashMap<>();

    /** As the store has it. */
    public AppliedRuns(Store store) {
        this.store = store;
    }

    /** The run that applied a step which has completed. */
    public long of(StepRecord step) {
        return named.computeIfAbsent(step.run(), this::read).getOrDefault(step.address(), step.run());
    }

    /** Of a run that went its way by itself nobody has said anything, and its journal may be long. */
    private Map<Address, Long> read(long run) {
        boolean byItself = store.run(run)
                .filter(record -> record.status() == RunStatus.COMPLETED || record.status() == RunStatus.FAILED)
                .isPresent();
        return byItself ? Map.of() : AppliedBy.named(store.journal(run));
    }
}
