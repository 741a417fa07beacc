package org.lupomig.orchestrator.run;

import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.journal.StepRecord;

/** A step that could not be undone, as whatever comes upon it later tells it. */
public final class NeedsAPerson {
    private NeedsAPerson() {}

    /**
     * That it needs a person, and why.
     *
     * @param run in which it could not be undone
     */
    public static Problem of(StepRecord step, long run) {
        // Its row has the whole sentence by which that was told then; only why is said again.
        String told = Problem.of(EngineMessage.UNDO_FAILED, step.address(), "").message();
        String error = step.error();
        String why = error.startsWith(told) ? error.substring(told.length()) : error;
        return Problem.of(EngineMessage.NEEDS_A_PERSON, step.address(), run, why);
    }

    /** The same of the run that has the step. */
    public static Problem of(StepRecord step) {
        return of(step, step.run());
    }
}
