package org.lupomig.orchestrator.run;

import java.util.List;
import java.util.Objects;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Opens sessions for steps. Definitions of tables leave no trace in a session and ask nothing of it, so that steps of
 * nothing else may share one, one after the other; all others have one of their own.
 */
final class TracelessSteps {
    private TracelessSteps() {}

    static TargetSession open(Target target, String lockName, List<Statement> statements) {
        boolean traceless = !statements.isEmpty() && statements.stream().allMatch(TracelessSteps::isTraceless);
        String schema = traceless ? statements.get(0).defaultSchema() : null;
        return traceless && statements.stream().allMatch(each -> Objects.equals(schema, each.defaultSchema()))
                ? target.openAgain(lockName, Purpose.FORWARD, schema)
                : target.open(lockName, Purpose.FORWARD);
    }

    private static boolean isTraceless(Statement statement) {
        StatementFact fact = statement.fact();
        return (fact instanceof StatementFact.CreateTable create
                        && !create.temporary()
                        && !create.orReplace()
                        && create.query() == null)
                || fact instanceof StatementFact.AlterTable
                || fact instanceof StatementFact.RenameTable;
    }
}
