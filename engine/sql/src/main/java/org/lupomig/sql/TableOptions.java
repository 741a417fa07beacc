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
            c.skipParentheses();
            return true;
        }
        return c.acceptSymbol('=') || c.acceptSymbol('-') || c.acceptSymbol('.');
    }

    private static boolean isAnotherClause(Cursor c) {
        return switch (c.word()) {
            case "SELECT", "AS", "VALUES", "LIKE", "IGNORE", "REPLACE" -> true;
            case "WITH" -> !c.isWord(c.position() + 1, "SYSTEM") && !c.isWord(c.position() + 1, "PARSER");
            default -> false;
        };
    }
}
