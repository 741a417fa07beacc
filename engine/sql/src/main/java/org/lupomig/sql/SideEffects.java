package org.lupomig.sql;

/** Functions in column definitions that act beyond the table, whenever a row takes its default. */
final class SideEffects {
    private SideEffects() {}

    /** Refuses the statement if one of them is called between two tokens. */
    static void refuseIn(Cursor c, int from, int to) {
        for (int i = from; i < to; i++) {
            if (c.isWord(i, "NEXT") && c.isWord(i + 1, "VALUE") && c.isWord(i + 2, "FOR")) {
                c.refuse("a sequence that moves on has no way back", i, i + 3);
            } else if (c.isSymbol(i + 1, '(') && acts(c.word(i)) && !namesAnIndex(c, i)) {
                c.refuse("the function " + c.raw(i) + " acts beyond the table", i, i + 1);
            }
        }
    }

    private static boolean namesAnIndex(Cursor c, int i) {
        return switch (c.word(i - 1)) {
            case "INDEX", "KEY", "UNIQUE", "FULLTEXT", "SPATIAL" -> true;
            default -> false;
        };
    }

    private static boolean acts(String function) {
        return switch (function) {
            case "NEXTVAL", "SETVAL", "GET_LOCK", "RELEASE_LOCK", "RELEASE_ALL_LOCKS", "SLEEP", "BENCHMARK" -> true;
            case "LOAD_FILE" -> true;
            default -> false;
        };
    }
}
