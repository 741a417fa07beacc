package org.lupomig.cli.text;

import org.lupomig.orchestrator.run.Elapsed;

/** Numbers and durations in sentences. */
public final class Words {

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
        return Elapsed.text(millis);
    }
}
