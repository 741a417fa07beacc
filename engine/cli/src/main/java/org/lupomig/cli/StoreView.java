package org.lupomig.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.config.Escalation;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.freeze.Hold;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.port.HeldTable;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.purge.HeldInventory;
import org.lupomig.orchestrator.purge.PurgedSteps;
import org.lupomig.orchestrator.rollback.Permission;
import org.lupomig.store.report.ProgressRecord;
import org.lupomig.store.report.WaitingRecord;

/**
 * Where everything stands on one server, read at one go.
 *
 * @param hold whether writers are kept out as the system's state says
 * @param held how many tables are set aside
 * @param heldBefore how many of them by an earlier store
 * @param inventory what is set aside, by the batches that it is of
 * @param dead those of the unfinished ones whose process is gone
 * @param waiting commands that wait for locks, in their order
 * @param progress of runs that have not ended, as far as they wrote any
 * @param now UTC YYYYMMDDHHMMSS
 * @param alerts how many are to be seen to
 */
record StoreView(
        String server,
        String address,
        SystemState system,
        Hold hold,
        long held,
        long heldBefore,
        String heldSchema,
        HeldInventory inventory,
        List<PlanView> plans,
        List<RunRecord> unfinished,
        List<RunRecord> dead,
        List<WaitingRecord> waiting,
        List<ProgressRecord> progress,
        long now,
        AlertsView.Counts alerts) {
    /**
     * Where one plan stands.
     *
     * @param ways which of its batches can be rolled back, of those that hold anything
     */
    record PlanView(
            String plan, List<BatchRecord> batches, List<StepRecord> steps, PurgedSteps purged, Map<String, Way> ways) {
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

        /** Whether a batch can be rolled back; null where there is nothing of it. */
        @Nullable
        Way way(BatchRecord batch) {
            return ways.get(batch.batch());
        }

        /** What was purged of a batch's way back; null where nothing was. */
        PurgedSteps.@Nullable Purged purged(BatchRecord batch) {
            return purged.among(steps(batch));
        }
    }

    /**
     * Whether a batch can be rolled back, as far as the store tells.
     *
     * @param refusals why not; none where it can
     * @param upon batches that would have to go with it
     */
    record Way(List<Problem> refusals, List<String> upon) {}

    private static PlanView plan(Store store, String plan, Permission permission) {
        List<BatchRecord> batches = store.batches(plan);
        List<StepRecord> steps = store.steps(plan);
        PlanView view = new PlanView(plan, batches, steps, PurgedSteps.of(store, plan), new HashMap<>());
        for (BatchRecord batch : batches) {
            if (batch.holds()) {
                view.ways()
                        .put(
                                batch.batch(),
                                new Way(permission.refusals(batch, view.steps(batch)), permission.upon(batch)));
            }
        }
        return view;
    }

    /** How far a run is; null where it has written nothing of that. */
    @Nullable
    ProgressRecord progress(RunRecord run) {
        return progress.stream()
                .filter(one -> one.run() == run.id())
                .findFirst()
                .orElse(null);
    }

    /** Whether a run is under way, on whatever machine. */
    boolean isAlive(RunRecord run) {
        return isAlive(run.id());
    }

    /** The same of the run with this id. */
    boolean isAlive(long run) {
        return dead.stream().noneMatch(one -> one.id() == run);
    }

    /** Whether what can go back until then still can; null: it has no end. */
    boolean isOpen(@Nullable Long closes) {
        return closes == null || now < closes;
    }

    /**
     * Reads it.
     *
     * @param only the plan that is asked for, null for all
     */
    static StoreView read(OpenServer server, @Nullable String only, Escalation escalation, Instant now) {
        Store store = server.store();
        List<PlanView> plans = new ArrayList<>();
        Permission permission = new Permission(store, UtcStamp.of(now));
        for (String plan : store.plans()) {
            if (only == null || only.equals(plan)) {
                plans.add(plan(store, plan, permission));
            }
        }
        String heldSchema = server.target().heldSchema();
        List<HeldTable> held = server.target().held();
        List<RunRecord> unfinished = store.unfinishedRuns();
        List<ProgressRecord> progress = unfinished.stream()
                .map(run -> server.store().reports().progress(run.id()))
                .filter(Objects::nonNull)
                .toList();
        SystemState system = store.systemState();
        Hold hold = Hold.of(server.target().barrier(), system);
        SystemState since = hold.equals(Hold.HOLDS) ? system : store.systemState();
        if (!since.equals(system)) {
            // It was thawed, or frozen anew, between the two looks.
            system = since;
            hold = Hold.of(server.target().barrier(), system);
        }
        return new StoreView(
                server.shown(),
                server.address(),
                system,
                hold,
                held.stream().filter(HeldTable::isTable).count(),
                server.store().heldBefore().size(),
                heldSchema,
                HeldInventory.of(store, held),
                plans,
                unfinished,
                store.deadRuns(),
                server.store().reports().waiting(),
                progress,
                UtcStamp.of(now),
                AlertsView.read(server, false, escalation, now).counts());
    }
}
