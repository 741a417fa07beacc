package org.lupomig.sql;

import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.Unparsed;

/**
 * Follows the body of a routine that its own semicolons cut into pieces. The routine cannot be read, and that has been
 * said: its pieces are no statements by themselves.
 */
final class RoutineBody {
    private int depth;

    /** Notes a statement that was read; with it, a body may begin. */
    void enter(Cursor c) {
        for (int i = 0; c.lacksEnd() && i < c.count(); i++) {
            depth += c.isWord(i, "BEGIN") ? 1 : 0;
        }
    }

    /** Whether a statement is a piece of the body, its end included. */
    boolean holds(Cursor c) {
        if (depth == 0) {
            return false;
        }
        boolean ends = c.isWord(0, "END") && !isEndOfOther(c.word(1));
        depth += ends ? -1 : c.isWord(0, "BEGIN") ? 1 : 0;
        return true;
    }

    private static boolean isEndOfOther(String word) {
        return switch (word) {
            case "IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR" -> true;
            default -> false;
        };
    }

    /** What a piece of it is. */
    StatementFact part(Cursor c) {
        return new Unparsed("it is part of a routine's body", c.span(0, 1));
    }
}
