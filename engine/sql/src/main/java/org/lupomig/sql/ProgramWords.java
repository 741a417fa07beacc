package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
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
        return words(from, to, List.of(), false);
    }

    /** What prepares or runs a text: any expression stands behind its FROM. */
    Words texts(int from, int to) {
        return words(from, to, List.of(), true);
    }

    /**
     * A statement that changes rows.
     *
     * @param names where the tables and columns stand that it names to change them; relative to its first token
     */
    Words changing(int from, int to, List<Span> names) {
        return words(from, to, names, false);
    }

    /** Words in which names stand only, but for a query in them. */
    Words names(int from, int to) {
        boolean query = false;
        for (int i = from; i < to; i++) {
            query |= c.isWord(i, "SELECT") || c.isWord(i, "VALUES");
        }
        if (query && mentions(from, to)) {
            whyNot = "its variables stand in a query that makes a table";
        }
        return new Words(c.slice(from, to), List.of());
    }

    private boolean mentions(int from, int to) {
        for (int i = from; i < to; i++) {
            String name = nameAt(i);
            if (name != null && variables.has(name)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String nameAt(int i) {
        return c.kindAt(i) == Tokens.WORD || c.kindAt(i) == Tokens.QUOTED_NAME ? c.nameAt(i) : null;
    }

    private Words words(int from, int to, List<Span> names, boolean texts) {
        List<Place> places = new ArrayList<>();
        int base = c.tokens.start(from);
        boolean sorting = false;
        for (int i = from; i < to; i++) {
            sorting = c.isWord(i, "BY") || (sorting && !endsSorting(i));
            String name = nameAt(i);
            if (name == null || !variables.has(name) || isPartOfName(i)) {
                continue;
            }
            int start = c.tokens.start(i) - base;
            if (names.stream().anyMatch(span -> span.start() <= start && start < span.end())) {
                continue;
            }
            boolean limits = variables.isUnsigned(name) && (c.isWord(i - 1, "LIMIT") || c.isWord(i - 1, "OFFSET"));
            if (sorting || limits || (!texts && !isValue(i, from))) {
                whyNot = "its variable " + name + " stands where a name or a plain number does";
                continue;
            }
            places.add(new Place(ProgramVariables.key(name), start, c.tokens.end(i) - base));
        }
        return new Words(c.slice(from, to), places);
    }

    /** Behind it values stand again: what is sorted or grouped by may be the number of a column. */
    private boolean endsSorting(int i) {
        return c.isWord(i, "LIMIT") || c.isWord(i, "HAVING") || c.isSymbol(i, ')') || c.isWord(i, "SELECT");
    }

    private boolean isPartOfName(int i) {
        return c.isSymbol(i - 1, '.') || c.isSymbol(i - 1, '@') || c.isSymbol(i + 1, '.') || c.isSymbol(i + 1, '(');
    }

    /** Whether what stands before wants a value: behind another value or a name stands a second name for it. */
    private boolean isValue(int i, int from) {
        if (i == from) {
            return true;
        }
        int before = i - 1;
        return switch (c.kindAt(before)) {
            case Tokens.STRING, Tokens.NUMBER, Tokens.QUOTED_NAME -> false;
            case Tokens.SYMBOL -> c.symbol(before) != ')';
            default ->
                switch (c.word(before)) {
                    case "DO", "OFFSET", "ESCAPE", "RETURNING" -> true;
                    case "FROM", "JOIN", "INTO", "TABLE", "AS", "BY", "UPDATE", "COLLATE", "WITH", "INDEX", "KEY" ->
                        false;
                    case "NULL", "TRUE", "FALSE", "END", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP" -> false;
                    case "CURRENT_USER", "UTC_DATE", "UTC_TIME", "UTC_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP" ->
                        false;
                    default -> ReservedWords.contains(c.word(before));
                };
        };
    }
}
