package org.lupomig.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;

/**
 * Goes through the words of a query, or of an INSERT's values, in one pass: which tables are read, and is there
 * anything that acts beyond giving rows. What is not expected refuses the statement.
 */
final class QueryScan {
    private static final int DEEPEST = 500;
    /** A SELECT began at this depth. */
    private static final int QUERY = 1;
    /** Between FROM and the clause behind it: a comma means another table. */
    private static final int TABLES = 2;
    /** The next name is a table. */
    private static final int TABLE_NEXT = 4;

    private final Cursor c;
    private final @Nullable ObjectName written;
    private final TreeSet<ObjectName> reads = new TreeSet<>();
    private final Set<String> named = new HashSet<>();
    private final boolean judging;
    private int[] states = new int[16];
    /** Where the parenthesis of each depth stands. */
    private int[] opened = new int[16];

    private int depth;

    private QueryScan(Cursor c, @Nullable ObjectName written, boolean judging) {
        this.c = c;
        this.written = written;
        this.judging = judging;
    }

    /** The tables that are read from the cursor to the statement's end, whatever else is done there, sorted. */
    static List<ObjectName> reads(Cursor c) {
        QueryScan scan = new QueryScan(c, null, false);
        scan.run();
        return new ArrayList<>(scan.reads);
    }

    /**
     * Reads from the cursor to the statement's end.
     *
     * @param written the table of an INSERT, null for a query
     * @return the tables that are read, without {@code written} and names that WITH defines, sorted
     */
    static List<ObjectName> read(Cursor c, @Nullable ObjectName written) {
        QueryScan scan = new QueryScan(c, written, true);
        scan.run();
        if (written != null) {
            scan.reads.remove(written);
        }
        return new ArrayList<>(scan.reads);
    }

    private void run() {
        while (!c.atEnd()) {
            int i = c.position();
            switch (c.kindAt(i)) {
                case Tokens.SYMBOL -> symbol(i);
                case Tokens.WORD, Tokens.QUOTED_NAME -> word(i);
                default -> c.next();
            }
        }
        if (depth > 0) {
            c.unreadable("this parenthesis is not closed", opened[depth]);
        }
    }

    private void symbol(int i) {
        switch (c.raw(i).charAt(0)) {
            case '(' -> open(i);
            case ')' -> {
                if (--depth < 0) {
                    c.unreadable("this parenthesis closes nothing", i);
                }
            }
            case ',' -> {
                if ((states[depth] & TABLES) != 0) {
                    states[depth] |= TABLE_NEXT;
                }
            }
            case ':' -> {
                if (c.isSymbol(i + 1, '=')) {
                    refuse("it sets a user variable", Math.max(0, c.isSymbol(i - 2, '@') ? i - 2 : i - 1), i + 2);
                } else {
                    c.expectEnd();
                }
            }
            case '{' -> {
                if (c.isWord(i + 1, "OJ")) {
                    c.next();
                }
            }
            case '.', '+', '-', '*', '/', '%', '=', '<', '>', '!', '&', '|', '^', '~', '@', '}' -> {}
            default -> c.expectEnd();
        }
        if (!c.atEnd()) {
            c.next();
        }
    }

    private void open(int i) {
        if (depth + 1 >= DEEPEST) {
            c.unreadable("parentheses are nested deeper than " + DEEPEST, i);
            return;
        }
        boolean tables = (states[depth] & TABLE_NEXT) != 0;
        states[depth] &= ~TABLE_NEXT;
        depth++;
        if (depth == states.length) {
            states = Arrays.copyOf(states, depth * 2);
            opened = Arrays.copyOf(opened, depth * 2);
        }
        opened[depth] = i;
        states[depth] = tables ? TABLES | TABLE_NEXT : 0;
    }

    private void word(int i) {
        boolean quoted = c.kindAt(i) == Tokens.QUOTED_NAME;
        String word = quoted ? "" : c.word(i);
        if ((states[depth] & TABLE_NEXT) != 0 && !startsQuery(word)) {
            table(i, word);
            return;
        }
        boolean called = c.isSymbol(i + 1, '(');
        if (called && !c.isSymbol(i - 1, '@')) {
            call(i, word);
        }
        if (!quoted && !c.isSymbol(i - 1, '.') && !c.isSymbol(i - 1, '@')) {
            keyword(i, word);
        }
        c.next();
    }

    private static boolean startsQuery(String word) {
        return switch (word) {
            case "SELECT", "WITH", "VALUES" -> true;
            default -> false;
        };
    }

