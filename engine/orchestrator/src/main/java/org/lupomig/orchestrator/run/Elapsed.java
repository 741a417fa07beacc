package org.lupomig.orchestrator.run;

/** How long something took, in words. */
public final class Elapsed {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private Elapsed() {}

    /** {@code 340 ms}, {@code 2.5 s}, {@code 12 min 3 s}, {@code 2 h 5 min}. */
    public static String text(long millis) {
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
