package org.lupomig.sql;

/** Which characters are what to MariaDB's lexer. */
final class Characters {
    private Characters() {}

    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether a name without quotes may hold it. */
    static boolean isName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '$' || c >= 0x80;
    }

    /** Whether {@code keyword}, in upper case, stands at {@code at}. Keywords know no letters but these of ASCII. */
    static boolean isKeyword(String text, int at, String keyword) {
        if (at + keyword.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < keyword.length(); i++) {
            if (upper(text.charAt(at + i)) != keyword.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** In upper case as keywords are compared: letters outside of ASCII stay what they are. */
    static String upper(String word) {
        char[] letters = word.toCharArray();
        for (int i = 0; i < letters.length; i++) {
            letters[i] = upper(letters[i]);
        }
        return new String(letters);
    }

    /** What stands between quotes of any kind, without the signs that keep them apart from its own. */
    static String unquoted(String quoted) {
        return unquoted(quoted, true);
    }

    /**
     * What stands between quotes.
     *
     * @param escapes whether a backslash escapes what follows it
     */
    static String unquoted(String quoted, boolean escapes) {
        char quote = quoted.charAt(0);
        int end = quoted.length() > 1 && quoted.charAt(quoted.length() - 1) == quote
                ? quoted.length() - 1
                : quoted.length();
        StringBuilder text = new StringBuilder(end);
        for (int i = 1; i < end; i++) {
            char c = quoted.charAt(i);
            if (c == quote && i + 1 < end) {
                i++;
            } else if (c == '\\' && escapes && quote != '`' && i + 1 < end) {
                c = escaped(quoted.charAt(++i));
            }
            text.append(c);
        }
        return text.toString();
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '0' -> '\0';
            case 'b' -> '\b';
            case 'Z' -> '\u001A';
            default -> c;
        };
    }

    private static char upper(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 0x20) : c;
    }
}
