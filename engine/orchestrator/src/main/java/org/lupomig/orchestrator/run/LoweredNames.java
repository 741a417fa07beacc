package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.Touch;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.port.Target;

/**
 * Names that a server would lower. Where {@code lower_case_table_names} is not 0, tables, views and schemas have one
 * name for every spelling, and the server answers with its own: the engine, which goes by what is written, would not
 * know again what it has changed.
 */
final class LoweredNames {
    private final Target target;
    private @Nullable Boolean lowers;

    LoweredNames(Target target) {
        this.target = target;
    }

    /** What speaks against these statements, each name once. The server is asked only where a name has capitals. */
    List<Problem> in(List<Statement> statements) {
        List<Problem> problems = new ArrayList<>();
        Set<String> told = new LinkedHashSet<>();
        for (Statement statement : statements) {
            for (Touch touch : statement.touches()) {
                for (String name : new String[] {touch.schema(), touch.table()}) {
                    if (name != null && !name.equals(lower(name)) && lowers() && told.add(name)) {
                        problems.add(Problem.at(statement.location(), EngineMessage.NAME_LOWERED, name, lower(name)));
                    }
                }
            }
        }
        return problems;
    }

    private boolean lowers() {
        Boolean known = lowers;
        if (known == null) {
            known = target.lowersNames();
            lowers = known;
        }
        return known;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
