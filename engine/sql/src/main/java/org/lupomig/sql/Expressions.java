package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.sql.SqlExpression;
import org.lupomig.model.sql.TableRef;

/** Reads expressions as far as statements on tables need it: where they end, and what they call. */
final class Expressions {
    private Expressions() {}

    /** The words from token {@code from} up to {@code to} as an expression. */
    static SqlExpression of(Cursor c, int from, int to) {
        List<SqlExpression.Call> calls = new ArrayList<>(2);
        List<TableRef> sequences = new ArrayList<>(0);
        for (int i = from; i < to; i++) {
            int behind = call(c, i);
            if (behind > i) {
                boolean quoted = c.kindAt(i) == Tokens.QUOTED_NAME;
                String name = quoted ? Characters.unquoted(c.raw(i)) : c.words(i, behind);
                calls.add(new SqlExpression.Call(name, c.span(i, behind)));
                int sequence = sequence(c, i, behind);
                if (sequence < to && c.kindAt(sequence) <= Tokens.QUOTED_NAME) {
                    sequences.add(tableAt(c, sequence));
                }
                i = behind - 1;
            }
        }
        return new SqlExpression(c.words(from, to), c.span(from, to), calls, sequences);
    }

    /** Where a sequence is named for the call from {@code i} up to {@code behind}; past all where none is. */
    private static int sequence(Cursor c, int i, int behind) {
        boolean words = behind == i + 3;
        boolean function = c.isSymbol(behind, '(') && FunctionTable.takesSequence(c.word(i));
        return words ? behind : function ? behind + 1 : Integer.MAX_VALUE;
    }

    private static TableRef tableAt(Cursor c, int at) {
        int back = c.position();
        c.moveTo(at);
        TableRef table = c.table();
        c.moveTo(back);
        return table;
    }

    /** {@code (expression)}. */
    static SqlExpression inParentheses(Cursor c) {
        int start = c.position();
        if (c.atSymbol('(')) {
            c.skipParentheses();
        } else {
            c.unexpected("an expression in parentheses is missing");
        }
        return of(c, start, c.position());
    }

    /** What may stand behind DEFAULT: a literal with its sign, a call, or an expression in parentheses. */
    static SqlExpression value(Cursor c) {
        int start = c.position();
        skipValue(c);
        return of(c, start, c.position());
    }

    /** The token behind a function's name that begins at {@code i}; {@code i} itself where none does. */
    private static int call(Cursor c, int i) {
        boolean variable = c.isSymbol(i - 1, '@');
        if (variable || c.kindAt(i) > Tokens.QUOTED_NAME) {
            return i;
        }
        String word = c.word(i);
        if (c.isSymbol(i + 1, '(')) {
            return KnownFunctions.isKeyword(word) ? i : i + 1;
        }
        return switch (word) {
            case "NEXT", "PREVIOUS" -> c.isWord(i + 1, "VALUE") && c.isWord(i + 2, "FOR") ? i + 3 : i;
            case "CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME", "LOCALTIME", "LOCALTIMESTAMP" -> i + 1;
            case "UTC_DATE", "UTC_TIME", "UTC_TIMESTAMP", "CURRENT_USER", "CURRENT_ROLE" -> i + 1;
            default -> i;
        };
    }

    private static void skipValue(Cursor c) {
        while (c.acceptSymbol('-') || c.acceptSymbol('+')) {
            // -(-1) is a number, too
        }
        if (c.atEnd()) {
            c.unexpected("a value is missing");
            return;
        }
        if (c.atSymbol('(')) {
            c.skipParentheses();
            return;
        }
        if (c.acceptSymbol('{')) {
            // {d '2020-01-01'}, as ODBC has it
            while (!c.atEnd() && !c.acceptSymbol('}')) {
                c.next();
            }
            return;
        }
        if (c.acceptSymbol('@')) {
            c.acceptSymbol('@');
            skipName(c);
            return;
        }
        switch (c.kindAt(c.position())) {
            case Tokens.STRING -> skipTexts(c);
            case Tokens.NUMBER -> c.next();
            case Tokens.SYMBOL -> c.unexpected("a value is missing");
            default -> skipNamed(c);
        }
    }

    private static void skipNamed(Cursor c) {
        String word = c.word();
        if (word.equals("CASE")) {
            skipCase(c);
        } else if (word.equals("BINARY")) {
            c.next();
            skipValue(c);
        } else if ((word.equals("NEXT") || word.equals("PREVIOUS")) && c.isWord(c.position() + 1, "VALUE")) {
            c.moveTo(c.position() + 2);
            c.expect("FOR");
            c.object();
        } else if (word.equals("INTERVAL") && !c.isSymbol(c.position() + 1, '(')) {
            c.next();
            skipValue(c);
            c.next();
        } else if (prefixesText(c, word)) {
            c.next();
            skipValue(c);
        } else {
            skipName(c);
            if (c.atSymbol('(')) {
                c.skipParentheses();
            }
        }
    }

    /** {@code _utf8mb4'x'}, {@code x'00'}, {@code DATE '2020-01-01'}, {@code _latin1 0x41}. */
    private static boolean prefixesText(Cursor c, String word) {
        int behind = c.position() + 1;
        if (behind >= c.count()) {
            return false;
        }
        boolean introducer = word.startsWith("_");
        byte kind = c.kindAt(behind);
        return switch (word) {
            case "X", "B", "N", "DATE", "TIME", "TIMESTAMP" -> kind == Tokens.STRING;
            default -> introducer && (kind == Tokens.STRING || kind == Tokens.NUMBER || isHexPrefix(c, behind));
        };
    }

    private static boolean isHexPrefix(Cursor c, int i) {
        return (c.isWord(i, "X") || c.isWord(i, "B")) && i + 1 < c.count() && c.kindAt(i + 1) == Tokens.STRING;
    }

    /** Texts side by side are one. */
    private static void skipTexts(Cursor c) {
        while (!c.atEnd() && c.kindAt(c.position()) == Tokens.STRING) {
            c.next();
        }
    }

    private static void skipName(Cursor c) {
        c.next();
        while (c.acceptSymbol('.')) {
            c.next();
        }
    }

    private static void skipCase(Cursor c) {
        int depth = 0;
        do {
            if (c.at("CASE")) {
                depth++;
            } else if (c.at("END")) {
                depth--;
            }
            c.next();
        } while (depth > 0 && !c.atEnd());
        if (depth > 0) {
            c.unexpected("END is missing");
        }
    }
}
