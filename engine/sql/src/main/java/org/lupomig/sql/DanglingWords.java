package org.lupomig.sql;

/**
 * Finds operators, commas and keywords with nothing behind them, in queries and in statements that change rows: what
 * follows them ends the list, the clause or the statement. No grammar has that.
 */
final class DanglingWords {
    private DanglingWords() {}

    /**
     * Makes the statement unreadable where something from {@code from} up to {@code to}, a clause's end, lacks more.
     */
    static void refuse(Cursor c, int from, int to) {
        int end = Math.min(to, c.count());
        // The last of all, they begin a comment as soon as anything is sent behind them.
        while (end - 2 >= from && c.isSymbol(end - 1, '-') && c.isSymbol(end - 2, '-')) {
            end -= 2;
        }
        for (int i = from; i < end; i++) {
            if (wantsMore(c, i) && (i + 1 == end || ends(c, i + 1))) {
                String before = i + 1 < c.count() ? " before '" + c.shown(i + 1) + "'" : "";
                c.unreadable("'" + c.shown(i) + "' has nothing behind it" + before, i);
                return;
            }
        }
    }

    private static boolean wantsMore(Cursor c, int i) {
        return switch (c.kindAt(i)) {
            case Tokens.SYMBOL ->
                switch (c.symbol(i)) {
                    case ',', '=', '/', '%', '<', '>', '|', '&', '^' -> true;
                    // two of them may begin a comment, of which more is said elsewhere
                    case '-' -> !c.isSymbol(i - 1, '-');
                    // a = b(+), in Oracle's mode
                    case '+' -> !c.isSymbol(i - 1, '(');
                    default -> false;
                };
            case Tokens.WORD -> isOpen(c.word(i)) && !c.isSymbol(i - 1, '.') && !c.isSymbol(i - 1, '@');
            default -> false;
        };
    }

    private static boolean isOpen(String word) {
        return switch (word) {
            case "AND", "OR", "XOR", "LIKE", "DIV", "SELECT", "FROM", "WHERE", "HAVING", "BY" -> true;
            default -> false;
        };
    }

    /** Reserved words all, so that no name is one of them. */
    private static boolean ends(Cursor c, int i) {
        if (c.kindAt(i) == Tokens.SYMBOL) {
            return c.symbol(i) == ')' || c.symbol(i) == ',';
        }
        return c.kindAt(i) == Tokens.WORD
                && switch (c.word(i)) {
                    case "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "UNION", "WHEN", "THEN", "ELSE" -> true;
                    default -> false;
                };
    }
}
