package org.lupomig.sql;

import java.util.Arrays;

/** The words of one statement, as offsets into the text they stand in. Used again for the next statement. */
public final class Tokens {
    /** An unquoted name, keyword or number glued to letters. */
    public static final byte WORD = 1;
    /** A name between backticks. */
    public static final byte QUOTED_NAME = 2;
    /** A text between single or double quotes. */
    public static final byte STRING = 3;

    public static final byte NUMBER = 4;
    /** One character that is none of the others. */
    public static final byte SYMBOL = 5;

    private byte[] kinds = new byte[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int count;

    public void clear() {
        count = 0;
    }

    public void add(byte kind, int start, int end) {
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
    public Tokens part(int from, int to) {
        Tokens part = new Tokens();
        part.kinds = Arrays.copyOfRange(kinds, from, to);
        part.starts = Arrays.copyOfRange(starts, from, to);
        part.ends = Arrays.copyOfRange(ends, from, to);
        part.count = to - from;
        return part;
    }

    public void dropLast() {
        count--;
    }

    /** With another delimiter than the semicolon, the server takes one at the end of a statement. */
    void dropClosingSemicolons(String text) {
        while (count > 0 && kinds[count - 1] == SYMBOL && text.charAt(starts[count - 1]) == ';') {
            count--;
        }
    }

    public int count() {
        return count;
    }

    public byte kind(int i) {
        return kinds[i];
    }

    public int start(int i) {
        return starts[i];
    }

    public int end(int i) {
        return ends[i];
    }
}
