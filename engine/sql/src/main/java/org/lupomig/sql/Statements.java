package org.lupomig.sql;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.Rename;

/** Writes the statements that are sent in place of those an author wrote. */
public final class Statements {
    private Statements() {}

    /**
     * A statement without some of its words, such as {@code IF NOT EXISTS}.
     *
     * @param guards spans in {@code sql} that do not overlap, in any order
     */
    public static String withoutGuards(String sql, List<Span> guards) {
        StringBuilder out = new StringBuilder(sql.length());
        int done = 0;
        for (Span guard : guards.stream().sorted().toList()) {
            out.append(sql, done, guard.start());
            boolean spaced = guard.end() < sql.length() && Characters.isSpace(sql.charAt(guard.end()));
            done = spaced ? guard.end() + 1 : guard.end();
        }
        return out.append(sql, done, sql.length()).toString();
    }

    /**
     * A prepared statement's text with values in place of its {@code ?}.
     *
     * @param values expressions, in their order
     * @return null where the text has another number of them
     */
    public static @Nullable String bound(String text, List<String> values) {
        Splitter splitter = Splitter.ofOne(text);
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        int next = 0;
        if (splitter.next()) {
            Tokens tokens = splitter.tokens();
            for (int i = 0; i < tokens.count(); i++) {
                boolean parameter = tokens.kind(i) == Tokens.SYMBOL && text.charAt(tokens.start(i)) == '?';
                if (parameter && next == values.size()) {
                    return null;
                }
                if (parameter) {
                    out.append(text, done, tokens.start(i)).append(operand(values.get(next++)));
                    done = tokens.end(i);
                }
            }
        }
        return next == values.size() ? out.append(text, done, text.length()).toString() : null;
    }

    private static String operand(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '@' && c != '_' && c != '.' && !Character.isLetterOrDigit(c)) {
                return "(" + value + ")";
            }
        }
        return value;
    }

    /** All guards of an ALTER: the table's and those of its actions, in order, each once. */
    public static List<Span> guards(AlterTable alter) {
        TreeSet<Span> guards = new TreeSet<>();
        add(guards, alter.guard());
        for (AlterAction action : alter.actions()) {
            add(guards, action.guard());
        }
        return List.copyOf(guards);
    }

    /**
     * {@code RENAME TABLE} of pairs whose names are wholly known.
     *
     * @param renames at least one
     */
    public static String renameTable(List<Rename> renames) {
        if (renames.isEmpty()) {
            throw new IllegalArgumentException("nothing to rename");
        }
        StringBuilder sql = new StringBuilder("RENAME TABLE ");
        String separator = "";
        for (Rename rename : renames) {
            sql.append(separator)
                    .append(SqlQuoting.identifier(rename.from()))
                    .append(" TO ")
                    .append(SqlQuoting.identifier(rename.to()));
            separator = ", ";
        }
        return sql.toString();
    }

    private static void add(Set<Span> guards, @Nullable Span guard) {
        if (guard != null) {
            guards.add(guard);
        }
    }
}
