package org.lupomig.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.FunctionNature;
import org.lupomig.model.sql.RowFact.Into;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.TableSource;
import org.lupomig.model.sql.Uses;

/**
 * Goes through the words of an expression, a query, or a list of tables, in one pass, and gathers what they use. What
 * no such words can hold makes the statement unreadable.
 */
final class UseScan {
    private static final int DEEPEST = 500;
    /** A SELECT began at this depth. */
    private static final int QUERY = 1;
    /** Between FROM and the clause behind it: a comma means another table. */
    private static final int TABLES = 2;
    /** The next name is a table. */
    private static final int TABLE_NEXT = 4;
    /** A SELECT began at a depth before. */
    private static final int INSIDE_QUERY = 8;

    private final Cursor c;
    private final int end;
    private final UseFindings found;
    private final NamedQueries named = new NamedQueries();
    private final List<TableSource> sources = new ArrayList<>();
    private int[] states = new int[8];
    /** Where the parenthesis of each depth stands. */
    private int[] opened = new int[8];

    private int depth;
    private int i;
    private int subquery = -1;
    private int subqueryDepth;
    private @Nullable Into into;
    private @Nullable Span procedure;

    private UseScan(Cursor c, int from, int to, UseFindings found) {
        this.c = c;
        this.i = from;
        this.end = to;
        this.found = found;
    }

    /** An expression, a list of them, or a query, from token {@code from} up to {@code to}; moves the cursor there. */
    static UseScan of(Cursor c, int from, int to) {
        return new UseScan(c, from, to, new UseFindings()).run();
    }

    /** Adds what the words from {@code from} up to {@code to} use; moves the cursor there. */
    static void gather(Cursor c, int from, int to, UseFindings found) {
        new UseScan(c, from, to, found).run();
    }

    /** What the words from {@code from} up to {@code to} use; moves the cursor there. */
    static Uses uses(Cursor c, int from, int to) {
        return from >= to ? Uses.NONE : of(c, from, to).uses();
    }

    /** A list of tables and joins; tables outside of subqueries are {@link #sources()}. */
    static UseScan ofTables(Cursor c, int from, int to) {
        UseScan scan = new UseScan(c, from, to, new UseFindings());
        scan.states[0] = TABLES | TABLE_NEXT;
        return scan.run();
    }

    Uses uses() {
        return found.uses();
    }

    List<TableSource> sources() {
        return sources;
    }

    @Nullable
    Into into() {
        return into;
    }

    @Nullable
    Span procedure() {
        return procedure;
    }

    private UseScan run() {
        while (i < end && !c.hasEnded()) {
            switch (c.kindAt(i)) {
                case Tokens.SYMBOL -> symbol();
                case Tokens.WORD, Tokens.QUOTED_NAME -> word();
                default -> i++;
            }
        }
        if (depth > 0) {
            c.unreadable("this parenthesis is not closed", opened[depth]);
        }
        c.moveTo(end);
        return this;
    }

    private void symbol() {
        switch (c.symbol(i)) {
            case '(' -> open();
            case ')' -> close();
            case ',' -> {
                if ((states[depth] & TABLES) != 0) {
                    states[depth] |= TABLE_NEXT;
                }
                i++;
            }
            case '@' -> i = Variables.read(c, i, end, found);
            case '*' -> {
                if (isStar()) {
                    found.star(c.span(i, i + 1));
                }
                i++;
            }
            case ':' -> {
                // :NEW.a and :OLD.a of a trigger in Oracle's mode
                if (c.isWord(i + 1, "NEW") || c.isWord(i + 1, "OLD")) {
                    i++;
                } else {
                    c.moveTo(i);
                    c.expectEnd();
                }
            }
            case '{' -> i += c.isWord(i + 1, "OJ") ? 2 : 1;
            case '.', '+', '-', '/', '%', '=', '<', '>', '!', '&', '|', '^', '~', '}' -> i++;
            default -> {
                c.moveTo(i);
                c.expectEnd();
            }
        }
    }

