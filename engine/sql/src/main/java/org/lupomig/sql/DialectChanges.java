package org.lupomig.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.SessionFact.Scope;
import org.lupomig.model.sql.SessionFact.SetVariables;
import org.lupomig.model.sql.SessionFact.VariableAssignment;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.VariableUse;

/**
 * Follows what a script itself does to {@code sql_mode}: a mode set as a text, the default, and one that was saved in a
 * variable before, as dumps do. A mode that is computed is taken to leave quotes as they are; a run looks.
 */
final class DialectChanges {
    private final ScriptDialect initial;
    private final Map<String, ScriptDialect> saved = new HashMap<>();
    private ScriptDialect current;

    DialectChanges(ScriptDialect initial) {
        this.initial = initial;
        this.current = initial;
    }

    ScriptDialect current() {
        return current;
    }

    void after(StatementFact fact) {
        if (fact instanceof SetVariables set) {
            for (VariableAssignment assignment : set.assignments()) {
                after(assignment);
            }
        }
    }

    /** Whether the session's {@code sql_mode} is set. */
    static boolean isOfSession(VariableAssignment assignment) {
        boolean ofSession = assignment.scope() == Scope.UNSAID || assignment.scope() == Scope.SESSION;
        return ofSession && assignment.name().equalsIgnoreCase("sql_mode");
    }

    private void after(VariableAssignment assignment) {
        VariableUse only = onlyVariable(assignment);
        if (assignment.scope() == Scope.USER) {
            String name = Characters.upper(assignment.name());
            if (only != null && only.system() && Characters.upper(only.name()).endsWith("SQL_MODE")) {
                saved.put(name, current);
            }
            return;
        }
        if (!isOfSession(assignment)) {
            return;
        }
        String text = assignment.text();
        if (text != null) {
            current = text.equalsIgnoreCase("DEFAULT") ? initial : ScriptDialect.ofMode(text);
        } else if (only != null && !only.system()) {
            current = saved.getOrDefault(Characters.upper(only.name()), initial);
        }
    }

    /** The variable that is all of the value; null where there is more to it. */
    private static @Nullable VariableUse onlyVariable(VariableAssignment assignment) {
        List<VariableUse> variables = assignment.uses().variables();
        return variables.size() == 1 && variables.get(0).span().equals(assignment.value()) ? variables.get(0) : null;
    }
}
