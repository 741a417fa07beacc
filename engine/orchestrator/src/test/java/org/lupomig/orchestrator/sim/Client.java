package org.lupomig.orchestrator.sim;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store;

/**
 * One process of ours, which may be killed at any of its calls to the outside, or hear of a failure there. A dead one
 * does nothing any more.
 */
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

    /** What happens at a call. */
    public enum Fault {
        /** The process is killed. */
        KILL,
        /** The connection over which the call is made ends. */
        LOSS,
        /** The server refuses what is asked, or says so. */
        REFUSAL,
        /** A mistake of our own. */
        MISTAKE,
        /** The lock goes to another command, which brings this one's run to an end before the call is made. */
        OVERTAKING
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
        /** Nothing outside is asked, or changed. */
        PURE,
        READ,
        WRITE,
        STATEMENT;

        /** The moments at which a kill makes a difference. */
        public List<Moment> moments() {
            return switch (this) {
                case PURE -> List.of();
                case READ -> List.of(Moment.BEFORE);
                case WRITE -> List.of(Moment.BEFORE, Moment.AFTER);
                case STATEMENT -> List.of(Moment.BEFORE, Moment.AFTER, Moment.DURING);
            };
        }

        /** The moments at which a fault other than a kill makes a difference. */
        public List<Moment> moments(Fault fault) {
            if (this == PURE) {
                return fault == Fault.MISTAKE ? List.of(Moment.BEFORE) : List.of();
            }
            return switch (fault) {
                case KILL, LOSS -> moments();
                // what commits by itself may have taken effect, whatever is said of it
                case REFUSAL -> this == STATEMENT ? List.of(Moment.BEFORE, Moment.AFTER) : List.of(Moment.BEFORE);
                case MISTAKE -> this == STATEMENT ? List.of(Moment.BEFORE, Moment.AFTER) : List.of(Moment.BEFORE);
                case OVERTAKING -> List.of(Moment.BEFORE);
            };
        }
    }

    private final List<Call> calls = new ArrayList<>();
    private final int struckAt;
    private final Moment moment;
    private final Fault fault;
    private final Runnable overtaking;
    private final List<Runnable> onDeath = new ArrayList<>();
    private Store.@Nullable Lock lock;
    private long lastRun;
    private Runnable losesLock = () -> {};
    private final Map<Thread, Runnable> underWay = new HashMap<>();
    private Runnable sending = () -> {};
    private Runnable over = () -> {};
    private IntConsumer others = call -> {};
    private boolean finishesAll;
    private boolean dead;
    private boolean struck;

    private Client(int struckAt, Moment moment, Fault fault, Runnable overtaking) {
        this.struckAt = struckAt;
        this.moment = moment;
        this.fault = fault;
        this.overtaking = overtaking;
    }

    /** A process that lives. */
    public static Client alive() {
        return killedAt(-1, Moment.BEFORE);
    }

    /** A process that is killed at its n-th call, from 0. */
    public static Client killedAt(int call, Moment moment) {
        return struckAt(call, moment, Fault.KILL, () -> {});
    }

    /**
     * A process to which something happens at its n-th call, from 0.
     *
     * @param overtaking what another command does, where it is overtaken
     */
    public static Client struckAt(int call, Moment moment, Fault fault, Runnable overtaking) {
        return new Client(call, moment, fault, overtaking);
    }

    /** What others do just before each of its calls, by the number of that, from 0. */
    public void beside(IntConsumer does) {
        others = does;
    }

    /** Whether it has come to that call. */
    public boolean struck() {
        return struck;
    }

    /** The process ends by itself; the server learns of what it had left open. */
    public void exit() {
        dead = true;
        over.run();
        if (finishesAll) {
            underWay.values().forEach(Runnable::run);
        }
        losesLock.run();
        onDeath.forEach(Runnable::run);
    }

    /** The calls made so far. */
    public List<Call> calls() {
        return calls;
    }

    boolean dead() {
        return dead;
    }

    /**
     * It has the store's lock.
     *
     * @param loses what becomes of it where the connection ends that holds it
     */
    void locked(Store.Lock taken, Runnable loses) {
        lock = taken;
        losesLock = loses;
    }

    /** A run has begun. */
    void began(long run) {
        lastRun = run;
    }

    /** Writes for the run that began last, within a transaction of its own on the server. */
    void append(List<Write> writes) {
        Objects.requireNonNull(lock).commit(lastRun, writes);
    }

    /** Makes a call over the connection that holds the lock. */
    <T extends @Nullable Object> T overLock(Supplier<T> calling) {
        boolean before = struck;
        try {
            return calling.get();
        } catch (ConnectionLost e) {
            if (struck && !before) {
                losesLock.run();
            }
            throw e;
        }
    }

    void onDeath(Runnable then) {
        onDeath.add(then);
    }

    /** A port over which nothing outside is reached. */
    <T> T pure(Class<T> port, T real) {
        InvocationHandler handler = (self, method, arguments) -> call(
                Kind.PURE,
                method.getName(),
                () -> {
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() instanceof RuntimeException mistake
                                ? mistake
                                : new IllegalStateException(e.getCause());
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                },
                null);
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    /** Waits. */
    void pause(Runnable work) {
        call(
                Kind.PURE,
                "pause",
                () -> {
                    work.run();
                    return true;
                },
                null);
    }

    void loseLock() {
        losesLock.run();
    }

    /** The server finishes every statement that is under way when the process is killed, whosever it is. */
    public Client finishingAll() {
        finishesAll = true;
        return this;
    }

    /** Who goes on when a statement is about to reach the server. */
    void interleaved(Interleaving turns) {
        sending = turns::sending;
        over = turns::over;
    }

    /**
     * A statement is about to reach the server: others may go on first.
     *
     * @param left does it in the server's time; null where it is gone with the process
     */
    void sending(@Nullable Runnable left) {
        if (left != null) {
            underWay.put(Thread.currentThread(), left);
        }
        sending.run();
        underWay.remove(Thread.currentThread());
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
        sending(left);
        return call(Kind.STATEMENT, what, work, left);
    }

    private <T extends @Nullable Object> T call(Kind kind, String what, Supplier<T> work, @Nullable Runnable left) {
        if (dead) {
            throw new Killed();
        }
        int number = calls.size();
        calls.add(new Call(kind, what));
        others.accept(number);
        if (number != struckAt) {
            return work.get();
        }
        struck = true;
        if (fault == Fault.OVERTAKING) {
            losesLock.run();
            overtaking.run();
            return work.get();
        }
        if (moment == Moment.DURING && left != null) {
            left.run();
        }
        if (moment == Moment.AFTER) {
            var unused = work.get();
        }
        throw fail(what);
    }

    private RuntimeException fail(String what) {
        return switch (fault) {
            case LOSS -> new ConnectionLost("gone away at " + what, new IllegalStateException("test"));
            case REFUSAL -> new ServerRefused(1114, "HY000", "no room for " + what, new IllegalStateException("test"));
            case MISTAKE -> new IllegalStateException("broken by the test at " + what);
            case KILL, OVERTAKING -> {
                exit();
                throw new Killed();
            }
        };
    }
}
