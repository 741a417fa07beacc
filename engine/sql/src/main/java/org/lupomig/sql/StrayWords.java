package org.lupomig.sql;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.NearestName;

/**
 * Finds misspelt words in queries and in statements that change rows. An unknown word is an alias at most: where one
 * value, the word and another value stand in a row, no grammar has them. What a server may know is passed: the server
 * is the judge.
 */
final class StrayWords {
    /** Words that belong between values, or before or behind them, without being reserved. */
    private static final Set<String> KNOWN =
            Set.of(("AGAINST ALGORITHM ANY ASCII AT BOOLEAN BYTE CHARSET COLUMNS CONNECT CURRENT CYCLE DATE DAY "
                            + "DUPLICATE EMPTY END ERROR ESCAPE EXAMINED EXCLUDE FIELDS FIRST FOLLOWING FULL HOUR JSON LANGUAGE "
                            + "LAST LATERAL LEVEL LOCKED MEMBER MICROSECOND MINUS MINUTE MODE MONTH NESTED NEXT NOWAIT NULLS "
                            + "OF ONLY ORDINALITY OTHERS PATH PERIOD PRECEDING PRIOR QUALIFY QUARTER QUERY RESPECT REVERSE ROLLUP "
                            + "ROW SECOND SHARE SIGNED SKIP SOME SOUNDS SQL_BUFFER_RESULT SQL_CACHE SQL_NO_CACHE START SYSTEM "
                            + "SYSTEM_TIME TIES TIME TIMESTAMP TRANSACTION UNBOUNDED UNICODE UNKNOWN VALUE VERSIONING WAIT WEEK "
                            + "WINDOW WITHIN YEAR")
                    .split(" "));

    /** Those of them, and others, that no value ends with. */
    private static final Set<String> BEFORE_VALUES =
            Set.of(("AGAINST CHARSET CURRENT CYCLE ESCAPE EXCLUDE FIRST LATERAL NEXT NO OF SOUNDS SQL_BUFFER_RESULT "
                            + "SQL_CACHE SQL_NO_CACHE SYSTEM_TIME VALUE WAIT WITHIN")
                    .split(" "));

    /** What may be meant by a word between two values. */
    private static final List<String> BETWEEN = List.of(
            "AND",
            "BETWEEN",
            "CROSS",
            "DIV",
            "EXCEPT",
            "FROM",
            "GROUP",
            "HAVING",
            "INNER",
            "INTERSECT",
            "INTO",
            "JOIN",
            "LEFT",
            "LIKE",
            "LIMIT",
            "OFFSET",
            "ORDER",
            "REGEXP",
            "RETURNING",
            "RIGHT",
            "RLIKE",
            "UNION",
            "USING",
            "VALUES",
            "WHERE",
            "XOR");

    private final Cursor c;
    private final int to;
    private final boolean aliases;
    private int depth;

    private StrayWords(Cursor c, int to, boolean aliases) {
        this.c = c;
        this.to = Math.min(to, c.count());
        this.aliases = aliases;
    }

    /** Makes the statement unreadable where a word from {@code from} up to {@code to} cannot stand where it does. */
    static void refuse(Cursor c, int from, int to) {
        DanglingWords.refuse(c, from, to);
        new StrayWords(c, to, true).read(from);
    }

    /** The same for values and conditions, outside of whose parentheses nothing has another name. */
    static void refuseAliases(Cursor c, int from, int to) {
        DanglingWords.refuse(c, from, to);
        new StrayWords(c, to, false).read(from);
    }

    private void read(int from) {
        for (int i = from; i < to && !c.hasEnded(); i++) {
            switch (c.kindAt(i)) {
                case Tokens.SYMBOL -> depth += c.symbol(i) == '(' ? 1 : c.symbol(i) == ')' ? -1 : 0;
                case Tokens.WORD -> i = mayBeStray(i) ? look(i) : i;
                default -> {}
            }
        }
    }

    /** Of the many words of a long list of values, those that a comma follows are none. */
    private boolean mayBeStray(int i) {
        boolean word = i + 1 >= to || c.kindAt(i + 1) != Tokens.SYMBOL;
        return word || noAlias() || c.symbol(i + 1) == '(' || c.symbol(i + 1) == '@';
    }

    private boolean noAlias() {
        return !aliases && depth == 0;
    }

    /** The token to go on behind. */
    private int look(int i) {
        if (c.isSymbol(i - 1, '.') || c.isSymbol(i - 1, '@')) {
            return i;
        }
        String word = c.word(i);
        switch (word) {
            case "JSON_TABLE" -> {
                return c.isSymbol(i + 1, '(') ? Math.max(i, c.closing(i + 1)) : i;
            }
            case "ORDER" -> by(i);
            case "GROUP" -> {
                if (!c.isWord(i - 1, "EXCLUDE")) {
                    by(i);
                }
            }
            case "LEFT", "RIGHT", "INNER", "CROSS", "NATURAL", "OUTER" -> join(i);
            case "IS" -> is(i);
            default -> {
                if (isUnknown(word) && !isPrefix(i, word) && endsValue(i - 1) && mayNotFollow(i)) {
                    stray(i);
                }
            }
        }
        return i;
    }

