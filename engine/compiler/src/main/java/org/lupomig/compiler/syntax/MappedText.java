package org.lupomig.compiler.syntax;

import java.util.Arrays;
import org.lupomig.model.source.Span;

/** A text made from parts of a file, with the way back from each offset in it to the file. Immutable. */
public final class MappedText {
    private final Span whole;
    private final String value;
    private final int[] starts;
    private final int[] sourceStarts;
    private final int[] sourceEnds;

    private MappedText(Builder builder) {
        whole = builder.whole;
        value = builder.value.toString();
        starts = Arrays.copyOf(builder.starts, builder.count);
        sourceStarts = Arrays.copyOf(builder.sourceStarts, builder.count);
        sourceEnds = Arrays.copyOf(builder.sourceEnds, builder.count);
    }

    /** The text. */
    public String value() {
        return value;
    }

    /**
     * The offset in the file of a character of the value; of the value's length, the end of what it was made from. A
     * character out of an escape or a parameter stands where that begins.
     *
     * @param offset from 0 to the value's length
     */
    public int sourceOffset(int offset) {
        if (starts.length == 0) {
            return whole.start();
        }
        if (offset >= value.length()) {
            return sourceEnds[sourceEnds.length - 1];
        }
        int part = partAt(offset);
        return isVerbatim(part) ? sourceStarts[part] + offset - starts[part] : sourceStarts[part];
    }

    /** The range in the file that a range of the value was made from, escapes and parameters as a whole. */
    public Span sourceSpan(Span span) {
        int start = sourceOffset(span.start());
        if (span.isEmpty()) {
            return Span.at(start);
        }
        int last = partAt(Math.min(span.end(), value.length()) - 1);
        int end = isVerbatim(last) ? sourceStarts[last] + span.end() - starts[last] : sourceEnds[last];
        return new Span(start, Math.max(start, Math.min(end, sourceEnds[last])));
    }

    private int partAt(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found : -found - 2;
    }

    private boolean isVerbatim(int part) {
        int end = part + 1 < starts.length ? starts[part + 1] : value.length();
        return end - starts[part] == sourceEnds[part] - sourceStarts[part];
    }

    /** Collects the parts. */
    static final class Builder {
        private final Span whole;
        private final StringBuilder value = new StringBuilder();
        private int[] starts = new int[8];
        private int[] sourceStarts = new int[8];
        private int[] sourceEnds = new int[8];
        private int count;

        Builder(Span whole) {
            this.whole = whole;
        }

        void add(String text, Span source) {
            if (text.isEmpty()) {
                return;
            }
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
                sourceStarts = Arrays.copyOf(sourceStarts, count * 2);
                sourceEnds = Arrays.copyOf(sourceEnds, count * 2);
            }
            starts[count] = value.length();
            sourceStarts[count] = source.start();
            sourceEnds[count] = source.end();
            count++;
            value.append(text);
        }

        MappedText build() {
            return new MappedText(this);
        }
    }
}
