package org.lupomig.model.plan;

/**
 * Dotted numbers, compared number by number: 4.0.10 is later than 4.0.9, and 4.0 equals 4.0.0.
 *
 * @param text as written
 */
public record Version(String text) implements Comparable<Version> {
    @Override
    public int compareTo(Version other) {
        String[] mine = text.split("\\.", -1);
        String[] theirs = other.text.split("\\.", -1);
        for (int i = 0; i < Math.max(mine.length, theirs.length); i++) {
            int order = part(mine, i).compareTo(part(theirs, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static java.math.BigInteger part(String[] parts, int index) {
        return index < parts.length && !parts[index].isEmpty()
                ? new java.math.BigInteger(parts[index])
                : java.math.BigInteger.ZERO;
    }

    @Override
    public String toString() {
        return text;
    }
}