    private void table(int i, String word) {
        states[depth] &= ~TABLE_NEXT;
        boolean function = word.equals("JSON_TABLE") && c.isSymbol(i + 1, '(');
        if (function || word.equals("DUAL")) {
            c.next();
            return;
        }
        boolean bare = !c.isSymbol(i, '.') && !c.isSymbol(i + 1, '.');
        ObjectName name = c.object();
        if (!bare || !named.contains(Characters.upper(name.name()))) {
            reads.add(name);
        }
    }

    private void call(int i, String word) {
        boolean known = !word.isEmpty() && !c.isSymbol(i - 1, '.') && KnownFunctions.contains(word);
        if (known || isNamedQuery(i)) {
            return;
        }
        int start = c.isSymbol(i - 1, '.') && i >= 2 ? i - 2 : i;
        refuse("it calls " + c.raw(i) + ", which is not a built-in function known to change nothing", start, i + 1);
    }

    /** Whether at {@code i} stands {@code name (columns) AS (query)}, as behind WITH. */
    private boolean isNamedQuery(int i) {
        if (!c.isWord(i - 1, "WITH") && !c.isWord(i - 1, "RECURSIVE") && !c.isSymbol(i - 1, ',')) {
            return false;
        }
        int close = i + 2;
        while (close < c.count() && !c.isSymbol(close, ')') && !c.isSymbol(close, '(')) {
            close++;
        }
        return c.isWord(close + 1, "AS") && c.isSymbol(close + 2, '(');
    }

    private void keyword(int i, String word) {
        switch (word) {
            case "SELECT" -> states[depth] = (states[depth] | QUERY) & ~(TABLES | TABLE_NEXT);
            case "FROM" -> {
                if ((states[depth] & QUERY) != 0) {
                    states[depth] |= TABLES | TABLE_NEXT;
                }
            }
            case "JOIN", "STRAIGHT_JOIN" -> {
                if ((states[depth] & TABLES) != 0) {
                    states[depth] |= TABLE_NEXT;
                }
            }
            case "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "UNION", "EXCEPT", "INTERSECT", "WINDOW", "OFFSET" ->
                states[depth] &= ~(TABLES | TABLE_NEXT);
            case "ON" -> {
                if (c.isWord(i + 1, "DUPLICATE")) {
                    states[depth] &= ~(TABLES | TABLE_NEXT);
                }
            }
            case "AS" -> nameQuery(i);
            case "FOR" -> forWhat(i);
            case "LOCK" -> {
                if (c.isWord(i + 1, "IN")) {
                    refuse("it locks the rows that it reads", i, i + 4);
                }
            }
            case "INTO" -> refuse("it writes its answer somewhere else", i, i + 2);
            case "PROCEDURE" -> refuse("it runs a procedure on its answer", i, i + 2);
            case "RETURNING" -> {
                if (written != null && depth == 0) {
                    c.refuse("INSERT … RETURNING", "its answer would go nowhere", c.span(i, i + 1));
                }
            }
            case "NEXT" -> {
                if (c.isWord(i + 1, "VALUE") && c.isWord(i + 2, "FOR")) {
                    refuse("a sequence that moves on has no way back", i, i + 3);
                }
            }
            default -> {}
        }
    }

    private void forWhat(int i) {
        if (c.isWord(i + 1, "UPDATE")) {
            refuse("it locks the rows that it reads", i, i + 2);
        } else if (c.isWord(i + 1, "JOIN") || c.isWord(i + 1, "ORDER") || c.isWord(i + 1, "GROUP")) {
            // USE INDEX FOR ORDER BY (…) is a hint: the list of tables goes on behind it.
            c.next();
        }
    }

    /** Remembers the name in {@code name AS (SELECT …)} and {@code name (columns) AS (SELECT …)}. */
    private void nameQuery(int as) {
        boolean query = c.isSymbol(as + 1, '(') && (startsQuery(c.word(as + 2)) || c.isSymbol(as + 2, '('));
        if (!query) {
            return;
        }
        int name = as - 1;
        if (c.isSymbol(name, ')')) {
            while (name > 0 && !c.isSymbol(name, '(')) {
                name--;
            }
            name--;
        }
        if (name >= 0 && c.kindAt(name) <= Tokens.QUOTED_NAME) {
            named.add(Characters.upper(c.raw(name).replace("`", "")));
        }
    }

    private void refuse(String reason, int from, int to) {
        if (judging) {
            c.refuse(reason, from, to);
        }
    }
}
