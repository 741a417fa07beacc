package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.UndoForecast.Strategy;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.port.Target;

/** What speaks against running a plan at all, before any lock is taken. Nothing without a way back is ever begun. */
public final class Fitness {
    private Fitness() {}

    /** Elements and statements that this version does not run. */
    public static List<Problem> ofPlan(Plan plan) {
        List<Problem> problems = new ArrayList<>();
        plan.unsupported()
                .forEach(element ->
                        problems.add(Problem.at(element.location(), EngineMessage.ELEMENT_NOT_RUN, element.what())));
        for (Batch batch : plan.batches()) {
            if (!(batch.undo() instanceof Undo.Derived)) {
                problems.add(Problem.at(
                        batch.location(), EngineMessage.ELEMENT_NOT_RUN, "an undo of batch " + batch.name()));
            }
        }
        for (Step step : plan.steps()) {
            for (Statement statement : step.statements()) {
                if (statement.undo().strategy() == Strategy.NONE) {
                    problems.add(Problem.at(
                            statement.location(),
                            EngineMessage.STATEMENT_REFUSED,
                            statement.fact().kind(),
                            statement.undo().explanation()));
                }
            }
            if (step.undo() instanceof Undo.Waived waived) {
                problems.add(Problem.at(waived.location(), EngineMessage.ELEMENT_NOT_RUN, "undo none"));
            }
        }
        return problems;
    }

    /** What of the server is unfit; what only weakens the promise is told as a note. */
    public static List<Problem> ofServer(EnginePorts ports) {
        List<Problem> problems = new ArrayList<>();
        for (Target.Objection objection : ports.target().objections()) {
            if (objection.fatal()) {
                problems.add(Problem.of(EngineMessage.SERVER_UNFIT, objection.message(), objection.help()));
            } else {
                ports.listener().on(new RunEvent.Note(objection.message()));
            }
        }
        return problems;
    }
}
