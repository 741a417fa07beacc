package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ProgramStep.Place;
import org.lupomig.model.sql.ProgramStep.Words;

/**
 * Finds the variables of a procedure in its words. A name means the variable wherever a value may stand; where a name
 * of a table, a column to be set or another name stands, it means that.
 */
final class ProgramWords {
    private final Cursor c;
    private final ProgramVariables variables;
    private @Nullable String whyNot;

    ProgramWords(Cursor c, ProgramVariables variables) {
        this.c = c;
        this.variables = variables;
    }

    /** Why words could not be told, one clause; null where they could. */
    @Nullable
    String whyNot() {
        return whyNot;
    }

    /** From token {@code from} up to {@code to}, at least one, in which values stand. */
    Words values(int from, int to) {
        return words(from, to, from, false);
    }

    /**
     * A statement that changes rows.
     *
     * @param first the first token behind the names that it begins with
     */
    Words changing(int from, int to, int first) {
        return words(from, to, first, true);
    }

    /** Words in which names stand only, but for a query in them. */
    Words names(int from, int to) {
        if (ClauseWords.find(c, from, to, "SELECT") < to
                && !words(from, to, from, false).variables().isEmpty()) {
            whyNot = "its variables stand in a query that makes a table";
        }
        return new Words(c.slice(from, to), List.of());
    }

    private Words words(int from, int to, int first, boolean assigns) {
        List<Place> places = new ArrayList<>();
        int base = c.tokens.start(from);
        for (int i = first; i < to; i++) {
            String name = c.kindAt(i) == Tokens.WORD || c.kindAt(i) == Tokens.QUOTED_NAME ? c.nameAt(i) : null;
            if (name == null || !variables.has(name) || isPartOfName(i)) {
                continue;
            }
            String before = c.word(i - 1);
            boolean set = assigns
                    && c.isSymbol(i + 1, '=')
                    && (before.equals("SET") || before.equals("UPDATE") || c.isSymbol(i - 1, ','));
            if (set) {
                continue;
            }
            if (wantsName(before)) {
                whyNot = "its variable " + name + " stands where a name does";
                continue;
            }
            places.add(new Place(ProgramVariables.key(name), c.tokens.start(i) - base, c.tokens.end(i) - base));
        }
        return new Words(c.slice(from, to), places);
    }

    private boolean isPartOfName(int i) {
        return c.isSymbol(i - 1, '.') || c.isSymbol(i - 1, '@') || c.isSymbol(i + 1, '.') || c.isSymbol(i + 1, '(');
    }

    private static boolean wantsName(String before) {
        return switch (before) {
            case "FROM", "JOIN", "INTO", "TABLE", "AS", "BY", "UPDATE", "COLLATE", "WITH", "INDEX", "KEY" -> true;
            default -> false;
        };
    }
}
