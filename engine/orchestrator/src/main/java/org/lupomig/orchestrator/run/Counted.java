package org.lupomig.orchestrator.run;

import java.util.List;

/** How many of something, in words. */
public final class Counted {
    private static final int MOST_NAMED = 5;

    private Counted() {}

    /** {@code 1 batch}, {@code 2 batches}. */
    public static String of(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : noun.endsWith("ch") ? "es" : "s");
    }

    /** The first of these names, and how many more there are. */
    static String first(List<String> names) {
        int shown = Math.min(MOST_NAMED, names.size());
        int more = names.size() - shown;
        return String.join(", ", names.subList(0, shown)) + (more == 0 ? "" : " and " + more + " more");
    }
}
