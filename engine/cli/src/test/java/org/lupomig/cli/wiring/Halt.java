package org.lupomig.cli.wiring;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Kills somebody at the n-th call that has an effect: just before it is made, or just after, before the engine hears of
 * it. Each call has two such points.
 */
final class Halt {
    /** The exit status of a process that was halted, as the shell counts SIGKILL. */
    static final int STATUS = 137;

    private static final Set<String> EFFECTS = Set.of(
            "ask",
            "takeOver",
            "begin",
            "commit",
            "execute",
            "counted",
            "numbering",
            "keeping",
            "insert",
            "changeRows",
            "restoreRows",
            "open",
            "endSession");

    private final int point;
    private final Runnable kill;
    private int passed;

    /**
     * At one point.
     *
     * @param point the number of it, from 1; 0 for never
     */
    Halt(int point, Runnable kill) {
        this.point = point;
        this.kill = kill;
    }

    /** Ends this process as a SIGKILL would. */
    static void thisProcess() {
        Runtime.getRuntime().halt(STATUS);
    }

    /** Sends a SIGKILL to another process, and waits until it is gone. */
    static void other(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** How many points were passed. */
    int passed() {
        return passed;
    }

    Store in(Store store) {
        return proxy(Store.class, store);
    }

    Target in(Target target) {
        return proxy(Target.class, target);
    }

    private void pass() {
        passed++;
        if (passed == point) {
            kill.run();
        }
    }

    private <T> T proxy(Class<T> type, T real) {
        InvocationHandler handler = (self, method, arguments) -> {
            boolean effect = EFFECTS.contains(method.getName());
            if (effect) {
                pass();
            }
            Object answer;
            try {
                answer = method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            if (effect) {
                pass();
            }
            return within(answer);
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object within(Object answer) {
        if (answer instanceof TargetSession session) {
            return proxy(TargetSession.class, session);
        } else if (answer instanceof Store.Ticket ticket) {
            return proxy(Store.Ticket.class, ticket);
        } else if (answer instanceof Store.LockAttempt.Held held) {
            return new Store.LockAttempt.Held(proxy(Store.Lock.class, held.lock()));
        }
        return answer;
    }
}
