package org.lupomig.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The queries that {@code WITH} names, as long as their names count: behind a query itself, or from {@code WITH
 * RECURSIVE} on, up to the end of the parentheses that the {@code WITH} is in. They hide tables of their names.
 */
final class NamedQueries {
    private final Map<String, Deque<Named>> byName = new HashMap<>();
    private final Deque<Named> inOrder = new ArrayDeque<>();

    /**
     * A name.
     *
     * @param from the first token at which it counts
     * @param depth how many parentheses are open around it
     */
    private record Named(String name, int from, int depth) {}

    /** Remembers the names of the list behind the WITH at {@code at}; whether there is one. */
    boolean add(Cursor c, int at, int end, int depth) {
        boolean recursive = c.isWord(at + 1, "RECURSIVE");
        List<Named> found = new ArrayList<>();
        int i = at + (recursive ? 2 : 1);
        while (i < end && c.kindAt(i) <= Tokens.QUOTED_NAME) {
            String name = Characters.upper(c.plain(i));
            int as = c.isSymbol(i + 1, '(') ? closing(c, i + 1, end) + 1 : i + 1;
            if (as <= i || !c.isWord(as, "AS") || !c.isSymbol(as + 1, '(')) {
                break;
            }
            int close = closing(c, as + 1, end);
            found.add(new Named(name, recursive ? at : close, depth));
            i = behindCycle(c, close + 1, end);
            if (!c.isSymbol(i, ',')) {
                break;
            }
            i++;
        }
        for (Named each : found) {
            byName.computeIfAbsent(each.name(), n -> new ArrayDeque<>()).push(each);
            inOrder.push(each);
        }
        return !found.isEmpty();
    }

    /** Forgets the names of parentheses that are closed. */
    void leave(int depth) {
        for (Named last = inOrder.peek(); last != null && last.depth() > depth; last = inOrder.peek()) {
            inOrder.pop();
            Deque<Named> named = byName.get(last.name());
            if (named != null) {
                named.pop();
            }
        }
    }

    /** Whether a name without a schema, at token {@code at}, is one of them. */
    boolean isNamed(String name, int at) {
        Deque<Named> named = byName.get(Characters.upper(name));
        return named != null && named.stream().anyMatch(each -> each.from() <= at);
    }

    /** {@code CYCLE column, … RESTRICT} may stand behind a query. */
    private static int behindCycle(Cursor c, int from, int end) {
        int i = from;
        if (c.isWord(i, "CYCLE")) {
            while (i < end && !c.isWord(i, "RESTRICT")) {
                i++;
            }
            i++;
        }
        return i;
    }

    /** Where the parenthesis at {@code open} is closed; {@code end} where it is not. */
    private static int closing(Cursor c, int open, int end) {
        int depth = 0;
        for (int i = open; i < end; i++) {
            if (c.isSymbol(i, '(')) {
                depth++;
            } else if (c.isSymbol(i, ')') && --depth == 0) {
                return i;
            }
        }
        return end;
    }
}
