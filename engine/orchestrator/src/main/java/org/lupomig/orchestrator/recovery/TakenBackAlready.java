package org.lupomig.orchestrator.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.evidence.MakesImage;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.undo.AppliedStep;
import org.lupomig.orchestrator.undo.StatementTrail;

/**
 * What an undo that failed had taken back by then, for the person who says what steps are like now: definitions are
 * compared with what is there, rows are not.
 */
final class TakenBackAlready {
    private TakenBackAlready() {}

    /**
     * A sentence each.
     *
     * @param seen the steps that are meant, and those beside them
     * @param applied what those that are meant have done
     */
    static List<String> told(Resolvable seen, List<AppliedStep> applied) {
        List<String> out = new ArrayList<>();
        String steps = seen.steps().stream()
                .filter(step -> step.status() == StepStatus.ROLLED_BACK
                        && step.run() == seen.run().id())
                .map(StepRecord::address)
                .map(address -> address.step())
                .collect(Collectors.joining(", "));
        if (!steps.isEmpty()) {
            out.add("of batch " + seen.batch().name() + " these steps are taken back already: " + steps);
        }
        for (AppliedStep step : applied) {
            List<String> back = new ArrayList<>();
            List<String> there = new ArrayList<>();
            for (StatementTrail statement : step.trail().statements()) {
                if (!statement.withoutEffect() && told(statement.intent().work())) {
                    (statement.undone() == null ? there : back).add(named(statement));
                }
            }
            if (!back.isEmpty()) {
                out.add("of " + step.address() + " this is taken back already, rows too: " + listed(back)
                        + (there.isEmpty() ? "" : "; and this is not: " + listed(there)));
            }
        }
        return out;
    }

    private static boolean told(Work work) {
        return !(work instanceof Work.Nothing) && !(work instanceof MakesImage);
    }

    private static String named(StatementTrail statement) {
        String source = statement.intent().source();
        String summary = statement.intent().work().summary();
        return source.isEmpty() ? summary : summary + " (" + source + ")";
    }

    private static String listed(List<String> names) {
        return String.join(", ", Resolvable.told(names));
    }
}
