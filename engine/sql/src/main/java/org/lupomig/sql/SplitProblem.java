package org.lupomig.sql;

import org.lupomig.model.source.Span;

/**
 * What keeps a statement from being cut out of its script.
 *
 * @param at in the script's text: from the opening quote or comment to the end of its line
 */
record SplitProblem(SqlMessage message, Span at) {
    static SplitProblem quote(String text, int opening) {
        SqlMessage message =
                text.charAt(opening) == '`' ? SqlMessage.UNTERMINATED_NAME : SqlMessage.UNTERMINATED_STRING;
        return new SplitProblem(message, restOfLine(text, opening));
    }

    static SplitProblem comment(String text, int opening) {
        return new SplitProblem(SqlMessage.UNTERMINATED_COMMENT, restOfLine(text, opening));
    }

    private static Span restOfLine(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        while (end > from + 1 && Characters.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return new Span(from, end);
    }
}
