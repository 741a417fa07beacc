package org.lupomig.model.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Finds the name that was probably meant. Written here because it is on the path of every start: a library's edit
 * distance brings a jar of classes for thirty lines, and none of those at hand counts two swapped letters as one.
 */
public final class NearestName {
    private NearestName() {}

    /**
     * The candidate that the fewest mistyped letters lead to; empty when none is close. Among equals the first in
     * alphabetical order, so that the answer does not depend on the order of the candidates.
     *
     * @param written what the author wrote
     * @param candidates what is known
     */
    public static Optional<String> of(String written, Collection<String> candidates) {
        return of(written, candidates, NearestName::limit);
    }

    /**
     * The same for a guess that more hangs on than a hint: at most so many letters, and at most half of them.
     *
     * @param letters how many may be mistyped
     */
    public static Optional<String> within(int letters, String written, Collection<String> candidates) {
        return of(written, candidates, length -> Math.min(letters, length / 2));
    }

    private static Optional<String> of(String written, Collection<String> candidates, IntUnaryOperator most) {
        String wanted = written.toLowerCase(Locale.ROOT);
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int limit = most.applyAsInt(Math.max(wanted.length(), candidate.length()));
            if (Math.abs(candidate.length() - wanted.length()) > limit) {
                continue;
            }
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
            boolean better = distance < bestDistance
                    || (distance == bestDistance && best != null && candidate.compareTo(best) < 0);
            if (distance <= limit && better) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** In words of one or two letters every letter counts. */
    private static int limit(int length) {
        return length < 3 ? 0 : Math.max(1, length / 3);
    }

    /** Letters to insert, delete, change or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }
}
