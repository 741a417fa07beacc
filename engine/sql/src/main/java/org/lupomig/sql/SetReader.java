package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.SessionFact.Scope;
import org.lupomig.model.sql.SessionFact.SetCharacterSet;
import org.lupomig.model.sql.SessionFact.SetStatement;
import org.lupomig.model.sql.SessionFact.SetTransaction;
import org.lupomig.model.sql.SessionFact.SetVariables;
import org.lupomig.model.sql.SessionFact.VariableAssignment;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.SetNames;
import org.lupomig.model.sql.Uses;

/** Reads {@code SET} in all its forms. */
final class SetReader {
    private SetReader() {}

    static StatementFact read(Cursor c) {
        c.kind("SET");
        c.next();
        int end = c.count();
        boolean list = ClauseWords.endOfItem(c, 1, end) < end;
        switch (c.word()) {
            case "NAMES" -> {
                if (!list && !isAssigned(c, 2)) {
                    return names(c);
                }
            }
            case "CHARACTER", "CHARSET" -> {
                if (!list && !isAssigned(c, 2)) {
                    return characterSet(c);
                }
            }
            case "PASSWORD" -> {
                if (c.isSymbol(2, '=') || c.isWord(2, "FOR")) {
                    return AccountReader.set(c);
                }
            }
            case "ROLE" -> {
                if (!isAssigned(c, 2)) {
                    return AccountReader.set(c);
                }
            }
            case "DEFAULT" -> {
                return AccountReader.set(c);
            }
            case "STATEMENT" -> {
                return forStatement(c);
            }
            case "TRANSACTION" -> {
                return transaction(c, Scope.UNSAID);
            }
            default -> {}
        }
        if (c.isWord(2, "TRANSACTION") && (c.isWord(3, "ISOLATION") || c.isWord(3, "READ"))) {
            Scope scope = scope(c.word());
            c.next();
            return transaction(c, scope == null ? Scope.UNSAID : scope);
        }
        Scope first = scope(c.word());
        Span opening = first == null || isAssigned(c, 2) ? c.since(0) : c.span(0, 2);
        return new SetVariables(assignments(c, end), opening);
    }

    private static boolean isAssigned(Cursor c, int i) {
        return c.isSymbol(i, '=') || c.isSymbol(i, ':');
    }

    private static StatementFact names(Cursor c) {
        c.kind("SET NAMES");
        c.next();
        Span opening = c.since(0);
        String charset = c.accept("DEFAULT") ? null : charset(c);
        String collation = c.accept("COLLATE") ? c.value() : null;
        return new SetNames(charset, collation, opening);
    }

    private static StatementFact characterSet(Cursor c) {
        c.kind("SET CHARACTER SET");
        if (c.accept("CHARACTER")) {
            c.expect("SET");
        } else {
            c.next();
        }
        Span opening = c.since(0);
        return new SetCharacterSet(c.accept("DEFAULT") ? null : charset(c), opening);
    }

    private static String charset(Cursor c) {
        if (c.atEnd() || c.kindAt(c.position()) == Tokens.SYMBOL) {
            c.unexpected("a character set is missing");
            return "";
        }
        return c.value();
    }

    private static StatementFact transaction(Cursor c, Scope scope) {
        c.kind("SET TRANSACTION");
        c.next();
        Span opening = c.since(0);
        String isolation = null;
        String access = null;
        do {
            int start = c.position();
            if (c.accept("ISOLATION", "LEVEL")) {
                int level = c.position();
                c.next();
                if (c.at("READ") || c.at("COMMITTED") || c.at("UNCOMMITTED")) {
                    c.next();
                }
                isolation = Characters.upper(c.words(level, c.position()));
            } else if (c.accept("READ", "ONLY") || c.accept("READ", "WRITE")) {
                access = Characters.upper(c.words(start, c.position()));
            } else {
                c.unexpected("ISOLATION LEVEL or READ is missing");
            }
        } while (c.acceptSymbol(','));
        return new SetTransaction(scope, isolation, access, opening);
    }

    private static StatementFact forStatement(Cursor c) {
        c.kind("SET STATEMENT");
        c.next();
        Span opening = c.since(0);
        int end = ClauseWords.find(c, c.position(), c.count(), "FOR");
        List<VariableAssignment> assignments = assignments(c, end);
        c.expect("FOR");
        return new SetStatement(assignments, InnerStatement.read(c), opening);
    }

    private static List<VariableAssignment> assignments(Cursor c, int end) {
        List<VariableAssignment> assignments = new ArrayList<>(2);
        Scope said = Scope.UNSAID;
        do {
            if (c.position() >= end) {
                c.moveTo(end);
                c.unexpected("a variable is missing");
                break;
            }
            int start = c.position();
            int itemEnd = ClauseWords.endOfItem(c, start, end);
            Scope word = isAssigned(c, start + 1) ? null : scope(c.word(start));
            said = word == null ? said : word;
            assignments.add(assignment(c, start, itemEnd, said));
            c.moveTo(itemEnd);
        } while (!c.hasEnded() && c.position() < end && c.acceptSymbol(','));
        return assignments;
    }

    /**
     * One assignment.
     *
     * @param before the scope that was said last: it goes for all that follow without one
     */
    private static VariableAssignment assignment(Cursor c, int start, int end, Scope before) {
        Scope scope = before;
        int name = start;
        if (c.isSymbol(start, '@') && c.isSymbol(start + 1, '@')) {
            name = start + 2;
            Scope said = c.isSymbol(name + 1, '.') ? scope(c.word(name)) : null;
            scope = said == null ? Scope.SESSION : said;
            name += said == null ? 0 : 2;
        } else if (c.isSymbol(start, '@')) {
            scope = Scope.USER;
            name = start + 1;
        } else {
            Scope said = isAssigned(c, start + 1) ? null : scope(c.word(start));
            scope = said == null ? scope : said;
            name += said == null ? 0 : 1;
        }
        int behind = Variables.endOfName(c, name, end);
        if (c.isWord(start, "NAMES") || c.isWord(start, "CHARACTER") || c.isWord(start, "CHARSET")) {
            behind += c.isWord(behind, "SET") ? 1 : 0;
        } else {
            c.moveTo(behind);
            c.acceptSymbol(':');
            c.expectSymbol('=');
        }
        int value = Math.max(behind, c.position());
        if (behind == name || value >= end) {
            c.moveTo(value);
            c.unexpected(behind == name ? "a variable is missing" : "a value is missing");
            return new VariableAssignment(scope, "", c.span(start, end), null, Uses.NONE, c.span(start, end));
        }
        boolean single = end - value == 1 && c.kindAt(value) != Tokens.SYMBOL;
        return new VariableAssignment(
                scope,
                Variables.name(c, name, behind),
                c.span(value, end),
                single ? c.plain(value) : null,
                UseScan.uses(c, value, end),
                c.span(start, end));
    }

    private static @Nullable Scope scope(String word) {
        return switch (word) {
            case "GLOBAL" -> Scope.GLOBAL;
            case "SESSION", "LOCAL" -> Scope.SESSION;
            case "PERSIST" -> Scope.PERSIST;
            case "PERSIST_ONLY" -> Scope.PERSIST_ONLY;
            default -> null;
        };
    }
}
