package org.lupomig.sql;

/** Options of a table or schema and partitions: read for their shape alone, the server judges them. */
final class TableOptions {
    private TableOptions() {}

    /** Everything up to the statement's end, or up to a word that cannot be an option. */
    static void skip(Cursor c) {
        while (!c.atEnd()) {
            if (!skipWord(c) && !c.acceptSymbol(',')) {
                return;
            }
        }
    }

    /** One word, value, sign or group in parentheses. */
    static boolean skipWord(Cursor c) {
        if (c.atEnd() || isAnotherClause(c)) {
            return false;
        }
        int i = c.position();
        if (c.kindAt(i) != Tokens.SYMBOL) {
            c.next();
            return true;
        }
        if (c.isSymbol(i, '(')) {
            if (startsQuery(c, i)) {
                return false;
            }
            c.skipParentheses();
            return true;
        }
        return c.acceptSymbol('=') || c.acceptSymbol('-');
    }

    /** {@code [DEFAULT] CHARACTER SET = x COLLATE = y COMMENT = 'z'}. */
    static void skipOfSchema(Cursor c) {
        while (!c.atEnd()) {
            c.accept("DEFAULT");
            boolean known =
                    c.accept("CHARACTER", "SET") || c.accept("CHARSET") || c.accept("COLLATE") || c.accept("COMMENT");
            if (!known) {
                return;
            }
            c.acceptSymbol('=');
            if (c.atEnd() || c.kindAt(c.position()) == Tokens.SYMBOL) {
                c.unexpected("a value is missing");
            }
            c.next();
        }
    }

    /** Whether a query stands at {@code i}, in as many parentheses as you like. */
    static boolean startsQuery(Cursor c, int i) {
        int first = i;
        while (c.isSymbol(first, '(')) {
            first++;
        }
        return switch (c.word(first)) {
            case "SELECT", "WITH", "VALUES" -> true;
            default -> false;
        };
    }

    private static boolean isAnotherClause(Cursor c) {
        return switch (c.word()) {
            case "SELECT", "AS", "VALUES", "LIKE", "IGNORE", "REPLACE" -> true;
            case "WITH" -> !c.isWord(c.position() + 1, "SYSTEM") && !c.isWord(c.position() + 1, "PARSER");
            default -> false;
        };
    }
}
