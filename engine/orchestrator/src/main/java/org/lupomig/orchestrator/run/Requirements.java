package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Step;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.Store;

/** What the steps of a batch wait for: steps of this run, of earlier ones, and of other plans. */
final class Requirements {
    private final Store store;
    private final Batch batch;
    private final Map<Address, StepCursor> cursors;
    private final Map<Address, StepStatus> known = new HashMap<>();

    /**
     * For one batch.
     *
     * @param batch whose own requirements its steps share
     * @param cursors its steps that this run has taken up
     * @param known where the plan's steps that were ever run stand
     */
    Requirements(Store store, Batch batch, Map<Address, StepCursor> cursors, Map<Address, StepRecord> known) {
        this.store = store;
        this.batch = batch;
        this.cursors = cursors;
        known.forEach((address, row) -> this.known.put(address, row.status()));
    }

    /**
     * The first required step that has not passed its own checks, or batch of another plan that has not completed, as a
     * problem; null where all have. Those of the same plan have their turn before.
     */
    @Nullable
    Problem missing(Step step) {
        for (String required : batch.requires()) {
            int dot = required.indexOf('.');
            if (dot > 0 && !completed(required.substring(0, dot), required)) {
                return Problem.at(step.location(), EngineMessage.DEPENDENCY_NOT_COMPLETED, step.address(), required);
            }
        }
        for (Dependency dependency : step.dependencies()) {
            if (dependency.kind() == Dependency.Kind.REQUIRED && !satisfied(dependency.on(), step.address())) {
                return Problem.at(
                        step.location(), EngineMessage.DEPENDENCY_NOT_COMPLETED, step.address(), dependency.on());
            }
        }
        return null;
    }

    private boolean completed(String plan, String required) {
        return store.batches(plan).stream()
                .anyMatch(row -> row.name().equals(required) && row.status() == StepStatus.COMPLETED);
    }

    private boolean satisfied(Address on, Address by) {
        StepCursor cursor = cursors.get(on);
        if (cursor != null) {
            return cursor.state() == State.VALIDATING_POST
                    || cursor.record().status().satisfies();
        }
        if (!on.plan().equals(by.plan())) {
            store.steps(on.plan()).forEach(row -> known.putIfAbsent(row.address(), row.status()));
        }
        StepStatus status = known.get(on);
        return status != null && status.satisfies();
    }

    /** The batches that a batch rests on: those that it names, and those whose steps its steps require. */
    static List<String> batches(String plan, Batch batch) {
        TreeSet<String> names = new TreeSet<>(batch.requires());
        for (Step step : batch.steps()) {
            for (Dependency dependency : step.dependencies()) {
                Address on = dependency.on();
                boolean own = on.plan().equals(plan);
                if (dependency.kind() == Dependency.Kind.REQUIRED
                        && !(own && on.batch().equals(batch.name()))) {
                    names.add(own ? on.batch() : on.plan() + "." + on.batch());
                }
            }
        }
        return new ArrayList<>(names);
    }
}
