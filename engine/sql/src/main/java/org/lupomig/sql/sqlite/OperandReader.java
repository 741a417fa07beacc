package org.lupomig.sql.sqlite;

import java.util.Locale;
import org.lupomig.sql.Cursor;
import org.lupomig.sql.Tokens;

/** Reads what stands between operators: literals, columns, calls, what is in parentheses. */
final class OperandReader {
    private final Cursor c;
    private final ExpressionReader expressions;

    OperandReader(Cursor c, ExpressionReader expressions) {
        this.c = c;
        this.expressions = expressions;
    }

    /** One operand, with the signs before it. */
    void read() {
        while (c.accept("NOT") || c.acceptSymbol('-') || c.acceptSymbol('+') || c.acceptSymbol('~')) {
            // any number of them
        }
        if (c.atEnd()) {
            c.unexpected("an expression is missing");
            return;
        }
        int at = c.position();
        switch (c.kindAt(at)) {
            case Tokens.NUMBER -> {
                Literals.check(c, at);
                c.next();
            }
            case Tokens.STRING -> c.next();
            case Tokens.SYMBOL -> parenthesised(at);
            case Tokens.QUOTED_NAME -> named();
            default -> word();
        }
    }

    private void parenthesised(int at) {
        if (c.atSymbol('(')) {
            if (SelectReader.isQuery(c, at + 1)) {
                expressions.subquery();
            } else {
                c.next();
                expressions.list();
                c.expectSymbol(')');
            }
        } else if (c.atSymbol('?') || c.atSymbol(':') || c.atSymbol('@') || c.atSymbol('$') || c.atSymbol('#')) {
            c.unreadable("'" + c.shown(at) + "' stands for a value that nothing gives here", at);
        } else {
            c.unexpected("an expression is missing");
        }
    }

    private void word() {
        switch (c.word()) {
            case "NULL" -> c.next();
            case "CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME" -> {
                expressions.noteCall(c.word(), c.position());
                c.next();
            }
            case "EXISTS" -> {
                c.next();
                expressions.subquery();
            }
            case "CASE" -> cases();
            case "CAST" -> {
                if (c.isSymbol(c.position() + 1, '(')) {
                    cast();
                } else {
                    named();
                }
            }
            case "RAISE" -> {
                if (c.isSymbol(c.position() + 1, '(')) {
                    raise();
                } else {
                    named();
                }
            }
            default -> named();
        }
    }

    private void cases() {
        c.next();
        if (!c.at("WHEN")) {
            expressions.read();
        }
        c.expect("WHEN");
        do {
            expressions.read();
            c.expect("THEN");
            expressions.read();
        } while (c.accept("WHEN"));
        if (c.accept("ELSE")) {
            expressions.read();
        }
        c.expect("END");
    }

    private void cast() {
        c.next();
        c.expectSymbol('(');
        expressions.read();
        c.expect("AS");
        TypeReader.read(c);
        c.expectSymbol(')');
    }

    private void raise() {
        c.next();
        c.expectSymbol('(');
        switch (c.word()) {
            case "IGNORE" -> c.next();
            case "ROLLBACK", "ABORT", "FAIL" -> {
                c.next();
                c.expectSymbol(',');
                expressions.read();
            }
            default -> c.unexpected("IGNORE, ROLLBACK, ABORT or FAIL is missing");
        }
        c.expectSymbol(')');
    }

    /** A column with what stands before its dots, or a function. */
    private void named() {
        int at = c.position();
        if (c.isSymbol(at + 1, '(') && !SqliteWords.isReserved(c.word())) {
            function();
            return;
        }
        c.name();
        for (int parts = 1; parts < 3 && c.atSymbol('.'); parts++) {
            c.nameBehindDot();
        }
    }

    private void function() {
        int at = c.position();
        String name = c.plain(at).toUpperCase(Locale.ROOT);
        expressions.noteCall(name, at);
        c.next();
        c.expectSymbol('(');
        if (!c.acceptSymbol('*')) {
            if (!c.accept("DISTINCT")) {
                c.accept("ALL");
            }
            if (!c.atSymbol(')')) {
                expressions.list();
            }
            if (c.accept("ORDER", "BY")) {
                expressions.queries().ordered();
            }
        }
        c.expectSymbol(')');
        if (c.at("WITHIN", "GROUP")) {
            c.moveTo(c.position() + 2);
            c.expectSymbol('(');
            c.expect("ORDER");
            c.expect("BY");
            expressions.read();
            c.expectSymbol(')');
        }
        if (c.at("FILTER") && c.isSymbol(c.position() + 1, '(')) {
            c.next();
            c.expectSymbol('(');
            c.expect("WHERE");
            expressions.read();
            c.expectSymbol(')');
        }
        boolean over = c.at("OVER") && (c.isSymbol(c.position() + 1, '(') || isName(c.position() + 1));
        if (over) {
            c.next();
            if (c.atSymbol('(')) {
                expressions.queries().window();
            } else {
                c.name();
            }
        }
    }

    private boolean isName(int i) {
        return i < c.count() && c.nameAt(i) != null && !SqliteWords.isReserved(c.word(i));
    }
}
