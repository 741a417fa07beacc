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
 * variable before, as dumps do. A mode that is computed leaves quotes as they are where nothing speaks of others, and a
 * run looks; where something does, it is refused.
 */
final class DialectChanges {
    private static final String NOT_IN_IT =
            "it asks for a sql_mode in which its session is not, because names and texts are sent in other quotes; set"
                    + " sql_mode without them before it";

    private final ScriptDialect initial;
    private final Map<String, ScriptDialect> saved = new HashMap<>();
    /** User variables that hold the name of a mode with other quotes. */
    private final Set<String> named = new HashSet<>();

    private ScriptDialect current;
    private boolean others;

    DialectChanges(ScriptDialect initial) {
        this.initial = initial;
        this.current = initial;
        this.others = !initial.equals(ScriptDialect.DEFAULT);
    }

    ScriptDialect current() {
        return current;
    }

    /**
     * Follows a statement.
     *
     * @param c over all of its words
     */
    void after(StatementFact fact, Cursor c) {
        if (!(fact instanceof SetVariables set)) {
            written(c);
            return;
        }
        // the server computes all values before it sets the first variable
        ScriptDialect before = current;
        for (VariableAssignment assignment : set.assignments()) {
            after(assignment, before);
        }
        others |= !current.equals(ScriptDialect.DEFAULT);
    }

    /**
     * A statement after which it could not be told how the script is read, or that asks for a mode in which the session
     * is not, as refused; null for all others.
     *
     * @param c over all of its words
     * @param sql the statement, to which the fact's places belong
     */
    @Nullable
    Refused unclear(StatementFact fact, Cursor c, String sql) {
        if (!(fact instanceof SetVariables set)) {
            int asked = current.equals(ScriptDialect.DEFAULT) ? -1 : asked(c);
            return asked < 0 ? null : new Refused(fact.kind(), NOT_IN_IT, c.span(asked, asked + 1));
        }
        for (VariableAssignment assignment : set.assignments()) {
            VariableUse only = onlyVariable(assignment);
            boolean saves = assignment.scope() == Scope.USER && only != null && isMode(only);
            boolean asks = assignment.uses().variables().stream().anyMatch(DialectChanges::isMode);
            if (isOfSession(assignment) && assignment.text() == null && isUnclear(assignment, only, sql)) {
                return new Refused(
                        fact.kind(),
                        "it computes a sql_mode that may have other quotes, and how the script is read hangs on it; write"
                                + " the modes as one text",
                        assignment.span());
            }
            if (asks && !saves && !isOfSession(assignment) && !current.equals(ScriptDialect.DEFAULT)) {
                return new Refused(fact.kind(), NOT_IN_IT, assignment.span());
            }
        }
        return null;
    }

    private boolean isUnclear(VariableAssignment assignment, @Nullable VariableUse only, String sql) {
        if (only != null && !only.system()) {
            String name = Characters.upper(only.name());
            return !saved.containsKey(name) && (others || named.contains(name));
        }
        Span value = assignment.value();
        return others || namesQuotes(sql.substring(value.start(), value.end()));
    }

    /** What is written into a variable by another statement than {@code SET} is no saved mode any more. */
    private void written(Cursor c) {
        if (saved.isEmpty()) {
            return;
        }
        boolean writes = false;
        for (int i = 0; i < c.count(); i++) {
            writes |= c.isWord(i, "INTO") || (c.isSymbol(i, ':') && c.isSymbol(i + 1, '='));
        }
        for (int i = 1; writes && i < c.count(); i++) {
            if (c.isSymbol(i - 1, '@') && !c.isSymbol(i, '@')) {
                saved.remove(Characters.upper(c.plain(i)));
            }
        }
    }

    private static boolean isMode(VariableUse variable) {
        return variable.system()
                && switch (Characters.upper(variable.name())) {
                    case "SQL_MODE", "SESSION.SQL_MODE", "LOCAL.SQL_MODE" -> true;
                    default -> false;
                };
    }

    /** Where a statement asks for the session's mode; -1 where it does not. */
    private static int asked(Cursor c) {
        for (int i = 2; i < c.count(); i++) {
            boolean variable = c.isSymbol(i - 1, '@') && c.isSymbol(i - 2, '@');
            boolean scoped =
                    variable && (c.isWord(i, "SESSION") || c.isWord(i, "LOCAL")) && c.isWord(i + 2, "SQL_MODE");
            if (scoped || (variable && c.isWord(i, "SQL_MODE"))) {
                return i;
            }
        }
        return -1;
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

    /** Whether the session's {@code sql_mode} is set. */
    static boolean isOfSession(VariableAssignment assignment) {
        boolean ofSession = assignment.scope() == Scope.UNSAID || assignment.scope() == Scope.SESSION;
        return ofSession && assignment.name().equalsIgnoreCase("sql_mode");
    }

    private void after(VariableAssignment assignment, ScriptDialect before) {
        VariableUse only = onlyVariable(assignment);
        if (assignment.scope() == Scope.USER) {
            String name = Characters.upper(assignment.name());
            saved.remove(name);
            named.remove(name);
            if (only != null && isMode(only)) {
                saved.put(name, before);
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

    /** The variable that is all of the value; null where there is more to it. */
    private static @Nullable VariableUse onlyVariable(VariableAssignment assignment) {
        List<VariableUse> variables = assignment.uses().variables();
        return variables.size() == 1 && variables.get(0).span().equals(assignment.value()) ? variables.get(0) : null;
    }
}
