package org.lupomig.orchestrator.claim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Store.LockAttempt;
import org.lupomig.orchestrator.recovery.Recovery;

/**
 * The way of one command to its locks: it brings dead runs to an end, asks, and waits for its turn where others go
 * before. What it claims is looked at once more when it has it, since it may have waited long.
 */
public final class Turn {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Duration AT_ONCE = Duration.ofMinutes(1);

    private final EnginePorts ports;
    private final String work;
    private final int priority;
    private final PatienceLeft patience;
    private final BooleanSupplier leaves;
    private Recovery.Outcome dead = Recovery.Outcome.NONE;
    private String told = "";

    /**
     * The way of a command.
     *
     * @param work what it is about, for people
     * @param patience how long it waits, for dead sessions, too
     * @param leaves asked again and again while it waits: true takes it out of the queue
     */
    public Turn(EnginePorts ports, String work, int priority, PatienceLeft patience, BooleanSupplier leaves) {
        this.ports = ports;
        this.work = work;
        this.priority = priority;
        this.patience = patience;
        this.leaves = leaves;
    }

    /** Whether it came. */
    public sealed interface Result {
        /** It did, with nothing left of dead runs but what is stuck. */
        record Came(Store.Lock lock, Recovery.Outcome dead) implements Result {}

        /** Something of dead runs needs a person, and the command is one that does not begin upon that. */
        record Stuck(Recovery.Outcome dead) implements Result {}

        /** It did not. */
        record Not(Problem problem) implements Result {}
    }

    /**
     * Waits for it.
     *
     * @param claims what the command claims, as things stand when it is asked
     * @param upon whether it begins also where dead runs could not be brought to an end
     */
    public Result come(Supplier<Claims> claims, boolean upon) {
        while (true) {
            Claims wanted = claims.get();
            Result result = come(wanted, upon);
            if (!(result instanceof Result.Came came) || wanted.cover(claims.get())) {
                return result;
            }
            came.lock().close();
        }
    }

    private Result come(Claims claims, boolean upon) {
        try (Store.Ticket ticket = ports.store().ticket(new LockRequest(ports.owner(), work, claims, priority))) {
            Duration pause = SHORTEST;
            boolean look = true;
            while (true) {
                dead = look ? dead.lookedAtAgain() : dead.withoutAhead();
                if (dead.stuck().isEmpty()) {
                    dead = dead.and(new Recovery(ports, patience).recover());
                }
                boolean again = dead.isStillEnding() && !patience.isOver();
                if (!upon && !dead.stuck().isEmpty()) {
                    if (!again) {
                        return new Result.Stuck(dead);
                    }
                    if (leaves.getAsBoolean() || !pause(pause)) {
                        return new Result.Not(left(new LockAttempt.Waiting(dead.ahead())));
                    }
                    continue;
                }
                LockAttempt attempt = dead.ahead().isEmpty()
                        ? patience.waiting(() -> ticket.ask(!patience.isOver()))
                        : new LockAttempt.Waiting(dead.ahead());
                if (attempt instanceof LockAttempt.Held held) {
                    return new Result.Came(held.lock(), dead);
                }
                LockAttempt.Waiting waiting = (LockAttempt.Waiting) attempt;
                // who waits for others asks again and again, or loses its place
                look = waiting.ahead().stream().allMatch(Ahead::dead);
                if (!dead.stuck().isEmpty() && !again && look) {
                    return new Result.Stuck(dead);
                }
                if (patience.isOver()) {
                    return new Result.Not(busy(waiting.ahead()));
                }
                tell(waiting);
                if (leaves.getAsBoolean() || !pause(pause)) {
                    return new Result.Not(left(waiting));
                }
                pause = longer(pause);
            }
        }
    }

    /**
     * Comes at once: it claims nothing, brings nothing to an end before, and has nobody before it. Where somebody
     * changes locks just now it asks again, for a minute at least.
     */
    public Result comeAtOnce() {
        Duration left = patience.left();
        Instant end = ports.clock().instant().plus(left.compareTo(AT_ONCE) < 0 ? AT_ONCE : left);
        try (Store.Ticket ticket =
                ports.store().ticket(new LockRequest(ports.owner(), work, Claims.none(), LockRequest.HIGHEST))) {
            Duration pause = SHORTEST;
            while (true) {
                LockAttempt attempt = ticket.ask(false);
                if (attempt instanceof LockAttempt.Held held) {
                    return new Result.Came(held.lock(), dead);
                }
                List<Ahead> ahead = ((LockAttempt.Waiting) attempt).ahead();
                boolean over = !ports.clock().instant().isBefore(end);
                if (!ahead.isEmpty() || over || leaves.getAsBoolean() || !pause(pause)) {
                    return new Result.Not(busy(ahead));
                }
                pause = longer(pause);
            }
        }
    }

    private static Problem left(LockAttempt.Waiting waiting) {
        return Problem.of(EngineMessage.LEFT_QUEUE, waiting.place());
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    }

    private void tell(LockAttempt.Waiting waiting) {
        String now = waiting.place() + " " + waiting.ahead();
        if (!now.equals(told)) {
            told = now;
            ports.listener().on(new RunEvent.Queued(waiting.place(), waiting.ahead()));
        }
    }

    private boolean pause(Duration length) {
        return patience.waiting(() -> {
            try {
                ports.pauses().pause(length);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
    }

    /** Why it has not come, by who goes before. */
    private Problem busy(List<Ahead> ahead) {
        if (ahead.isEmpty()) {
            return Problem.of(
                    EngineMessage.ANOTHER_RUN, "its owner is not known", "?", "?", "the whole server", waited());
        }
        Owner owner = ahead.get(0).owner();
        return Problem.of(
                EngineMessage.ANOTHER_RUN,
                owner.who(),
                owner.pid(),
                UtcStamp.show(owner.since()),
                Claims.told(ahead.get(0).common()),
                waited());
    }

    private String waited() {
        return patience.isNone()
                ? "it is not waited for where --no-wait is given: leave that out, or try again when it has ended"
                : "it was waited for as long as --wait says, 10m where nothing is said: try again when it has ended, or"
                        + " give --wait 1h";
    }
}
