package org.lupomig.sql;

import org.lupomig.model.sql.SqlText;

/** Reads the type of what a function returns, up to what is said behind it. */
final class TypeWords {
    private TypeWords() {}

    static SqlText read(Cursor c) {
        int start = c.position();
        if (c.atEnd() || c.kindAt(start) == Tokens.SYMBOL) {
            c.unexpected("a type is missing");
            return c.text(Math.max(0, start - 1), start);
        }
        if (c.accept("TYPE", "OF")) {
            skipName(c);
        } else if (c.accept("ROW", "TYPE")) {
            c.expect("OF");
            skipName(c);
        } else {
            skipName(c);
            if (c.acceptSymbol('%')) {
                // t.n%TYPE and t%ROWTYPE of Oracle's mode
                c.next();
            }
            attributes(c);
        }
        return c.text(start, c.position());
    }

    private static void attributes(Cursor c) {
        boolean more = true;
        while (more && !c.atEnd()) {
            if (c.atSymbol('(')) {
                c.skipParentheses();
            } else if (c.accept("CHARACTER", "SET") || c.accept("CHARSET") || c.accept("COLLATE")) {
                c.value();
            } else {
                more = switch (c.word()) {
                    case "UNSIGNED", "SIGNED", "ZEROFILL", "BINARY", "ASCII", "UNICODE", "VARYING", "PRECISION" -> true;
                    case "VARCHAR", "CHAR", "VARBINARY", "CHARACTER", "BYTE" -> true;
                    default -> false;
                };
                if (more) {
                    c.next();
                }
            }
        }
    }

    private static void skipName(Cursor c) {
        c.next();
        while (c.acceptSymbol('.')) {
            c.next();
        }
    }
}
