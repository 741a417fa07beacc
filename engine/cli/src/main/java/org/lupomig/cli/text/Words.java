package org.lupomig.cli.text;

import java.util.List;
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

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    public static String list(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /** {@code 12 ms}, {@code 3.4 s}, {@code 2 min 5 s}, {@code 1 h 2 min}. */
    public static String millis(long millis) {
        return Elapsed.text(millis);
    }
}
