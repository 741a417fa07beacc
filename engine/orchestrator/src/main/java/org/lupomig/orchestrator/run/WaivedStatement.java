package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.sql.Statement;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.Waives;
import org.lupomig.orchestrator.forward.Part;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetOperation;

/**
 * A statement whose author gives up the way back. It is sent once, whatever the server answers: a part of it may have
 * taken effect before another part waited in vain, and nobody looks which.
 */
final class WaivedStatement {
    private WaivedStatement() {}

    static Part part(Statement statement, Step step, StatementReader reader) {
        String reason = step.undo() instanceof Undo.Waived waived ? waived.reason() : "";
        return new Part(
                new Waives(statement.fact().kind(), reason),
                new TargetOperation.SendWaived(statement.sql()),
                reader.withoutSecrets(statement.sql()),
                Snapshot.EMPTY);
    }

    /** Sends it; a wait in vain is a refusal, since it is not waited for again. */
    static StatementOutcome once(Supplier<StatementOutcome> attempt) {
        StatementOutcome outcome = attempt.get();
        return outcome instanceof StatementOutcome.LockTimeout waited
                ? new StatementOutcome.Refused(0, "HY000", "it waited in vain: " + waited.reason())
                : outcome;
    }

    /** The same problem, which says that a part may have taken effect. */
    static Problem perhapsInPart(Problem problem) {
        List<String> arguments = new ArrayList<>(problem.arguments());
        int last = arguments.size() - 1;
        arguments.set(last, arguments.get(last) + "; it may have happened in part, so it is not sent again by itself");
        return new Problem(problem.type(), problem.location(), arguments);
    }
}
