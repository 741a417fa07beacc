package org.lupomig.sql.sqlite;

import org.lupomig.sql.Cursor;

/** Which words that begin like a number are one. */
final class Literals {
    private Literals() {}

    /** Says where the literal at token {@code i} is none. */
    static void check(Cursor c, int i) {
        String word = c.raw(i);
        boolean blob = word.length() > 1 && word.charAt(1) == '\'';
        if (blob && !isBlob(word)) {
            c.unreadable("a blob has two hexadecimal digits for each byte", i);
        } else if (!blob && !isNumber(word)) {
            c.unreadable("'" + c.shown(i) + "' is neither a number nor a name", i);
        }
    }

    private static boolean isBlob(String word) {
        boolean digits = word.length() % 2 == 1;
        for (int i = 2; i < word.length() - 1; i++) {
            digits &= isHex(word.charAt(i));
        }
        return digits;
    }

    private static boolean isNumber(String word) {
        if (word.length() > 1 && word.charAt(0) == '0' && (word.charAt(1) | 0x20) == 'x') {
            return word.length() > 2 && digits(word, 2, true) == word.length();
        }
        int i = digits(word, 0, false);
        if (i < word.length() && word.charAt(i) == '.') {
            i = digits(word, i + 1, false);
        }
        if (i < word.length() && (word.charAt(i) | 0x20) == 'e') {
            i++;
            if (i < word.length() && (word.charAt(i) == '+' || word.charAt(i) == '-')) {
                i++;
            }
            int end = digits(word, i, false);
            return end > i && end == word.length();
        }
        return i == word.length();
    }

    /** Behind the digits from {@code from} on; one {@code _} may stand between two. */
    private static int digits(String word, int from, boolean hex) {
        int i = from;
        while (i < word.length()) {
            char c = word.charAt(i);
            boolean between = c == '_' && i > from && i + 1 < word.length() && isDigit(word.charAt(i + 1), hex);
            if (!isDigit(c, hex) && !between) {
                return i;
            }
            i++;
        }
        return i;
    }

    private static boolean isDigit(char c, boolean hex) {
        return hex ? isHex(c) : c >= '0' && c <= '9';
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
    }
}
