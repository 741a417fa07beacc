package org.lupomig.orchestrator.port;

/**
 * How the names of held tables begin: with a letter that says why the table is held, and the number of the run that it
 * comes from, as in {@code r12_1_3_name}.
 */
public final class HeldName {
    /** A table that is as its batch left it, on its way out. */
    public static final char REMOVED = 'r';
    /** A table that has changed since, or that came in place of another: kept for a person. */
    public static final char KEPT = 'k';
    /** What a CREATE that was never answered would have made, to compare with. */
    public static final char TWIN = 't';
    /** Rows as they were before a statement changed them. */
    public static final char IMAGE = 'i';

    /** What a plan dropped, emptied or replaced: it stays until its batch is rolled back, or purged. */
    public static final char HELD = 'h';
    /** The empty twin of a table that is about to be emptied. */
    public static final char EMPTY = 'e';

    /** A table that a query fills, before it has its own name. */
    public static final char FILLED = 'f';

    private static final int MOST_DIGITS = 18;
    private static final int LONGEST = 64;
    private static final String BY_HAND = "_byhand_";

    private HeldName() {}

    /** How names begin that stand beside the table that they are of, in its schema. */
    public static final String BESIDE = "lupomig_";

    /** Whether a name is one that only the engine gives, beside the table that it is of. */
    public static boolean beside(String table) {
        return table.startsWith(BESIDE) && run(table.substring(BESIDE.length())) > 0;
    }

    /** The number of the run that a name bears; 0 where it bears none. */
    public static long run(String table) {
        int end = table.indexOf('_');
        if (end < 2 || end > MOST_DIGITS || !isLetter(table.charAt(0))) {
            return 0;
        }
        long run = 0;
        for (int i = 1; i < end; i++) {
            char c = table.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            run = run * 10 + (c - '0');
        }
        return run;
    }

    /** The place in its plan of the step that a name is of; 0 where it bears none. */
    public static int position(String table) {
        int begin = table.indexOf('_') + 1;
        int end = table.indexOf('_', begin);
        if (run(table) == 0 || end <= begin || end - begin > 9) {
            return 0;
        }
        int position = 0;
        for (int i = begin; i < end; i++) {
            char c = table.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            position = position * 10 + (c - '0');
        }
        return position;
    }

    /** The name of what a script by hand sets aside of a table, for a person, before a statement is taken back. */
    public static String byHand(long run, int position, int ordinal, String table) {
        String name = String.valueOf(KEPT) + run + "_" + position + "_" + ordinal + BY_HAND + table;
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST).stripTrailing();
    }

    /** The number, within its step, of the statement that a name of this kind is of; 0 where it is of another kind. */
    public static int ordinalByHand(String table) {
        int end = table.indexOf(BY_HAND);
        if (end < 0 || table.charAt(0) != KEPT || position(table) == 0) {
            return 0;
        }
        int ordinal = 0;
        int begin = table.lastIndexOf('_', end - 1) + 1;
        for (int i = begin; i < end; i++) {
            char c = table.charAt(i);
            if (c < '0' || c > '9' || end - begin > 9) {
                return 0;
            }
            ordinal = ordinal * 10 + (c - '0');
        }
        return table.equals(byHand(run(table), position(table), ordinal, table.substring(end + BY_HAND.length())))
                ? ordinal
                : 0;
    }

    private static boolean isLetter(char c) {
        return c == REMOVED || c == KEPT || c == TWIN || c == HELD || c == EMPTY || c == FILLED || c == IMAGE;
    }
}
