package org.lupomig.orchestrator.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One process of ours, which may be killed at any of its calls to the outside. A dead one does nothing any more. */
public final class Client {
    /** When, relative to a call, the process is killed. */
    public enum Moment {
        /** The call is not made. */
        BEFORE,
        /** It takes effect, and its answer is not heard. */
        AFTER,
        /** The server still works on it, and finishes after the process is gone. */
        DURING
    }

    /** The process is killed: nothing catches this. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /**
     * A call that was made.
     *
     * @param kind decides at which moments a kill makes a difference
     */
    public record Call(Kind kind, String what) {}

    /** What a call does. */
    public enum Kind {
        READ,
        WRITE,
        STATEMENT;

        /** The moments at which a kill makes a difference. */
        public List<Moment> moments() {
            return switch (this) {
                case READ -> List.of(Moment.BEFORE);
                case WRITE -> List.of(Moment.BEFORE, Moment.AFTER);
                case STATEMENT -> List.of(Moment.BEFORE, Moment.AFTER, Moment.DURING);
            };
        }
    }

    private final List<Call> calls = new ArrayList<>();
    private final int killedAt;
    private final Moment moment;
    private final List<Runnable> onDeath = new ArrayList<>();
    private boolean dead;

    private Client(int killedAt, Moment moment) {
        this.killedAt = killedAt;
        this.moment = moment;
    }

    /** A process that lives. */
    public static Client alive() {
        return new Client(-1, Moment.BEFORE);
    }

    /** A process that is killed at its n-th call, from 0. */
    public static Client killedAt(int call, Moment moment) {
        return new Client(call, moment);
    }

    /** The calls made so far. */
    public List<Call> calls() {
        return calls;
    }

    boolean dead() {
        return dead;
    }

    void onDeath(Runnable then) {
        onDeath.add(then);
    }

    <T extends @Nullable Object> T read(String what, Supplier<T> work) {
        return call(Kind.READ, what, work, null);
    }

    <T extends @Nullable Object> T write(String what, Supplier<T> work) {
        return call(Kind.WRITE, what, work, null);
    }

    /**
     * Sends a statement.
     *
     * @param left does it in the server's time, after this process is gone
     */
    <T extends @Nullable Object> T statement(String what, Supplier<T> work, Runnable left) {
        return call(Kind.STATEMENT, what, work, left);
    }

    private <T extends @Nullable Object> T call(Kind kind, String what, Supplier<T> work, @Nullable Runnable left) {
        if (dead) {
            throw new Killed();
        }
        int number = calls.size();
        calls.add(new Call(kind, what));
        if (number == killedAt && moment == Moment.DURING && left != null) {
            left.run();
        }
        if (number == killedAt && moment != Moment.AFTER) {
            die();
        }
        T result = work.get();
        if (number == killedAt) {
            die();
        }
        return result;
    }

    private void die() {
        dead = true;
        onDeath.forEach(Runnable::run);
        throw new Killed();
    }
}
