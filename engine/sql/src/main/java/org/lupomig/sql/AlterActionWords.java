package org.lupomig.sql;

/** What an action of {@code ALTER TABLE} is called, and where it ends. */
final class AlterActionWords {
    private AlterActionWords() {}

    /**
     * An action.
     *
     * @param words its words as the manual writes them, without names
     * @param end the token behind its last
     */
    record Named(String words, int end) {}

    static Named at(Cursor c, int start) {
        String first = c.word(start);
        StringBuilder words = new StringBuilder(first.isEmpty() ? c.raw(start) : first);
        int i = start + 1;
        if (c.isWord(i, "CONSTRAINT") && !first.equals("DROP")) {
            i = constrained(c, i);
        }
        while (continues(c.word(i))) {
            words.append(' ').append(c.word(i));
            i++;
        }
        return new Named(words.toString(), end(c, start));
    }

    /** Behind {@code CONSTRAINT name}, the name being optional. */
    private static int constrained(Cursor c, int constraint) {
        for (int i = constraint + 1; i < constraint + 6; i++) {
            if (c.isWord(i, "FOREIGN") || c.isWord(i, "CHECK")) {
                return i;
            }
        }
        return constraint;
    }

    private static boolean continues(String word) {
        return switch (word) {
            case "COLUMN", "INDEX", "KEY", "KEYS", "FOREIGN", "CONSTRAINT", "CHECK", "PARTITION", "PARTITIONING" ->
                true;
            case "SYSTEM", "VERSIONING", "PERIOD", "TABLESPACE", "TO", "BY", "CHARACTER", "SET" -> true;
            default -> false;
        };
    }

    /** The comma behind the action, or the statement's end. */
    private static int end(Cursor c, int start) {
        int depth = 0;
        for (int i = start; i < c.count(); i++) {
            if (c.isSymbol(i, '(')) {
                depth++;
            } else if (c.isSymbol(i, ')')) {
                depth--;
            }
            if (depth < 0 || (depth == 0 && c.isSymbol(i, ','))) {
                return Math.max(i, start + 1);
            }
        }
        return c.count();
    }
}
