package org.lupomig.testkit.statements;

/**
 * The release series of the server in which a case holds.
 *
 * @param from the first, as major × 100 + minor, so that 10.11 is 1011
 * @param before the first that is too late
 */
public record ServerVersions(int from, int before) {
    /** Every series. */
    public static final ServerVersions ALL = new ServerVersions(0, Integer.MAX_VALUE);

    /** Reads {@code 11.4+}, {@code 10.11 only} or {@code before 11.4}. */
    static ServerVersions parse(String text) {
        if (text.startsWith("before ")) {
            return new ServerVersions(0, series(text.substring(7)));
        }
        if (text.endsWith(" only")) {
            int series = series(text.substring(0, text.length() - 5));
            return new ServerVersions(series, series + 1);
        }
        if (text.endsWith("+")) {
            return new ServerVersions(series(text.substring(0, text.length() - 1)), Integer.MAX_VALUE);
        }
        throw new IllegalArgumentException("not a range of versions: " + text);
    }

    /**
     * Whether a server belongs to it.
     *
     * @param version as the server tells it, such as {@code 10.11.19-MariaDB}
     */
    public boolean covers(String version) {
        int series = series(version);
        return from <= series && series < before;
    }

    private static int series(String version) {
        int dot = version.indexOf('.');
        int end = dot + 1;
        while (end < version.length() && Character.isDigit(version.charAt(end))) {
            end++;
        }
        return Integer.parseInt(version, 0, dot, 10) * 100 + Integer.parseInt(version, dot + 1, end, 10);
    }
}
