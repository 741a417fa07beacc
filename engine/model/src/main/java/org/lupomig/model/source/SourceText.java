package org.lupomig.model.source;

import java.util.Arrays;

/**
 * One text with its name and an index of its lines. Immutable.
 *
 * <p>A line ends with LF, CR LF or a lone CR; the end belongs to the line.
 */
public final class SourceText {
    private final String name;
    private final String text;
    private final int[] lineStarts;

    private SourceText(String name, String text) {
        this.name = name;
        this.text = text;
        this.lineStarts = indexLines(text);
    }

    /**
     * A text with a name.
     *
     * @param name what messages call it: a path with forward slashes, as the user gave it
     * @param text the whole text, without a byte-order mark
     */
    public static SourceText of(String name, String text) {
        return new SourceText(name, text);
    }

    private static int[] indexLines(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends = c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
            if (ends) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    /** What messages call this text. */
    public String name() {
        return name;
    }

    /** The whole text. */
    public String text() {
        return text;
    }

    /** Length in UTF-16 code units. */
    public int length() {
        return text.length();
    }

    /** Number of lines, at least 1. */
    public int lineCount() {
        return lineStarts.length;
    }

    /** The part of the text that {@code span} covers. */
    public String slice(Span span) {
        return text.substring(span.start(), span.end());
    }

    /** Line and column of an offset between 0 and {@link #length()}. */
    public Position position(int offset) {
        int line = lineIndexOf(offset);
        return new Position(line + 1, text.codePointCount(lineStarts[line], offset) + 1);
    }

    /** Line number, from 1, of an offset. */
    public int lineOf(int offset) {
        return lineIndexOf(offset) + 1;
    }

    /** The span of a line without its line end. {@code line} counts from 1. */
    public Span line(int line) {
        int start = lineStarts[line - 1];
        int end = line < lineStarts.length ? lineStarts[line] : text.length();
        while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return new Span(start, end);
    }

    private int lineIndexOf(int offset) {
        if (offset < 0 || offset > text.length()) {
            throw new IndexOutOfBoundsException("offset " + offset + " in a text of " + text.length());
        }
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found : -found - 2;
    }
}
