package org.lupomig.sql;

/**
 * What is left of SQL without its form: blanks, comments and the case of reserved words are what a formatter changes.
 * Comments that servers run stay.
 */
public final class SqlWords {
    private final String text;
    private final StringBuilder out;
    private int at;

    private SqlWords(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length());
    }

    /**
     * The words of a text, with one blank between two. Parameters may still stand in it as {@code ${name}}.
     *
     * <p>Where a quote stands behind a backslash, only the session's {@code sql_mode} says where the string ends; such
     * a text comes back as it is.
     */
    public static String of(String text) {
        for (int i = text.indexOf('\\'); i >= 0 && i + 1 < text.length(); i = text.indexOf('\\', i + 2)) {
            if (isQuote(text.charAt(i + 1)) || text.charAt(i + 1) == '\\') {
                return text;
            }
        }
        return new SqlWords(text).read();
    }

    private String read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (isLineComment()) {
                at = end('\n', at);
            } else if (text.startsWith("/*", at) && !isCode()) {
                int close = text.indexOf("*/", at + 2);
                at = close < 0 ? text.length() : close + 2;
            } else if (isQuote(c)) {
                quoted(c);
            } else if (isWord(at)) {
                word();
            } else {
                add(String.valueOf(c));
                at++;
            }
        }
        return out.toString();
    }

    private boolean isLineComment() {
        boolean dashes = text.startsWith("--", at) && (at + 2 == text.length() || text.charAt(at + 2) <= ' ');
        return dashes || text.charAt(at) == '#';
    }

    private boolean isCode() {
        return text.startsWith("/*!", at) || text.startsWith("/*M!", at) || text.startsWith("/*+", at);
    }

    private void quoted(char quote) {
        int close = at + 1;
        while (close < text.length()) {
            if (text.charAt(close) == quote) {
                close++;
                if (close >= text.length() || text.charAt(close) != quote) {
                    break;
                }
            }
            close++;
        }
        close = Math.min(close, text.length());
        add(text.substring(at, close));
        at = close;
    }

    private void word() {
        int start = at;
        while (at < text.length() && isWord(at)) {
            at = text.startsWith("${", at) ? end('}', at) : at + 1;
        }
        String word = text.substring(start, at);
        add(ReservedWords.contains(word) ? Characters.upper(word) : word);
    }

    private boolean isWord(int index) {
        char c = text.charAt(index);
        return c == '_' || c == '$' || c >= 128 || Character.isLetterOrDigit(c);
    }

    /** Behind the next {@code c}; the end of the text where there is none. */
    private int end(char c, int from) {
        int found = text.indexOf(c, from);
        return found < 0 ? text.length() : found + 1;
    }

    private void add(String token) {
        if (out.length() > 0) {
            out.append(' ');
        }
        out.append(token);
    }

    private static boolean isQuote(char c) {
        return c == '\'' || c == '"' || c == '`';
    }
}
