package org.lupomig.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.port.Store;

/**
 * Where everything stands on one server, read at one go.
 *
 * @param held how many tables are set aside
 * @param heldBefore how many of them by an earlier store
 */
record StoreView(
        String server,
        String address,
        SystemState system,
        long held,
        long heldBefore,
        String heldSchema,
        List<PlanView> plans,
        List<RunRecord> unfinished) {
    /** Where one plan stands. */
    record PlanView(String plan, List<BatchRecord> batches, List<StepRecord> steps) {
        /** The steps of one batch. */
        List<StepRecord> steps(BatchRecord batch) {
            List<StepRecord> own = new ArrayList<>();
            for (StepRecord step : steps) {
                if (step.address().batch().equals(batch.batch())) {
                    own.add(step);
                }
            }
            return own;
        }
    }

    /**
     * Reads it.
     *
     * @param only the plan that is asked for, null for all
     */
    static StoreView read(OpenServer server, @Nullable String only) {
        Store store = server.store();
        List<PlanView> plans = new ArrayList<>();
        for (String plan : store.plans()) {
            if (only == null || only.equals(plan)) {
                plans.add(new PlanView(plan, store.batches(plan), store.steps(plan)));
            }
        }
        String heldSchema = server.target().heldSchema();
        return new StoreView(
                server.shown(),
                server.address(),
                store.systemState(),
                server.target().facts().tableCount(heldSchema),
                server.store().heldBefore().size(),
                heldSchema,
                plans,
                store.unfinishedRuns());
    }
}