    /** Whether the star here means all columns. */
    private boolean isStar() {
        if ((states[depth] & QUERY) == 0) {
            return false;
        }
        return switch (c.word(i - 1)) {
            case "SELECT", "DISTINCT", "ALL", "DISTINCTROW", "SQL_NO_CACHE", "SQL_CALC_FOUND_ROWS" -> true;
            default -> c.isSymbol(i - 1, ',') || c.isSymbol(i - 1, '.');
        };
    }

    private void open() {
        if (depth + 1 >= DEEPEST) {
            c.unreadable("parentheses are nested deeper than " + DEEPEST, i);
            return;
        }
        int state = states[depth];
        boolean tables = (state & TABLE_NEXT) != 0;
        states[depth] &= ~TABLE_NEXT;
        depth++;
        if (depth == states.length) {
            states = Arrays.copyOf(states, depth * 2);
            opened = Arrays.copyOf(opened, depth * 2);
        }
        opened[depth] = i;
        int inside = (state & (QUERY | INSIDE_QUERY)) != 0 ? INSIDE_QUERY : 0;
        states[depth] = inside | (tables ? TABLES | TABLE_NEXT : 0);
        if (subquery < 0 && startsQuery(c.word(i + 1))) {
            subquery = i;
            subqueryDepth = depth;
        }
        i++;
    }

    private void close() {
        if (subquery >= 0 && depth == subqueryDepth) {
            found.subquery(c.span(subquery, i + 1));
            subquery = -1;
        }
        if (--depth < 0) {
            c.unreadable("this parenthesis closes nothing", i);
        }
        named.leave(depth);
        i++;
    }

    static boolean startsQuery(String word) {
        return switch (word) {
            case "SELECT", "WITH", "VALUES" -> true;
            default -> false;
        };
    }

    private void word() {
        boolean quoted = c.kindAt(i) == Tokens.QUOTED_NAME;
        String word = quoted ? "" : c.word(i);
        if ((states[depth] & TABLE_NEXT) != 0 && !startsQuery(word)) {
            table(word);
            return;
        }
        boolean afterDot = c.isSymbol(i - 1, '.') && c.isGlued(i);
        if (c.isSymbol(i + 1, '(')) {
            call(word, afterDot);
        } else if (!quoted && !afterDot && FunctionTable.needsNoParentheses(word)) {
            found.call(null, word, FunctionNature.SESSION, c.span(i, i + 1));
        }
        if (quoted || afterDot) {
            i++;
        } else {
            keyword(word);
        }
    }

    private void table(String word) {
        states[depth] &= ~TABLE_NEXT;
        boolean function = word.equals("JSON_TABLE") && c.isSymbol(i + 1, '(');
        if (function || word.equals("DUAL") || word.equals("LATERAL")) {
            i++;
            return;
        }
        boolean bare = !c.isSymbol(i, '.') && !c.isSymbol(i + 1, '.');
        int at = i;
        c.moveTo(at);
        TableRef table = c.table();
        i = Math.max(i + 1, c.position());
        if (c.hasEnded() || (bare && named.isNamed(table.name().name(), at))) {
            return;
        }
        if ((states[depth] & (QUERY | INSIDE_QUERY)) == 0) {
            sources.add(new TableSource(table, alias()));
        } else {
            found.read(table);
        }
    }

    /** What a table is called from here on; moves behind it. */
    private @Nullable String alias() {
        if (c.isWord(i, "PARTITION") && c.isSymbol(i + 1, '(')) {
            int close = c.closing(i + 1);
            i = close < 0 ? end : close + 1;
        }
        i += c.isWord(i, "AS") ? 1 : 0;
        boolean here = i < end
                && (c.kindAt(i) == Tokens.QUOTED_NAME
                        || (c.kindAt(i) == Tokens.WORD && !ClauseWords.followsTable(c.word(i))));
        return here ? c.plain(i++) : null;
    }

