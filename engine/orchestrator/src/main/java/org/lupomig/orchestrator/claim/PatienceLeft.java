package org.lupomig.orchestrator.claim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is left of the patience of one command. Whatever it waits for takes of the same: none of its waits begins anew.
 * What it does itself takes nothing.
 */
public final class PatienceLeft {
    /** A statement that is ended takes back first what it has done. */
    private static final Duration LEAST_FOR_SESSIONS = Duration.ofMinutes(1);

    private static final Duration MOST_FOR_SESSIONS = Duration.ofMinutes(10);

    private final Duration whole;
    private final InstantSource clock;
    private Duration waited = Duration.ZERO;
    private Duration waitedBack = Duration.ZERO;

    /**
     * All of it.
     *
     * @param whole how long the command waits for others; zero where it waits for nobody
     */
    public PatienceLeft(Duration whole, InstantSource clock) {
        this.whole = whole;
        this.clock = clock;
    }

    /** Whether it waits for nobody at all. */
    public boolean isNone() {
        return whole.isZero();
    }

    /** Whether it waits no longer. */
    public boolean isOver() {
        return left().isZero();
    }

    /** How long it still waits. */
    public synchronized Duration left() {
        Duration left = whole.minus(waited);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * The same within limits: who has to be waited for a moment even by one that has no patience, and nobody for ever.
     */
    public Duration left(Duration least, Duration most) {
        Duration left = left();
        return left.compareTo(least) < 0 ? least : left.compareTo(most) > 0 ? most : left;
    }

    /** How long it waits, at one time, for sessions that are being ended. */
    public Duration forSessions() {
        return left(LEAST_FOR_SESSIONS, MOST_FOR_SESSIONS);
    }

    /** Waits, which takes of it, whether it ends well or not. */
    public <T> T waiting(Supplier<T> wait) {
        Instant began = clock.instant();
        try {
            return wait.get();
        } finally {
            spend(Duration.between(began, clock.instant()));
        }
    }

    /** Takes of it what was waited already. */
    public synchronized void spend(Duration time) {
        // somebody may have set the clock back meanwhile
        waited = time.isNegative() ? waited : waited.plus(time);
    }

    /**
     * Waits for sessions of steps that are taken back. For all that the command takes back that is ten minutes, or as
     * long as it waits for others where that is longer; once they are over, a minute each time. It takes nothing of the
     * rest: a way back that has begun is the command's own work, and who gives it up leaves it to a person.
     *
     * @param wait is told how long it may take
     */
    public <T> T onWayBack(Function<Duration, T> wait) {
        Instant began = clock.instant();
        try {
            return wait.apply(leftBack());
        } finally {
            spendBack(Duration.between(began, clock.instant()));
        }
    }

    private synchronized Duration leftBack() {
        Duration left = (whole.compareTo(MOST_FOR_SESSIONS) > 0 ? whole : MOST_FOR_SESSIONS).minus(waitedBack);
        return left.compareTo(LEAST_FOR_SESSIONS) < 0 ? LEAST_FOR_SESSIONS : left;
    }

    private synchronized void spendBack(Duration time) {
        waitedBack = time.isNegative() ? waitedBack : waitedBack.plus(time);
    }
}
