package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;

/**
 * Sends one statement until the server takes or refuses it. A refused wait for a lock has had no effect, and is tried
 * again with growing pauses, so that a waiting ALTER never blocks an application for long.
 */
public final class Sender {
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final StatementOutcome SEEN = new StatementOutcome.Accepted(0, List.of());

    private final RunLog log;
    private final Address step;
    private final Instant deadline;
    private final InstantSource clock;
    private final BooleanSupplier stopRequested;
    private Runnable settles = () -> {};
    private int number;

    /**
     * For the statements of one step, which share its deadline.
     *
     * @param deadline by that clock
     * @param clock the machine's, or the step's {@linkplain RunLog#worked own}
     */
    public Sender(RunLog log, Address step, Instant deadline, InstantSource clock, BooleanSupplier stopRequested) {
        this.clock = clock;
        this.log = log;
        this.step = step;
        this.deadline = deadline;
        this.stopRequested = stopRequested;
    }

    /**
     * Says what has to be done before it waits, as nobody knows how long that takes.
     *
     * @param pending makes durable what the step has done, and has not written yet
     */
    void settles(Runnable pending) {
        settles = pending;
    }

    /** From now on parts of a statement of the step are sent, of which it is told when the server has accepted them. */
    void begins(int statement) {
        number = statement;
    }

    /** Tells of what the server has accepted of it, however it was sent. */
    StatementOutcome told(StatementOutcome outcome) {
        if (outcome instanceof StatementOutcome.Accepted && number > 0) {
            log.accepted(step, number);
        }
        return outcome;
    }

    /** What is left of the step's time; at least a millisecond, so that the server has a limit. */
    public Duration remaining() {
        Duration left = Duration.between(clock.instant(), deadline);
        return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
    }

    /** Whether the step's time is up. */
    public boolean late() {
        return !clock.instant().isBefore(deadline);
    }

    /**
     * Sends until there is an answer, the time is up, or a stop is asked for; the last two give the last
     * {@link StatementOutcome.LockTimeout}. One that came behind others that have had their effect is an answer.
     *
     * @param statement it, in a few words
     * @param attempt sends once
     */
    public StatementOutcome send(String statement, Supplier<StatementOutcome> attempt) {
        return await(statement, () -> told(attempt.get()));
    }

    /**
     * Looks at something, again and again where that waits for a lock. What else the server says to it is thrown.
     *
     * @param what it is looked at for, in a few words
     * @param look may be made more than once; what one that waited in vain has left is not to count
     * @return what came instead; null where it was looked at
     */
    @Nullable
    StatementOutcome look(String what, Runnable look) {
        StatementOutcome outcome = await(what, () -> {
            try {
                look.run();
                return SEEN;
            } catch (ServerRefused e) {
                if (e.waited() || e.outOfTime()) {
                    return e.outcome();
                }
                throw e;
            }
        });
        return outcome instanceof StatementOutcome.Accepted ? null : outcome;
    }

    private StatementOutcome await(String statement, Supplier<StatementOutcome> attempt) {
        Instant began = log.now();
        long pause = FIRST_PAUSE_MILLIS;
        StatementOutcome.LockTimeout last = null;
        while (true) {
            StatementOutcome outcome = attempt.get();
            if (outcome instanceof StatementOutcome.Withheld && last != null) {
                // It was sent before, and what that has come to is looked at.
                return last;
            }
            if (!(outcome instanceof StatementOutcome.LockTimeout waited)
                    || waited.begun()
                    || late()
                    || stopRequested.getAsBoolean()) {
                return outcome;
            }
            last = waited;
            long millis = Duration.between(began, log.now()).toMillis();
            log.tell(new RunEvent.Waiting(step, statement, waited.inTheWay(), millis, waited.message()));
            settles.run();
            log.waits();
            if (!log.pause(Duration.ofMillis(Math.min(pause, remaining().toMillis())))) {
                return outcome;
            }
            log.checkLock();
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        }
    }
}
