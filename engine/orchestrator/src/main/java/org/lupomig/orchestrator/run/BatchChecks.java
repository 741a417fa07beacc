package org.lupomig.orchestrator.run;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Validation.Phase;

/** The checks of a batch as a whole: before its first step, after each of its steps, and after all of them. */
final class BatchChecks {
    private final Checks checks;
    private final Batch batch;
    private final Address address;
    private final Map<String, String> before;
    private final Instant began;
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

    /** Before its first step; nothing is asked before the others. */
    @Nullable
    Failed pre() {
        Failed found = begun ? null : make(Phase.PRE);
        begun = found == null;
        return found;
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