    /** {@code X'ff'}, {@code _utf8'x'}. */
    private boolean isPrefix(int i, String word) {
        boolean text = i + 1 < to && c.kindAt(i + 1) == Tokens.STRING && c.isGlued(i + 1);
        return word.charAt(0) == '_' || (word.length() == 1 && text);
    }

    private void by(int i) {
        if (i + 1 < to && isUnknown(c.word(i + 1))) {
            missing("BY", i + 1);
        }
    }

    private void join(int i) {
        if (i + 1 < to && isUnknown(c.word(i + 1))) {
            missing("JOIN", i + 1);
        }
    }

    private void is(int i) {
        int at = c.isWord(i + 1, "NOT") ? i + 2 : i + 1;
        if (at < to && isUnknown(c.word(at))) {
            String meant = near(at, List.of("FALSE", "NOT", "NULL", "TRUE", "UNKNOWN"));
            if (meant != null) {
                missing(meant, at);
            }
        }
    }

    private void missing(String keyword, int at) {
        c.unreadable(keyword + " is missing before '" + c.shown(at) + "'", at);
    }

    /** Whether a value or a name may end with this token. */
    private boolean endsValue(int i) {
        if (i < 0) {
            return false;
        }
        return switch (c.kindAt(i)) {
            case Tokens.SYMBOL -> c.symbol(i) == ')' || isStar(i);
            case Tokens.WORD -> isName(i) || isConstant(c.word(i));
            default -> true;
        };
    }

    private boolean isName(int i) {
        boolean afterDot = c.isSymbol(i - 1, '.') && c.isGlued(i);
        // {oj a LEFT JOIN b}, {fn now()}
        String word = c.word(i);
        boolean known = BEFORE_VALUES.contains(word) || ReservedWords.contains(word);
        return afterDot || (!c.isSymbol(i - 1, '{') && !known);
    }

    private boolean isStar(int i) {
        if (c.symbol(i) != '*') {
            return false;
        }
        return c.isWord(i - 1, "SELECT")
                || c.isWord(i - 1, "DISTINCT")
                || c.isSymbol(i - 1, ',')
                || c.isSymbol(i - 1, '.');
    }

    /** Whether what stands behind an alias here can stand behind none. */
    private boolean mayNotFollow(int i) {
        int next = i + 1;
        if (noAlias() || next >= to) {
            return noAlias();
        }
        return switch (c.kindAt(next)) {
            case Tokens.SYMBOL -> c.symbol(next) == '@' || beginsCondition(i);
            case Tokens.WORD -> isUnknown(c.word(next)) || beginsValue(c.word(next)) || joinsQueries(i);
            default -> true;
        };
    }

    /** {@code t WEHRE (a = 1)}; a table in parentheses may have an alias with columns. */
    private boolean beginsCondition(int i) {
        return c.isSymbol(i + 1, '(') && !c.isSymbol(i - 1, ')') && meant(i) != null;
    }

    private static boolean isConstant(String word) {
        return switch (word) {
            case "NULL", "TRUE", "FALSE", "DEFAULT" -> true;
            default -> FunctionTable.needsNoParentheses(word);
        };
    }

    private static boolean beginsValue(String word) {
        return switch (word) {
            case "BY", "NOT", "EXISTS", "CASE", "BINARY", "INTERVAL" -> true;
            default -> isConstant(word);
        };
    }

    /** {@code t UNOIN SELECT}: a query cannot follow an alias. */
    private boolean joinsQueries(int i) {
        boolean query = c.isWord(i + 1, "SELECT") || c.isWord(i + 1, "ALL");
        return query && near(i, List.of("UNION", "EXCEPT", "INTERSECT")) != null;
    }

    /** Whether a word is neither reserved nor one that is known to stand with values. */
    private static boolean isUnknown(String word) {
        return !word.isEmpty() && !KNOWN.contains(word) && !ReservedWords.contains(word);
    }

    private void stray(int i) {
        String meant = meant(i);
        String before = i + 1 < to ? " before '" + c.shown(i + 1) + "'" : "";
        String hint = meant == null ? before : " (did you mean " + meant + "?)";
        c.unreadable("'" + c.shown(i) + "' is not understood" + hint, i);
    }

    private @Nullable String meant(int i) {
        return switch (c.word(i)) {
            case "NO" -> "ON";
            case "NI" -> "IN";
            case "RO" -> "OR";
            default -> near(i, BETWEEN);
        };
    }

    private @Nullable String near(int i, List<String> words) {
        return NearestName.of(c.raw(i), words).orElse(null);
    }
}
