package org.lupomig.orchestrator.rollback;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.purge.PurgedSteps;

/**
 * Whether what has completed may still be rolled back, as far as the store tells: by its class, its window, what was
 * purged since, and what persons have done or have to do. Whoever says that something can be rolled back asks here;
 * what has moved on since on the server is seen only by the rollback itself.
 */
public final class Permission {
    private final Store store;
    private final long now;
    private final ByPersons byPersons;

    /**
     * By a store.
     *
     * @param now as a stamp
     */
    public Permission(Store store, long now) {
        this.store = store;
        this.now = now;
        this.byPersons = new ByPersons(store);
    }

    /**
     * Why a whole batch may not; empty where it may. Batches that have completed upon it are no reason, where they may
     * go with it.
     *
     * @param steps all of the batch
     */
    public List<Problem> refusals(BatchRecord batch, List<StepRecord> steps) {
        List<Problem> own = refusals(batch, steps, Candidate.completed(steps, step -> true), batch.name(), null);
        return own.isEmpty() ? ofDependents(batch) : own;
    }

    /** The same, where its steps have not been read. */
    public List<Problem> refusals(BatchRecord batch) {
        return refusals(batch, Candidate.steps(store, batch));
    }

    /** Batches that have completed upon one, and would have to go before it, by plan and place. */
    public List<String> upon(BatchRecord batch) {
        return new Dependents(store)
                .direct(batch).stream().map(BatchRecord::name).toList();
    }

    /** Why batches that would have to go before one may not. */
    List<Problem> ofDependents(BatchRecord batch) {
        List<Problem> problems = new ArrayList<>();
        for (BatchRecord other : new Dependents(store).all(batch)) {
            List<StepRecord> steps = Candidate.steps(store, other);
            List<StepRecord> going = Candidate.completed(steps, step -> true);
            // One of which every step was skipped goes, too.
            problems.addAll(going.isEmpty() ? byPersons.of(steps) : refusals(other, steps, going, other.name(), null));
        }
        return problems;
    }

    /**
     * Why steps of a batch may not.
     *
     * @param steps all of the batch
     * @param going those that are to go back
     * @param name of what is to go back, for people
     * @param asked null: as declared
     */
    List<Problem> refusals(
            BatchRecord batch,
            List<StepRecord> steps,
            List<StepRecord> going,
            String name,
            @Nullable RollbackClass asked) {
        if (going.isEmpty()) {
            // One that has broken off half way says what keeps it there, and how it goes on.
            List<Problem> halfway = byPersons.of(steps);
            return halfway.isEmpty()
                    ? List.of(Problem.of(
                            EngineMessage.NOT_COMPLETED, (name.equals(batch.name()) ? "batch " : "step ") + name))
                    : halfway;
        }
        RollbackClass declared = batch.rollbackClass();
        if (asked != null && !asked.atLeast(declared)) {
            return List.of(Problem.of(EngineMessage.WEAKER_CLASS, name, declared, asked));
        }
        PurgedSteps.Purged purged = PurgedSteps.of(store, batch.plan()).among(going);
        if (purged != null) {
            return List.of(Problem.of(
                    EngineMessage.WAY_BACK_PURGED,
                    name,
                    UtcStamp.show(purged.at()),
                    purged.by(),
                    purged.mark().reason()));
        }
        Long closes = batch.closes(going);
        if (closes != null && closes <= now) {
            return List.of(Problem.of(EngineMessage.WINDOW_CLOSED, name, UtcStamp.show(closes), declared));
        }
        List<Problem> problems = new ArrayList<>(byPersons.of(steps));
        if (problems.isEmpty()) {
            problems.addAll(new Dependents(store).stuck(batch));
        }
        return problems;
    }
}
