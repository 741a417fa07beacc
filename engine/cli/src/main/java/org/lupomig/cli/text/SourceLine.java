package org.lupomig.cli.text;

import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;

/**
 * One line of a source as it is shown: tabs expanded, harmful characters replaced, a long line cut around what is
 * marked.
 *
 * @param text the line to print
 * @param markStart columns before the mark
 * @param markWidth width of the mark, at least 1
 */
record SourceLine(String text, int markStart, int markWidth) {
    private static final int TAB = 4;
    private static final int WIDEST = 110;
    private static final int CONTEXT = 24;

    /**
     * The line with {@code mark} clipped to it.
     *
     * @param line from 1
     */
    static SourceLine of(SourceText source, int line, Span mark) {
        Span span = source.line(line);
        int from = Math.max(mark.start(), span.start());
        int to = Math.min(mark.end(), span.end());
        Columns columns = new Columns(MaskedLine.of(source, line), span.start(), from, Math.max(from, to));
        return columns.shown();
    }

    /** A line being laid out: for each of its code points, where it begins on the screen. */
    private static final class Columns {
        private final String line;
        private final int width;
        private final int from;
        private final int to;

        Columns(String line, int offset, int markStart, int markEnd) {
            this.line = line;
            this.from = columnOf(markStart - offset);
            this.to = columnOf(markEnd - offset);
            this.width = columnOf(line.length());
        }

        private int columnOf(int end) {
            int column = 0;
            for (int i = 0; i < end && i < line.length(); ) {
                int c = line.codePointAt(i);
                i += Character.charCount(c);
                column += widthAt(c, column);
            }
            return column;
        }

        private static int widthAt(int c, int column) {
            return c == '\t' ? TAB - column % TAB : SafeText.width(c);
        }

        SourceLine shown() {
            int left = 0;
            int right = width;
            if (width > WIDEST) {
                left = from <= WIDEST - CONTEXT ? 0 : from - CONTEXT;
                right = Math.min(width, left + WIDEST);
            }
            String before = left > 0 ? "…" : "";
            String after = right < width ? "…" : "";
            int start = from - left + before.length();
            int end = Math.min(to, right) - left + before.length();
            return new SourceLine(before + between(left, right) + after, start, Math.max(1, end - start));
        }

        private String between(int left, int right) {
            StringBuilder out = new StringBuilder(line.length());
            int column = 0;
            for (int i = 0; i < line.length() && column < right; ) {
                int c = line.codePointAt(i);
                i += Character.charCount(c);
                int next = column + widthAt(c, column);
                if (column >= left && next <= right) {
                    out.append(c == '\t' ? " ".repeat(next - column) : SafeText.shown(c));
                } else if (next > left) {
                    // Half of a wide character or of a tab falls outside: keep the columns right.
                    out.append(" ".repeat(Math.min(next, right) - Math.max(column, left)));
                }
                column = next;
            }
            return out.toString().stripTrailing();
        }
    }
}
