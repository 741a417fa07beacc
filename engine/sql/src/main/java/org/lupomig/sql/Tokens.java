package org.lupomig.sql;

import java.util.Arrays;

/** The words of one statement, as offsets into the text they stand in. Used again for the next statement. */
final class Tokens {
    /** An unquoted name, keyword or number glued to letters. */
    static final byte WORD = 1;
    /** A name between backticks. */
    static final byte QUOTED_NAME = 2;
    /** A text between single or double quotes. */
    static final byte STRING = 3;

    static final byte NUMBER = 4;
    /** One character that is none of the others. */
    static final byte SYMBOL = 5;

    private byte[] kinds = new byte[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int count;

    void clear() {
        count = 0;
    }

    void add(byte kind, int start, int end) {
        if (count == kinds.length) {
            int size = Math.max(64, count * 2);
            kinds = Arrays.copyOf(kinds, size);
            starts = Arrays.copyOf(starts, size);
            ends = Arrays.copyOf(ends, size);
        }
        kinds[count] = kind;
        starts[count] = start;
        ends[count] = end;
        count++;
    }

    /** A copy of those from {@code from} up to, not including, {@code to}. */
    Tokens part(int from, int to) {
        Tokens part = new Tokens();
        part.kinds = Arrays.copyOfRange(kinds, from, to);
        part.starts = Arrays.copyOfRange(starts, from, to);
        part.ends = Arrays.copyOfRange(ends, from, to);
        part.count = to - from;
        return part;
    }

    void dropLast() {
        count--;
    }

    int count() {
        return count;
    }

    byte kind(int i) {
        return kinds[i];
    }

    int start(int i) {
        return starts[i];
    }

    int end(int i) {
        return ends[i];
    }
}
