package org.lupomig.cli.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Text of users and servers on its way to a terminal: nothing in it may move the cursor, change colours or reorder what
 * stands beside it.
 */
public final class SafeText {
    private static final String REPLACEMENT = "\uFFFD";

    /** First and last code point of ranges that a terminal shows two columns wide, sorted. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x231A, 0x231B, 0x23E9, 0x23EC, 0x2614, 0x2615, 0x26A1, 0x26A1, 0x2705, 0x2705, 0x274C, 0x274C,
        0x2753, 0x2755, 0x2757, 0x2757, 0x2E80, 0x303E, 0x3041, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF,
        0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900, 0x1F9FF, 0x20000,
        0x3FFFD,
    };

    private SafeText() {}

    /** The text on one line: control characters made visible, line ends and tabs turned into spaces. */
    public static String oneLine(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\r' && i < text.length() && text.charAt(i) == '\n') {
                continue;
            }
            out.append(c == '\n' || c == '\r' || c == '\t' ? " " : shown(c));
        }
        return out.toString();
    }

    /** What stands on the terminal for one code point. */
    static String shown(int c) {
        if (c < 0x20) {
            return String.valueOf((char) (0x2400 + c));
        }
        if (c == 0x7F) {
            return "\u2421";
        }
        if (c < 0x7F) {
            return Character.toString(c);
        }
        return isHarmful(c) ? REPLACEMENT : Character.toString(c);
    }

    /** How many columns {@link #shown} of one code point takes. */
    static int width(int c) {
        if (c < 0x300 || isHarmful(c)) {
            return c == 0xAD ? 0 : 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (int i = 0; i < WIDE.length && c >= WIDE[i]; i += 2) {
            if (c <= WIDE[i + 1]) {
                return 2;
            }
        }
        return 1;
    }

    /** How many columns a text takes that has neither tabs nor line ends. */
    public static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            width += width(c);
        }
        return width;
    }

    /**
     * All of a text that is on one line, broken at spaces into lines no wider than {@code columns}; a word that is
     * wider has a line of its own.
     */
    public static List<String> lines(String text, int columns) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        int space = -1;
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c == ' ' && i > start) {
                space = i;
            }
            width += width(c);
            if (width > columns && space > start) {
                lines.add(text.substring(start, space));
                start = space + 1;
                space = -1;
                width = 0;
                i = start;
            } else {
                i += Character.charCount(c);
            }
        }
        lines.add(text.substring(start));
        return lines;
    }

    /** The beginning of a text, no wider than {@code columns}, ending in an ellipsis where something was cut. */
    public static String cut(String text, int columns) {
        if ((text.length() <= columns && isPlain(text)) || width(text) <= columns) {
            return text;
        }
        int width = 0;
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            if (width + width(c) > columns - 1) {
                break;
            }
            width += width(c);
            end += Character.charCount(c);
        }
        return text.substring(0, end) + "…";
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** C1 controls, line and paragraph separators, bidirectional overrides and isolates, lone surrogates. */
    private static boolean isHarmful(int c) {
        return (c >= 0x80 && c < 0xA0)
                || (c >= 0xD800 && c <= 0xDFFF)
                || c == 0x061C
                || (c >= 0x200E && c <= 0x200F)
                || (c >= 0x2028 && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0xFEFF
                || (c >= 0xFFF9 && c <= 0xFFFB)
                || (c >= 0xE0000 && c <= 0xE0FFF);
    }
}