    private void call(String word, boolean afterDot) {
        if (KnownFunctions.isKeyword(word) && !afterDot) {
            return;
        }
        // a name with its columns: of a query behind WITH, or of one behind AS
        if (isNamedQuery() || c.isWord(i - 1, "AS")) {
            return;
        }
        boolean named = word.isEmpty() || afterDot;
        FunctionNature nature = named ? FunctionNature.UNKNOWN : FunctionTable.natureOf(word);
        String schema = afterDot && i >= 2 ? c.plain(i - 2) : null;
        String name = nature == FunctionNature.UNKNOWN ? c.plain(i) : word;
        found.call(schema, name, nature, c.span(schema == null ? i : i - 2, i + 1));
        if (!named && FunctionTable.takesSequence(word) && i + 2 < end && c.kindAt(i + 2) <= Tokens.QUOTED_NAME) {
            sequence(i + 2, nature == FunctionNature.ACTING);
        }
    }

    private void sequence(int at, boolean moved) {
        c.moveTo(at);
        TableRef sequence = c.table();
        if (c.hasEnded()) {
            return;
        }
        if (moved) {
            found.sequence(sequence);
        } else {
            found.read(sequence);
        }
    }

    /** Whether here stands {@code name (columns) AS (query)}, as behind WITH. */
    private boolean isNamedQuery() {
        if (!c.isWord(i - 1, "WITH") && !c.isWord(i - 1, "RECURSIVE") && !c.isSymbol(i - 1, ',')) {
            return false;
        }
        int close = i + 2;
        while (close < end && !c.isSymbol(close, ')') && !c.isSymbol(close, '(')) {
            close++;
        }
        return c.isWord(close + 1, "AS") && c.isSymbol(close + 2, '(');
    }

    private void keyword(String word) {
        int next = i + 1;
        switch (word) {
            case "SELECT" -> states[depth] = (states[depth] | QUERY) & ~(TABLES | TABLE_NEXT);
            case "FROM" -> {
                if ((states[depth] & QUERY) != 0 && !c.isWord(i - 1, "SYSTEM_TIME")) {
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
                if (c.isWord(next, "DUPLICATE")) {
                    states[depth] &= ~(TABLES | TABLE_NEXT);
                }
            }
            case "WITH" -> {
                if (named.add(c, i, end, depth)) {
                    states[depth] &= ~(TABLES | TABLE_NEXT);
                }
            }
            case "FOR" -> next = forWhat();
            case "LOCK" -> {
                if (c.isWord(next, "IN")) {
                    next = Math.min(i + 4, end);
                    found.lock(c.text(i, next));
                }
            }
            case "INTO" -> {
                into = IntoClause.read(c, i, end, found);
                next = Math.max(next, c.position());
            }
            case "PROCEDURE" -> {
                procedure = c.span(i, i + 2);
                next = i + 2;
            }
            case "NEXT", "PREVIOUS" -> next = valueFor(word);
            default -> {}
        }
        i = next;
    }

    private int valueFor(String word) {
        if (!c.isWord(i + 1, "VALUE") || !c.isWord(i + 2, "FOR")) {
            return i + 1;
        }
        FunctionNature nature = word.equals("NEXT") ? FunctionNature.ACTING : FunctionNature.SESSION;
        found.call(null, word + " VALUE FOR", nature, c.span(i, i + 3));
        sequence(i + 3, nature == FunctionNature.ACTING);
        return Math.max(i + 3, c.position());
    }

    private int forWhat() {
        if (c.isWord(i + 1, "UPDATE")) {
            int to = i + 2;
            while (to < end && c.kindAt(to) != Tokens.SYMBOL && !c.isWord(to, "INTO")) {
                to++;
            }
            found.lock(c.text(i, to));
            return to;
        }
        // USE INDEX FOR ORDER BY (…) is a hint: the list of tables goes on behind it.
        return c.isWord(i + 1, "JOIN") || c.isWord(i + 1, "ORDER") || c.isWord(i + 1, "GROUP") ? i + 2 : i + 1;
    }
}
