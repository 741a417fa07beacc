package org.lupomig.cli.rehearsal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.RunListener;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.port.TargetSession.CountedOutcome;

/**
 * A server that refuses a statement of a run, once. The refusal is a real one, of a statement that can do nothing else
 * and is sent over the same session: instead of the plan's own, or behind it and answering for it. An error does not
 * prove that nothing happened, and so the run has to see which of the two it was.
 */
final class RefusingServer implements RunListener {
    private static final TargetOperation REFUSED =
            new TargetOperation.Send("SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'refused by the rehearsal'");

    private final Arrival arrival;
    private final boolean whenDone;
    private volatile boolean armed;
    private volatile boolean met;
    private volatile boolean refused;

    /**
     * For a run.
     *
     * @param accepted how much of the batch the server accepts before that
     * @param whenDone whether the statement is refused only when it has done what it does
     */
    RefusingServer(String batch, int accepted, boolean whenDone) {
        this.arrival = new Arrival(batch, accepted, () -> armed = true);
        this.whenDone = whenDone;
    }

    /** Whether the run came to the statement. */
    boolean met() {
        return met;
    }

    /** Whether it was refused, too: what changes rows is committed with what is written down of it, and so is not. */
    boolean refused() {
        return refused;
    }

    @Override
    public void on(RunEvent event) {
        arrival.on(event);
    }

    @Override
    public void accepted(Address step, int statement) {
        arrival.accepted(step, statement);
    }

    /** The target, with sessions of the way forward in which that statement is refused. */
    Target in(Target target) {
        return (Target) proxy(Target.class, target, (method, arguments) -> {
            Object answer = method.invoke(target, arguments);
            return answer instanceof TargetSession session && isForward(arguments) ? in(session) : answer;
        });
    }

    private static boolean isForward(@Nullable Object @Nullable [] arguments) {
        if (arguments != null) {
            for (Object argument : arguments) {
                if (argument == Purpose.FORWARD) {
                    return true;
                }
            }
        }
        return false;
    }

    private TargetSession in(TargetSession session) {
        return (TargetSession) proxy(TargetSession.class, session, (method, arguments) -> {
            Duration limit = limit(arguments);
            boolean counted = method.getReturnType() == CountedOutcome.class;
            boolean sends = counted || method.getReturnType() == StatementOutcome.class;
            if (!armed || limit == null || !sends) {
                return method.invoke(session, arguments);
            }
            armed = false;
            met = true;
            if (!whenDone) {
                StatementOutcome refusal = refuse(session, limit);
                return counted ? new CountedOutcome(refusal, new RowDigest(0, 0), null) : refusal;
            }
            Object answer = method.invoke(session, arguments);
            if (answer instanceof CountedOutcome found && found.outcome() instanceof StatementOutcome.Accepted) {
                return new CountedOutcome(refuse(session, limit), found.before(), null);
            }
            // what changes rows is committed with what is written down of it: then no error can come behind it
            return method.getName().equals("execute") && answer instanceof StatementOutcome.Accepted
                    ? refuse(session, limit)
                    : answer;
        });
    }

    private StatementOutcome refuse(TargetSession session, Duration limit) {
        refused = true;
        return session.execute(REFUSED, limit);
    }

    private static @Nullable Duration limit(@Nullable Object @Nullable [] arguments) {
        if (arguments != null) {
            for (Object argument : arguments) {
                if (argument instanceof Duration limit) {
                    return limit;
                }
            }
        }
        return null;
    }

    /** What is called instead. */
    private interface Calls {
        @Nullable
        Object call(Method method, @Nullable Object @Nullable [] arguments) throws ReflectiveOperationException;
    }

    private static Object proxy(Class<?> type, Object real, Calls calls) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            try {
                return method.getDeclaringClass() == Object.class
                        ? method.invoke(real, arguments)
                        : calls.call(method, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }
}
