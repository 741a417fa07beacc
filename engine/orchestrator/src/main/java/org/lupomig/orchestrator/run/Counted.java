package org.lupomig.orchestrator.run;

/** How many of something, in words. */
public final class Counted {
    private Counted() {}

    /** {@code 1 batch}, {@code 2 batches}. */
    public static String of(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : noun.endsWith("ch") ? "es" : "s");
    }
}
