package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Whole numbers, each once, as the journal has them: {@code 1-1000 1005}. */
final class KeyRanges {
    /** Beyond this many the server would not look them up by their key any more. */
    private static final int MOST = 4_000;

    private final List<long[]> ranges = new ArrayList<>();

    /** Takes one more; false where it is no such number, or there are too many. */
    boolean add(String text) {
        long key;
        try {
            key = Long.parseLong(text);
        } catch (NumberFormatException e) {
            return false;
        }
        long[] last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
        if (last != null && key == last[1] + 1) {
            last[1] = key;
            return true;
        }
        if (ranges.size() >= MOST) {
            return false;
        }
        ranges.add(new long[] {key, key});
        return true;
    }

    /** From and to, in the order in which they came. */
    List<long[]> all() {
        return ranges;
    }

    /** For the journal. */
    String text() {
        StringJoiner text = new StringJoiner(" ");
        for (long[] range : ranges) {
            text.add(range[0] == range[1] ? Long.toString(range[0]) : range[0] + "-" + range[1]);
        }
        return text.toString();
    }

    /** A condition that rows with these keys meet, and no others. */
    static String condition(String column, String text) {
        StringJoiner single = new StringJoiner(", ", column + " IN (", ")");
        StringJoiner any = new StringJoiner(" OR ", "(", ")");
        boolean singles = false;
        boolean ranges = false;
        for (String part : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            int dash = part.indexOf('-', 1);
            if (dash < 0) {
                single.add(Long.toString(Long.parseLong(part)));
                singles = true;
            } else {
                any.add(column + " BETWEEN " + Long.parseLong(part.substring(0, dash)) + " AND "
                        + Long.parseLong(part.substring(dash + 1)));
                ranges = true;
            }
        }
        if (singles) {
            any.add(single.toString());
        }
        return singles || ranges ? any.toString() : "FALSE";
    }
}
