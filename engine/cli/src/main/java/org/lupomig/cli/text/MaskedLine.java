package org.lupomig.cli.text;

import java.util.Locale;

/** A line of a source, in which every text that is announced as a password is starred out, character by character. */
final class MaskedLine {
    private MaskedLine() {}

    static String of(String line) {
        String upper = line.toUpperCase(Locale.ROOT);
        if (!upper.contains("IDENTIFIED") && !upper.contains("PASSWORD")) {
            return line;
        }
        StringBuilder out = new StringBuilder(line);
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c != '\'' && c != '"') {
                at++;
                continue;
            }
            int end = end(line, at);
            if (isAnnounced(upper, at)) {
                for (int i = at + 1; i < end; i++) {
                    out.setCharAt(i, '*');
                }
            }
            at = end + 1;
        }
        return out.toString();
    }

    /** Where the quote stands that closes a text; behind the line, where none does. */
    private static int end(String line, int open) {
        char quote = line.charAt(open);
        int at = open + 1;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == quote) {
                if (at + 1 >= line.length() || line.charAt(at + 1) != quote) {
                    return at;
                }
                at++;
            }
            at++;
        }
        return line.length();
    }

    private static boolean isAnnounced(String upper, int quote) {
        String before = upper.substring(0, quote).stripTrailing();
        return before.endsWith("BY")
                || before.endsWith("PASSWORD")
                || before.endsWith("USING")
                || before.endsWith(" AS")
                || before.endsWith("=")
                || before.endsWith("(");
    }
}
