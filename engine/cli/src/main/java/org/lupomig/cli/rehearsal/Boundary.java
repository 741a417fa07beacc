package org.lupomig.cli.rehearsal;

import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.journal.RunEvent;

/**
 * A point between two statements of a plan, at which a run can be broken off.
 *
 * @param after how many statements of the step are done; 0: its first is about to be sent
 */
record Boundary(Address step, int after) {
    /** Whether an event tells that a run is there. */
    boolean isAt(RunEvent event) {
        if (after == 0) {
            return event instanceof RunEvent.StatementStarted started
                    && started.ordinal() == 1
                    && started.step().equals(step);
        }
        return event instanceof RunEvent.StatementDone done
                && done.ordinal() == after
                && done.step().equals(step);
    }

    @Override
    public String toString() {
        return after == 0 ? "before the first statement of " + step : "after statement " + after + " of " + step;
    }
}
