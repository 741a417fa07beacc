package org.lupomig.sql;

/** Finds its way between the words of a program's body. */
final class BodyWords {
    private BodyWords() {}

    /**
     * The first of two words from the cursor on that is outside of parentheses and of {@code CASE … END}; the
     * statement's semicolon, or the end of all, where none is.
     */
    static int until(Cursor c, String first, String second) {
        int parentheses = 0;
        int cases = 0;
        for (int i = c.position(); i < c.count(); i++) {
            if (c.kindAt(i) == Tokens.SYMBOL) {
                char symbol = c.symbol(i);
                if (symbol == ';') {
                    return i;
                }
                parentheses += symbol == '(' ? 1 : symbol == ')' ? -1 : 0;
            } else if (c.kindAt(i) == Tokens.WORD && !c.isSymbol(i - 1, '.')) {
                boolean here = parentheses == 0 && cases == 0;
                if (here && (c.isWord(i, first) || c.isWord(i, second))) {
                    return i;
                }
                cases += c.isWord(i, "CASE") ? 1 : cases > 0 && c.isWord(i, "END") ? -1 : 0;
            }
        }
        return c.count();
    }

    /** The semicolon that ends the statement at the cursor; the end of all where none does. */
    static int semicolon(Cursor c) {
        int i = c.position();
        while (i < c.count() && !c.isSymbol(i, ';')) {
            i++;
        }
        return i;
    }

    /** Whether the word behind {@code END} says what ends. */
    static boolean isBlock(String word) {
        return switch (word) {
            case "IF", "CASE", "LOOP", "REPEAT", "WHILE", "FOR" -> true;
            default -> false;
        };
    }

    /** One of the conditions that a handler is for. */
    static void skipCondition(Cursor c) {
        if (c.accept("SQLSTATE")) {
            c.accept("VALUE");
            c.string();
        } else if (c.accept("NOT")) {
            c.expect("FOUND");
        } else if (c.atEnd() || c.kindAt(c.position()) == Tokens.SYMBOL) {
            c.unexpected("a condition is missing");
        } else {
            c.next();
        }
    }

    /** Where the query of a cursor begins: behind {@code FOR}, or {@code IS} in Oracle's mode. */
    static int queryOfCursor(Cursor c, int from, int to) {
        int at = Math.min(ClauseWords.find(c, from, to, "FOR"), ClauseWords.find(c, from, to, "IS"));
        return Math.min(at + 1, to);
    }

    /** Whether a statement of the server may begin with the word. */
    static boolean beginsStatement(String word) {
        return switch (word) {
            case "ALTER", "ANALYZE", "BACKUP", "BINLOG", "CACHE", "CALL", "CHANGE", "CHECK", "CHECKSUM", "COMMIT" ->
                true;
            case "CREATE", "DEALLOCATE", "DELETE", "DESC", "DESCRIBE", "DO", "DROP", "EXECUTE", "EXPLAIN", "FLUSH" ->
                true;
            case "GET", "GRANT", "HANDLER", "HELP", "INSERT", "INSTALL", "KILL", "LOAD", "LOCK", "OPTIMIZE" -> true;
            case "PREPARE", "PURGE", "RELEASE", "RENAME", "REPAIR", "REPLACE", "RESET", "RESIGNAL", "REVOKE" -> true;
            case "ROLLBACK", "SAVEPOINT", "SELECT", "SET", "SHOW", "SHUTDOWN", "SIGNAL", "START", "STOP" -> true;
            case "TRUNCATE", "UNINSTALL", "UNLOCK", "UPDATE", "USE", "VALUES", "WITH", "XA" -> true;
            default -> false;
        };
    }
}
