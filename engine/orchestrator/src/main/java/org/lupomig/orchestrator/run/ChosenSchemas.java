package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.UnqualifiedName;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.port.Target;

/**
 * Names without a schema, where neither the script nor the plan nor the address of the database chooses one. What they
 * mean is known to nobody, the server included.
 */
public final class ChosenSchemas {
    private ChosenSchemas() {}

    /** What speaks against these steps, once for each script. The server is asked only where there is such a name. */
    public static List<Problem> lacking(Iterable<Step> steps, Target target) {
        List<Problem> problems = new ArrayList<>();
        for (Step step : steps) {
            add(step.statements(), problems);
            if (step.undo() instanceof Undo.Authored authored) {
                add(authored.statements(), problems);
            }
        }
        return problems.isEmpty() || target.ownSchema() != null ? List.of() : problems;
    }

    /** The same of one statement, in a session of this default schema. */
    static @Nullable Problem lacking(Statement statement, @Nullable String defaultSchema) {
        return defaultSchema == null ? problem(statement) : null;
    }

    private static void add(List<Statement> script, List<Problem> problems) {
        for (Statement statement : script) {
            Problem problem = problem(statement);
            if (problem != null) {
                problems.add(problem);
                return;
            }
        }
    }

    private static @Nullable Problem problem(Statement statement) {
        UnqualifiedName name = statement.unqualified();
        return name == null ? null : Problem.at(name.location(), EngineMessage.NO_SCHEMA_CHOSEN, name.name());
    }
}
