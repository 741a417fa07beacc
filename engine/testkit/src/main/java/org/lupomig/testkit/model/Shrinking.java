package org.lupomig.testkit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a sequence that fails as short and simple as it can be and still fail. */
public final class Shrinking {
    private Shrinking() {}

    /**
     * A shorter and simpler sequence that still fails.
     *
     * @param fails whether a sequence does; the one given does
     */
    public static List<Action> shrink(List<Action> failing, Predicate<List<Action>> fails) {
        List<Action> least = new ArrayList<>(failing);
        boolean smaller = true;
        while (smaller) {
            boolean shorter = shorter(least, fails);
            boolean simpler = simpler(least, fails);
            smaller = shorter || simpler;
        }
        return least;
    }

    /** Leaves pieces out, large ones first. */
    private static boolean shorter(List<Action> least, Predicate<List<Action>> fails) {
        boolean any = false;
        for (int size = Math.max(1, least.size() / 2); size > 0; size /= 2) {
            for (int from = least.size() - size; from >= 0; from--) {
                List<Action> without = new ArrayList<>(least);
                int to = Math.min(from + size, without.size());
                if (from >= to) {
                    continue;
                }
                without.subList(from, to).clear();
                if (fails.test(without)) {
                    least.subList(from, to).clear();
                    any = true;
                }
            }
        }
        return any;
    }

    private static boolean simpler(List<Action> least, Predicate<List<Action>> fails) {
        boolean any = false;
        for (int i = 0; i < least.size(); i++) {
            for (Action simple : least.get(i).simpler()) {
                List<Action> with = new ArrayList<>(least);
                with.set(i, simple);
                if (fails.test(with)) {
                    least.set(i, simple);
                    any = true;
                    break;
                }
            }
        }
        return any;
    }
}
