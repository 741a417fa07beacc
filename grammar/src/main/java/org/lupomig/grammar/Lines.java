package org.lupomig.grammar;

/** Lines of a text by offset. A line ends with LF, CR LF or a lone CR. */
public final class Lines {
    private static final int TAB = 4;

    private Lines() {}

    /** Where the line of {@code offset} begins. */
    public static int start(String text, int offset) {
        int start = offset;
        while (start > 0 && !endsBefore(text, start)) {
            start--;
        }
        return start;
    }

    /** Where the line after that of {@code offset} begins; past the text when there is none. */
    public static int next(String text, int offset) {
        int at = offset;
        while (at < text.length()) {
            at++;
            if (endsBefore(text, at)) {
                return at;
            }
        }
        return text.length() + 1;
    }

    /**
     * The columns that blanks fill at the beginning of the line that begins at {@code start}; a tab goes to the next
     * fourth.
     */
    public static int indent(String text, int start) {
        int columns = 0;
        for (int at = start; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\t') {
                columns += TAB - columns % TAB;
            } else if (c == ' ') {
                columns++;
            } else {
                break;
            }
        }
        return columns;
    }

    /** Whether the line that begins at {@code start} has nothing on it. */
    public static boolean isBlank(String text, int start) {
        for (int at = start; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n' || c == '\r') {
                return true;
            }
            if (!Character.isWhitespace(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsBefore(String text, int offset) {
        char c = text.charAt(offset - 1);
        return c == '\n' || (c == '\r' && (offset == text.length() || text.charAt(offset) != '\n'));
    }
}
