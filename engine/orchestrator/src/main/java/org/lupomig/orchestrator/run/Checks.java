package org.lupomig.orchestrator.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.plan.Validation.Phase;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.validation.Checker;

/** Makes the checks of a batch or step, and writes each down. */
final class Checks {
    private final RunLog log;
    private final Checker checker;

    Checks(RunLog log, Checker checker) {
        this.log = log;
        this.checker = checker;
    }

    /** What computes expressions. */
    Checker checker() {
        return checker;
    }

    /**
     * All checks of one phase; each is made, so that a person sees all that is wrong at once.
     *
     * @param values of {@code before(…)}
     * @param since when what is checked began
     * @return the first that failed, with the strongest class of all that did
     */
    @Nullable
    Failed make(List<Validation> validations, Phase phase, Address target, Map<String, String> values, Instant since) {
        Failed found = null;
        for (Validation validation : validations) {
            if (validation.phase() != phase) {
                continue;
            }
            // It may ask for long: what was done before is known then, whatever becomes of this process.
            log.flush();
            Checker.Outcome outcome = checker.check(validation, target, values, since);
            log.commit(List.of(outcome.record()));
            log.tell(new RunEvent.Checked(
                    target,
                    validation.title(),
                    outcome.problem() == null,
                    !outcome.warnings().isEmpty(),
                    outcome.detail()));
            if (outcome.problem() != null) {
                found = found == null
                        ? new Failed(
                                outcome.problem(),
                                validation.rollbackClass(),
                                target.step().isEmpty())
                        : stronger(found, validation.rollbackClass());
            }
        }
        return found;
    }

    private static Failed stronger(Failed found, RollbackClass other) {
        return found.rollbackClass().atLeast(other) ? found : new Failed(found.problem(), other, found.ofBatch());
    }
}
