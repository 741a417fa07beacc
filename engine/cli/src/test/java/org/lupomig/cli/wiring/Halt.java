package org.lupomig.cli.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;

/**
 * Kills somebody, or does something else, at the n-th call to a port: just before it is made, or just after, before the
 * engine hears of it. Each call has two such points.
 */
final class Halt extends WatchedPorts {
    /** The exit status of a process that was ended by SIGKILL. */
    static final int STATUS = 137;

    private static final long MOMENT_MILLIS = 200;

    private final int point;
    private final Runnable kill;
    private final boolean everyCall;
    private volatile boolean dead;
    private int passed;

    /** A process that is as good as killed: nothing catches this. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /**
     * At one point of the calls that have an effect.
     *
     * @param point the number of it, from 1; 0 for never
     */
    Halt(int point, Runnable kill) {
        this(point, kill, false);
    }

    private Halt(int point, Runnable kill, boolean everyCall) {
        this.point = point;
        this.kill = kill;
        this.everyCall = everyCall;
    }

    /** The same at one point of all calls, those that only look among them. */
    static Halt atAnyCall(int point, Runnable does) {
        return new Halt(point, does, true);
    }

    /** What has this, in this process, gets no further than the point: as if it were killed there. */
    static Halt dying(int point, Runnable losesSessions) {
        Halt[] own = new Halt[1];
        own[0] = new Halt(point, () -> {
            own[0].dead = true;
            losesSessions.run();
        });
        return own[0];
    }

    /**
     * Sends a SIGKILL to this process: none of its threads goes on, and none ends in order. Java sends one to others
     * only; what it does that with is {@link ReadyProcess opened} to us, since another program takes long to start.
     */
    static void thisProcess() {
        try {
            Method kill = Class.forName("java.lang.ProcessHandleImpl")
                    .getDeclaredMethod("destroy0", long.class, long.class, boolean.class);
            kill.setAccessible(true);
            kill.invoke(null, ProcessHandle.current().pid(), 0L, true);
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.out.println(e);
        }
        Runtime.getRuntime().halt(1); // it was not killed, and must not go on
    }

    /** Has a SIGSTOP sent to this process: all of it stands still until somebody sends a SIGCONT. */
    static void stopsThisProcess() {
        send("STOP", ProcessHandle.current().pid());
        try {
            Thread.sleep(MOMENT_MILLIS); // the signal may come a moment after whoever sent it is gone
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a signal to a process. */
    static void send(String signal, long pid) {
        try {
            int status = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + signal + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a SIGKILL to another process, and waits until it is gone. */
    static void other(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** How many points were passed. */
    synchronized int passed() {
        return passed;
    }

    @Override
    void before(Call call) {
        if (everyCall || call.hasEffect()) {
            pass();
        }
    }

    @Override
    void behind(Call call) {
        before(call);
    }

    private void pass() {
        int now;
        synchronized (this) {
            now = ++passed;
        }
        if (now == point) {
            kill.run();
        }
        if (dead) {
            throw new Killed();
        }
    }
}
