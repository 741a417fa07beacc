package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A step that is walked with others, in a thread of its own that goes on only when it is told to. */
final class Walker {
    final int position;
    final int group;
    private final Semaphore goes = new Semaphore(0);
    private final Semaphore rests = new Semaphore(0);
    private @Nullable Asked<?, ?> asks;

    /** How long it has waited for others. */
    Duration rested = Duration.ZERO;

    /**
     * A step that has not begun.
     *
     * @param group which of those that are walked it belongs to
     */
    Walker(int position, int group) {
        this.position = position;
        this.group = group;
    }

    /**
     * Has its work wait to be told.
     *
     * @param threads gives it a thread of its own, at once
     */
    void start(Executor threads, IntConsumer work) {
        threads.execute(() -> {
            goes.acquireUninterruptibly();
            try {
                work.accept(position);
            } finally {
                asks = null;
                rests.release();
            }
        });
    }

    /** Lets it go on until it asks for something, or has ended. */
    void goOn() {
        goes.release();
        rests.acquireUninterruptibly();
    }

    /** Waits, in its own thread, for what it asks. */
    void rest(Asked<?, ?> asked) {
        asks = asked;
        rests.release();
        goes.acquireUninterruptibly();
    }

    boolean hasEnded() {
        return asks == null;
    }

    /** What it waits for. */
    Asked<?, ?> asks() {
        return Objects.requireNonNull(asks);
    }
}
