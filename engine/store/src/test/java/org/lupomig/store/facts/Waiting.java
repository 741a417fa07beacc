package org.lupomig.store.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;

/** Waits for what a server or a process comes to, and no longer than it may take. */
final class Waiting {
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final long PAUSE_MILLIS = 2;

    private Waiting() {}

    /** Returns as soon as {@code condition} holds; fails where it does not in a minute. */
    static void until(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + LONGEST_NANOS;
        boolean reached = condition.call();
        while (!reached && System.nanoTime() - deadline < 0) {
            Thread.sleep(PAUSE_MILLIS);
            reached = condition.call();
        }
        assertThat(reached).as(what).isTrue();
    }
}
