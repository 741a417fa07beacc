package org.lupomig.orchestrator;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.recovery.Recovery;

/** How a command ends that leaves something behind. */
final class Endings {
    private Endings() {}

    /** Whatever else was recovered: writers are kept out by what nobody works on any more. */
    static RunReport stillFrozen(RunReport rest, List<Problem> frozen) {
        List<Problem> problems = new ArrayList<>(rest.problems());
        problems.addAll(frozen);
        String said = rest.problems().isEmpty() ? "" : rest.detail() + "; ";
        return new RunReport(
                Result.BROKEN, rest.run(), said + "what was frozen could not be thawed: it needs a person", problems);
    }

    /** Of a run that needs a person, or time, upon which nothing else begins. */
    static RunReport leftByEarlier(Recovery.Outcome dead) {
        return dead.isStillEnding()
                ? new RunReport(
                        Result.REFUSED, 0, "nothing was begun: an earlier run is still being undone", dead.stuck())
                : left("an earlier run could not be undone wholly: it needs a person", dead.stuck());
    }

    /** Of a command that tries nothing again, with what of dead runs is left. */
    static RunReport untried(List<Problem> why, Recovery.Outcome dead) {
        List<Problem> problems = new ArrayList<>(dead.stuck());
        problems.addAll(why);
        boolean person = !dead.stuck().isEmpty() && !dead.isStillEnding();
        return new RunReport(person ? Result.BROKEN : Result.REFUSED, 0, "nothing was tried again", problems);
    }

    /** What stays as it is until a person has seen to it, or the server has come to its end with it. */
    static RunReport left(String detail, List<Problem> stuck) {
        if (Recovery.Outcome.isStillEnding(stuck)) {
            return new RunReport(
                    Result.REFUSED, 0, "an earlier run is still being undone: the next command goes on with it", stuck);
        }
        boolean written = stuck.stream().noneMatch(problem -> problem.type() == EngineMessage.RECORDS_NOT_WRITTEN);
        return new RunReport(
                Result.BROKEN,
                0,
                written ? detail : "an earlier run is done, and its records still cannot be written",
                stuck);
    }

    /** What broke off; what it was at is in the journal. */
    static RunReport broken(EngineMessage message, RuntimeException cause) {
        return new RunReport(
                Result.BROKEN,
                0,
                "interrupted; the next run, rollback or recover brings it to an end",
                List.of(Problem.of(message, String.valueOf(cause.getMessage()))));
    }
}
