package org.lupomig.sql;

/** Where clauses of a statement begin. */
final class ClauseWords {
    private ClauseWords() {}

    /**
     * The first token from {@code from} up to {@code to} that is the word, outside of parentheses and not behind a dot;
     * {@code to} where there is none.
     */
    static int find(Cursor c, int from, int to, String word) {
        int depth = 0;
        for (int i = from; i < to; i++) {
            if (c.kindAt(i) == Tokens.SYMBOL) {
                char symbol = c.symbol(i);
                depth += symbol == '(' ? 1 : symbol == ')' ? -1 : 0;
            } else if (depth == 0 && c.isWord(i, word) && !c.isSymbol(i - 1, '.') && !c.isSymbol(i - 1, '@')) {
                return i;
            }
        }
        return to;
    }

    /** The end of the item of a list that begins at {@code from}: its comma outside of parentheses, or {@code to}. */
    static int endOfItem(Cursor c, int from, int to) {
        int depth = 0;
        for (int i = from; i < to; i++) {
            if (c.kindAt(i) == Tokens.SYMBOL) {
                char symbol = c.symbol(i);
                if (symbol == ',' && depth == 0) {
                    return i;
                }
                depth += symbol == '(' ? 1 : symbol == ')' ? -1 : 0;
            }
        }
        return to;
    }

    /** Whether the word goes on with a list of tables, and so is no table's other name. */
    static boolean followsTable(String word) {
        return switch (word) {
            case "JOIN", "LEFT", "RIGHT", "INNER", "CROSS", "NATURAL", "STRAIGHT_JOIN", "ON", "USING", "OUTER" -> true;
            case "WHERE", "SET", "USE", "IGNORE", "FORCE", "ORDER", "LIMIT", "FOR", "GROUP", "HAVING" -> true;
            case "PARTITION", "RETURNING", "SELECT", "VALUES", "READ", "WRITE", "LOW_PRIORITY", "WAIT", "NOWAIT" ->
                true;
            default -> false;
        };
    }
}
