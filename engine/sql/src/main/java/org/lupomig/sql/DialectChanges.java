package org.lupomig.sql;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.SessionFact.Scope;
import org.lupomig.model.sql.SessionFact.SetVariables;
import org.lupomig.model.sql.SessionFact.VariableAssignment;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.Refused;
import org.lupomig.model.sql.VariableUse;

/**
 * Follows what a script itself does to {@code sql_mode}: a mode set as a text, the default, and one that was saved in a
 * variable before, as dumps do. A mode that is computed leaves quotes as they are, or is refused.
 */
final class DialectChanges {
    private final ScriptDialect initial;
    private final Map<String, ScriptDialect> saved = new HashMap<>();
    /** User variables that hold the name of a mode with other quotes. */
    private final Set<String> named = new HashSet<>();

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

    /**
     * A {@code SET} of the mode whose value is not read here though it may bring other quotes, as refused; null for all
     * others.
     *
     * @param sql the statement, to which the fact's places belong
     */
    @Nullable
    Refused unclear(StatementFact fact, String sql) {
        if (!(fact instanceof SetVariables set)) {
            return null;
        }
        for (VariableAssignment assignment : set.assignments()) {
            if (isOfSession(assignment) && assignment.text() == null) {
                VariableUse only = onlyVariable(assignment);
                Span value = assignment.value();
                boolean quotes = (only != null && !only.system())
                        ? named.contains(Characters.upper(only.name()))
                        : namesQuotes(sql.substring(value.start(), value.end()));
                if (quotes) {
                    return new Refused(
                            fact.kind(),
                            "it computes a sql_mode with other quotes, and how the script is read hangs on it; write the"
                                    + " modes as one text",
                            assignment.span());
                }
            }
        }
        return null;
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
            named.remove(name);
            if (only != null && only.system() && Characters.upper(only.name()).endsWith("SQL_MODE")) {
                saved.put(name, current);
            } else if (assignment.text() != null && namesQuotes(assignment.text())) {
                named.add(name);
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

    private static boolean namesQuotes(String text) {
        String upper = Characters.upper(text);
        return upper.contains("ANSI")
                || upper.contains("NO_BACKSLASH_ESCAPES")
                || upper.contains("ORACLE")
                || upper.contains("POSTGRESQL")
                || upper.contains("MSSQL")
                || upper.contains("MAXDB")
                || upper.contains("DB2");
    }

    /** The variable that is all of the value; null where there is more to it. */
    private static @Nullable VariableUse onlyVariable(VariableAssignment assignment) {
        List<VariableUse> variables = assignment.uses().variables();
        return variables.size() == 1 && variables.get(0).span().equals(assignment.value()) ? variables.get(0) : null;
    }
}
