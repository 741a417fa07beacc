package org.lupomig.orchestrator.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.plan.Validation.Phase;
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
     * @return the first that failed
     */
    @Nullable
    Problem make(List<Validation> validations, Phase phase, Address target, Map<String, String> values, Instant since) {
        Problem first = null;
        for (Validation validation : validations) {
            if (validation.phase() != phase) {
                continue;
            }
            Checker.Outcome outcome = checker.check(validation, target, values, since);
            log.commit(List.of(outcome.record()));
            log.tell(new RunEvent.Checked(
                    target,
                    validation.title(),
                    outcome.problem() == null,
                    !outcome.warnings().isEmpty(),
                    outcome.detail()));
            first = first == null ? outcome.problem() : first;
        }
        return first;
    }
}
