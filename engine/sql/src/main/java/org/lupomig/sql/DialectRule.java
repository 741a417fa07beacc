package org.lupomig.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.DynamicFact;
import org.lupomig.model.sql.EventFact;
import org.lupomig.model.sql.MaintenanceFact;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.CreateTable;
import org.lupomig.model.sql.StatementFact.Refused;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.ViewFact;

/**
 * What does not mean the same once it is written in the quotes of the default dialect, and so is not run where a script
 * is in others.
 */
final class DialectRule {
    private DialectRule() {}

    /**
     * The statement as refused; null where it may be sent.
     *
     * @param c over all of its words
     * @param written how quotes are read where it stands, not as by default
     * @param same whether its text is the same in the quotes of the default
     */
    static @Nullable Refused refused(StatementFact fact, Cursor c, ScriptDialect written, boolean same) {
        if (fact instanceof DynamicFact.Prepare || fact instanceof DynamicFact.ExecuteImmediate) {
            return refused(fact, c, "the text that it runs is read in the default quotes", written);
        }
        if (isProgram(fact) && (!same || isDynamic(c))) {
            return refused(
                    fact,
                    c,
                    "the server keeps its text, and would get it in other quotes than it is written in",
                    written);
        }
        if (!same && namesColumnsByText(fact, c)) {
            return refused(fact, c, "columns that it makes are named by the text of their expressions", written);
        }
        boolean answers =
                fact instanceof MaintenanceFact || (fact instanceof CreateTable create && create.like() != null);
        int like = written.backslashEscapes() || answers ? -1 : patternWithoutEscape(c);
        return like < 0
                ? null
                : new Refused(
                        fact.kind(),
                        "without ESCAPE its pattern is another one under sql_mode " + written.modes()
                                + "; write ESCAPE behind it, or set sql_mode without it before this statement",
                        c.span(like, like + 1));
    }

    private static Refused refused(StatementFact fact, Cursor c, String reason, ScriptDialect written) {
        Span opening = fact.opening();
        return new Refused(
                fact.kind(),
                reason + "; set sql_mode without " + written.modes() + " before it, and quote it so",
                opening == null ? c.span(0, 1) : opening);
    }

    private static boolean isProgram(StatementFact fact) {
        return fact instanceof TriggerFact.CreateTrigger
                || fact instanceof RoutineFact.CreateRoutine
                || fact instanceof RoutineFact.CreatePackage
                || fact instanceof EventFact.CreateEvent
                || fact instanceof EventFact.AlterEvent;
    }

    private static boolean isDynamic(Cursor c) {
        for (int i = 0; i < c.count(); i++) {
            if (c.isWord(i, "PREPARE") || (c.isWord(i, "EXECUTE") && c.isWord(i + 1, "IMMEDIATE"))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a view or a table is made from a query with an expression in its list that has no name of its own. */
    private static boolean namesColumnsByText(StatementFact fact, Cursor c) {
        boolean view = (fact instanceof ViewFact.CreateView made
                        && made.definition().columns().isEmpty())
                || (fact instanceof ViewFact.AlterView altered
                        && altered.definition().columns().isEmpty());
        boolean table = fact instanceof CreateTable create && create.query() != null;
        if (!view && !table) {
            return false;
        }
        int at = 0;
        while (at < c.count() && !c.isWord(at, "SELECT")) {
            at++;
        }
        int end = ClauseWords.find(c, at + 1, c.count(), "FROM");
        while (at < end) {
            int next = ClauseWords.endOfItem(c, at + 1, end);
            boolean plain = true;
            for (int i = at + 1; i < next; i++) {
                boolean name = c.kindAt(i) == Tokens.WORD || c.kindAt(i) == Tokens.QUOTED_NAME;
                plain &= name || c.isSymbol(i, '.') || c.isSymbol(i, '*');
            }
            if (!plain && ClauseWords.find(c, at + 1, next, "AS") == next) {
                return true;
            }
            at = next;
        }
        return false;
    }

    /**
     * The first {@code LIKE} whose pattern may have a backslash in it and no {@code ESCAPE} of its own; -1 where there
     * is none.
     */
    private static int patternWithoutEscape(Cursor c) {
        for (int i = 0; i < c.count(); i++) {
            if (c.isWord(i, "LIKE")) {
                boolean text = i + 1 < c.count() && c.kindAt(i + 1) == Tokens.STRING;
                boolean escaped =
                        text && c.isWord(i + 2, "ESCAPE") && i + 3 < c.count() && c.kindAt(i + 3) == Tokens.STRING;
                boolean plain = text && c.raw(i + 1).indexOf('\\') < 0;
                if (!escaped && !plain) {
                    return i;
                }
            }
        }
        return -1;
    }
}
