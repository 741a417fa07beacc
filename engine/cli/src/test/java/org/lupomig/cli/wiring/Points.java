package org.lupomig.cli.wiring;

import java.util.stream.IntStream;

/** At which of its points a command is struck: at all, or at some at about equal distances. */
final class Points {
    /** Of how many points a long set takes: all, where nobody has less time. */
    static final int LONG_SET = Integer.getInteger("crash.points", Integer.MAX_VALUE);

    private Points() {}

    /**
     * Numbers of points, from 1. Odd ones are before a call and even ones behind it: some are taken of each.
     *
     * @param all how many there are
     * @param samples how many are wanted
     */
    static int[] of(int all, int samples) {
        if (samples >= all) {
            return IntStream.rangeClosed(1, all).toArray();
        }
        return IntStream.range(0, samples)
                .map(i -> {
                    int point = 1 + (int) ((long) i * all / samples);
                    return point % 2 == i % 2 ? Math.min(all, point + 1) : point;
                })
                .toArray();
    }
}
