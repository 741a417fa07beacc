package org.lupomig.store.journal;

/** Texts as the columns of the store hold them. */
final class StoreText {
    /** Bytes of a TEXT column, at four to a character. */
    private static final int TEXT = 16_000;

    private static final int LONG_TEXT = 1_000_000;

    private StoreText() {}

    /** The first three numbers of a version as one, six digits each, for people who sort by it. */
    static long number(String version) {
        long number = 0;
        String[] parts = version.split("\\.", -1);
        for (int i = 0; i < 3; i++) {
            long part = 0;
            for (int j = 0; i < parts.length && j < parts[i].length(); j++) {
                int digit = Character.digit(parts[i].charAt(j), 10);
                part = Math.min(999_999, part * 10 + Math.max(0, digit));
            }
            number = number * 1_000_000 + part;
        }
        return number;
    }

    /** What of a text a TEXT column holds. */
    static String cut(String text) {
        return cut(text, TEXT);
    }

    /** What a person will ever read of a check's detail, or of an alert. */
    static String detail(String text) {
        return cut(text, LONG_TEXT);
    }

    /** What of a text a column of so many characters holds. */
    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
