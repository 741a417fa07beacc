package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.lupomig.testkit.Counts;

/**
 * At which of its points a command is struck: at all, or at some at about equal distances. Of a long set only those of
 * one part may be taken.
 */
final class Points implements Iterable<Integer> {
    /** Of how many points a long set takes: all, where nobody has less time. */
    static final int LONG_SET = Integer.getInteger("crash.points", Integer.MAX_VALUE);

    private static final Part GIVEN = Part.read(System.getProperty("crash.part", ""));

    private final int all;
    private final List<Integer> numbers;
    private final Part part;

    private Points(int all, List<Integer> numbers, Part part) {
        this.all = all;
        this.numbers = part.of(numbers);
        this.part = part;
    }

    /**
     * Some of a command.
     *
     * @param all how many there are
     * @param samples how many are wanted
     */
    static Points of(int all, int samples) {
        return among(all, distances(all, samples).boxed().toList(), samples);
    }

    /**
     * Those that somebody has chosen of a command.
     *
     * @param all how many there are
     * @param chosen their numbers, in the order in which they are taken
     * @param samples how many were wanted
     */
    static Points among(int all, List<Integer> chosen, int samples) {
        return new Points(all, chosen, samples == LONG_SET ? GIVEN : Part.WHOLE);
    }

    /**
     * Numbers of points, from 1. Odd ones are before a call and even ones behind it: some are taken of each. Where only
     * one is wanted, that is in the middle: there some has been done, and some is left.
     */
    static IntStream distances(int all, int samples) {
        if (samples >= all) {
            return IntStream.rangeClosed(1, all);
        } else if (samples == 1) {
            return IntStream.of((all + 1) / 2);
        }
        return IntStream.range(0, samples).map(i -> {
            int point = 1 + (int) ((long) i * all / samples);
            return point % 2 == i % 2 ? Math.min(all, point + 1) : point;
        });
    }

    /** Begins to count with how many there are. */
    Counts counts(String title) {
        return new Counts(part.title(title)).add("points", all);
    }

    @Override
    public Iterator<Integer> iterator() {
        return numbers.iterator();
    }

    int size() {
        return numbers.size();
    }

    /** Asserts that commands came to their points: most of them, and half where there are few in a part. */
    void assertMost(long came) {
        int size = numbers.size();
        assertThat(came).isGreaterThanOrEqualTo(part.isWhole() ? (2 * size + 2) / 3 : size / 2);
    }

    /** Asserts that something has come of some of them; of a part it may be that of none. */
    void assertSome(long came) {
        if (part.isWhole()) {
            assertThat(came).isPositive();
        }
    }
}
