package org.lupomig.grammar;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A text for the lexer, by UTF-16 code unit. ANTLR's own streams count code points, and every offset would have to be
 * turned back.
 */
public final class PlanStream implements CharStream {
    private final String name;
    private final String text;
    private int index;

    /**
     * A stream at the beginning of a text.
     *
     * @param name what the text is called
     * @param text all of it
     */
    public PlanStream(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** All of the text. */
    public String text() {
        return text;
    }

    @Override
    public void consume() {
        if (index == text.length()) {
            throw new IllegalStateException("consume at the end of the text");
        }
        index++;
    }

    @Override
    public int LA(int offset) {
        int at = offset > 0 ? index + offset - 1 : index + offset;
        return offset == 0 || at < 0 || at >= text.length() ? IntStream.EOF : text.charAt(at);
    }

    @Override
    public int mark() {
        return -1;
    }

    @Override
    public void release(int marker) {}

    @Override
    public int index() {
        return index;
    }

    @Override
    public void seek(int to) {
        index = Math.min(to, text.length());
    }

    @Override
    public int size() {
        return text.length();
    }

    @Override
    public String getSourceName() {
        return name;
    }

    @Override
    public String getText(Interval interval) {
        int stop = Math.min(interval.b + 1, text.length());
        return interval.a >= stop ? "" : text.substring(interval.a, stop);
    }
}
