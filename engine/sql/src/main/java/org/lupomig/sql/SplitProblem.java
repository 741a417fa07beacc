package org.lupomig.sql;

import org.lupomig.model.source.Span;
import org.lupomig.model.sql.StatementFact.Unparsed;

/**
 * What keeps a statement from being cut out of its script.
 *
 * @param at in the script's text: from the opening quote or comment to the end of its line
 */
public record SplitProblem(SqlMessage message, Span at) {
    /** A quoted name without its end, whatever its quotes are. */
    public static SplitProblem name(String text, int opening) {
        return new SplitProblem(SqlMessage.UNTERMINATED_NAME, restOfLine(text, opening, text.length()));
    }

    /** A text, or name between backticks, without its end. */
    public static SplitProblem quote(String text, int opening) {
        SqlMessage message =
                text.charAt(opening) == '`' ? SqlMessage.UNTERMINATED_NAME : SqlMessage.UNTERMINATED_STRING;
        return new SplitProblem(message, restOfLine(text, opening, text.length()));
    }

    /** A comment that does not end before {@code limit}. */
    public static SplitProblem comment(String text, int opening, int limit) {
        return new SplitProblem(SqlMessage.UNTERMINATED_COMMENT, restOfLine(text, opening, limit));
    }

    /** What is wrong, one clause. */
    public String reason() {
        return switch (message) {
            case UNTERMINATED_STRING -> "a string is not closed";
            case UNTERMINATED_NAME -> "a quoted name is not closed";
            case UNTERMINATED_COMMENT -> "a comment is not closed";
            default -> "DELIMITER names no delimiter";
        };
    }

    /**
     * What stands for the statement.
     *
     * @param span all of it, in the script's text
     */
    public record Broken(Span span, Unparsed fact) {}

    /** The statement that could not be cut out, of which these words were read; there may be none. */
    public Broken in(Tokens tokens) {
        int start = tokens.count() > 0 ? Math.min(tokens.start(0), at.start()) : at.start();
        int lastWord = tokens.count() > 0 ? tokens.end(tokens.count() - 1) : start;
        return new Broken(new Span(start, Math.max(lastWord, at.end())), new Unparsed(reason(), at.shift(-start)));
    }

    private static Span restOfLine(String text, int from, int limit) {
        int end = from;
        while (end < limit && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        while (end > from + 1 && Characters.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return new Span(from, end);
    }
}
