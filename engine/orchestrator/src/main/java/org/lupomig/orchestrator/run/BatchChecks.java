package org.lupomig.orchestrator.run;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Validation.Phase;
import org.lupomig.model.state.RollbackClass;

/** The checks of a batch as a whole: before its first step, after each of its steps, and after all of them. */
final class BatchChecks {
    private final Checks checks;
    private final Batch batch;
    private final Address address;
    private final Map<String, String> before;
    private final Instant began;
    private final Map<Address, Problem> obstacles = new LinkedHashMap<>();
    private Function<Step, @Nullable Problem> look = step -> null;
    private boolean begun;

    /**
     * Of one batch.
     *
     * @param address with an empty step name
     * @param before values that {@code before(…)} gives
     * @param began when what is checked began
     * @param begun whether its first step has run, in an earlier run: what is asked before it was asked then
     */
    BatchChecks(Checks checks, Batch batch, Address address, Map<String, String> before, Instant began, boolean begun) {
        this.checks = checks;
        this.batch = batch;
        this.address = address;
        this.before = before;
        this.began = began;
        this.begun = begun;
    }

    /**
     * What its steps would run into, by step, in the order of the plan.
     *
     * @param again looks what one step would run into by now
     */
    void obstacles(Map<Address, Problem> found, Function<Step, @Nullable Problem> again) {
        obstacles.putAll(found);
        look = again;
    }

    /** Whether the first step that is walked is stopped by what any of them would run into. */
    boolean stops() {
        return batch.rollbackClass() == RollbackClass.A && !obstacles.isEmpty();
    }

    /**
     * Before its first step, and before each step what that would run into. Where all of them go back together, what
     * any of them would run into stops the first: nothing is to be undone then. Elsewhere it is looked once more at the
     * step's turn: those before it may have gone back since, upon which it would have run into something.
     */
    @Nullable
    Failed pre(Step step) {
        Failed found = begun ? null : make(Phase.PRE);
        begun = found == null;
        if (found != null || obstacles.isEmpty()) {
            return found;
        }
        Problem obstacle = stops()
                ? obstacles.values().iterator().next()
                : obstacles.containsKey(step.address()) ? look.apply(step) : null;
        return obstacle == null ? null : new Failed(obstacle, step.rollbackClass());
    }

    /** After one of its steps. */
    @Nullable
    Failed during() {
        return make(Phase.DURING);
    }

    /** After all of its steps. */
    @Nullable
    Failed post() {
        return make(Phase.POST);
    }

    private @Nullable Failed make(Phase phase) {
        return checks.make(batch.validations(), phase, address, before, began);
    }
}
