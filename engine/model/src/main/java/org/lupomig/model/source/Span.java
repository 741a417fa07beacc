package org.lupomig.model.source;

/**
 * A half-open range {@code [start, end)} of UTF-16 code units in one text.
 *
 * @param start first code unit, from 0
 * @param end one past the last code unit, never before {@code start}
 */
public record Span(int start, int end) implements Comparable<Span> {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("not a span: " + start + ".." + end);
        }
    }

    /** The empty span at one offset. */
    public static Span at(int offset) {
        return new Span(offset, offset);
    }

    /** The smallest span that covers this one and {@code other}. */
    public Span union(Span other) {
        return new Span(Math.min(start, other.start), Math.max(end, other.end));
    }

    /** Whether {@code other} lies wholly inside this span. */
    public boolean covers(Span other) {
        return start <= other.start && other.end <= end;
    }

    /** Whether {@code offset} lies inside, or just behind the last code unit, as a cursor does. */
    public boolean touches(int offset) {
        return start <= offset && offset <= end;
    }

    /** This span moved by {@code by} code units. */
    public Span shift(int by) {
        return new Span(start + by, end + by);
    }

    /** Length in UTF-16 code units. */
    public int length() {
        return end - start;
    }

    /** Whether it covers nothing. */
    public boolean isEmpty() {
        return start == end;
    }

    /** By start, then by end. */
    @Override
    public int compareTo(Span other) {
        int byStart = Integer.compare(start, other.start);
        return byStart != 0 ? byStart : Integer.compare(end, other.end);
    }
}
