package org.lupomig.cli.text;

/** Numbers and durations in sentences. */
public final class Words {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private Words() {}

    /** {@code 1 step}, {@code 3 steps}, {@code 2 batches}. */
    public static String count(long number, String noun) {
        if (number == 1) {
            return "1 " + noun;
        }
        boolean sibilant = noun.endsWith("ch") || noun.endsWith("s");
        return number + " " + noun + (sibilant ? "es" : "s");
    }

    /** {@code 12 ms}, {@code 3.4 s}, {@code 2 min 5 s}, {@code 1 h 2 min}. */
    public static String millis(long millis) {
        if (millis < SECOND) {
            return millis + " ms";
        }
        if (millis < MINUTE) {
            return millis / SECOND + "." + millis % SECOND / 100 + " s";
        }
        return millis < HOUR
                ? millis / MINUTE + " min " + millis % MINUTE / SECOND + " s"
                : millis / HOUR + " h " + millis % HOUR / MINUTE + " min";
    }
}
