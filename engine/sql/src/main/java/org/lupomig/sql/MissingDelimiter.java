package org.lupomig.sql;

/** Finds the beginning of another statement inside one: there the delimiter was left out. */
final class MissingDelimiter {
    private MissingDelimiter() {}

    /** Refuses the statement where another begins in it. Its first words say what kind it is, and are read already. */
    static void refuse(Cursor c) {
        int depth = 0;
        for (int i = 1; i < c.count(); i++) {
            if (c.isSymbol(i, '(')) {
                depth++;
            } else if (c.isSymbol(i, ')')) {
                depth--;
            } else if (depth == 0 && begins(c, i)) {
                c.missingDelimiter(i);
                return;
            }
        }
    }

    /** Only what stands inside no statement that runs. */
    private static boolean begins(Cursor c, int i) {
        return switch (c.word(i)) {
            case "CREATE", "DROP" -> isTable(c, i) || c.isWord(i + 1, "SCHEMA") || c.isWord(i + 1, "DATABASE");
            case "ALTER", "RENAME", "TRUNCATE" -> isTable(c, i);
            case "INSERT" -> c.isWord(i + 1, "INTO");
            case "DELETE" -> c.isWord(i + 1, "FROM");
            default -> false;
        };
    }

    private static boolean isTable(Cursor c, int i) {
        return c.isWord(i + 1, "TABLE") || c.isWord(i + 1, "TABLES");
    }
}
