package org.lupomig.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.SessionFact.SetVariables;
import org.lupomig.model.sql.SessionFact.VariableAssignment;
import org.lupomig.model.sql.StatementFact;

/**
 * Writes what stands in the quotes of another {@code sql_mode} in those of {@link ScriptDialect#DEFAULT}. All that is
 * sent, journaled and read again when it is undone is in these, and no session is ever put into another mode.
 */
final class Requoting {
    private Requoting() {}

    /** Appends a word as the default dialect has it. */
    static void append(StringBuilder sql, String text, Tokens tokens, int i, ScriptDialect written) {
        int start = tokens.start(i);
        int end = tokens.end(i);
        if (tokens.kind(i) == Tokens.QUOTED_NAME && text.charAt(start) == '"') {
            String name = Characters.unquoted(text.substring(start, end), false);
            sql.append('`').append(name.replace("`", "``")).append('`');
        } else if (tokens.kind(i) == Tokens.STRING && !written.backslashEscapes()) {
            sql.append(text.substring(start, end).replace("\\", "\\\\"));
        } else {
            sql.append(text, start, end);
        }
    }

    /**
     * A {@code SET} that puts the session into a mode with other quotes, without these; null where it does not, or
     * where the mode brings more with it than quotes.
     *
     * @param sql the statement, to which the fact's places belong
     */
    static @Nullable String ofMode(StatementFact fact, String sql) {
        if (!(fact instanceof SetVariables set)) {
            return null;
        }
        StringBuilder sent = new StringBuilder();
        int at = 0;
        boolean changed = false;
        for (VariableAssignment assignment : set.assignments()) {
            String text = DialectChanges.isOfSession(assignment) ? assignment.text() : null;
            if (text != null && !ScriptDialect.ofMode(text).equals(ScriptDialect.DEFAULT)) {
                String rest = ScriptDialect.withoutQuotes(text);
                if (rest == null) {
                    return null;
                }
                Span value = assignment.value();
                sent.append(sql, at, value.start()).append('\'').append(rest).append('\'');
                at = value.end();
                changed = true;
            }
        }
        return changed ? sent.append(sql, at, sql.length()).toString() : null;
    }
}
