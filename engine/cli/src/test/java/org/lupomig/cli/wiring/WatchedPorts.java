package org.lupomig.cli.wiring;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.port.WriteBarrier;

/** Stands before the ports of an engine, and hears of every call that it makes. */
abstract class WatchedPorts {
    /**
     * A call to a port.
     *
     * @param port what is called
     * @param method what it is asked for
     * @param operation what is to be sent; empty where the call is not for that
     */
    record Call(Class<?> port, Method method, String operation) {
        boolean hasEffect() {
            return PortCalls.hasEffect(port, method);
        }

        @Override
        public String toString() {
            return operation.isEmpty() ? method.getName() : method.getName() + " " + operation;
        }
    }

    /** Before it is made; it is not, where this throws something. */
    abstract void before(Call call);

    /** Behind it, where it has not thrown anything, before the engine hears of it. */
    abstract void behind(Call call);

    final Store in(Store store) {
        return proxy(Store.class, store);
    }

    final Target in(Target target) {
        return proxy(Target.class, target);
    }

    private <T> T proxy(Class<T> type, T real) {
        InvocationHandler handler = (self, method, arguments) -> {
            Object first = arguments == null || arguments.length == 0 ? null : arguments[0];
            Call call = new Call(
                    type,
                    method,
                    first instanceof TargetOperation sent ? sent.getClass().getSimpleName() : "");
            before(call);
            Object answer;
            try {
                answer = method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            behind(call);
            return within(answer);
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object within(Object answer) {
        if (answer instanceof TargetSession session) {
            return proxy(TargetSession.class, session);
        } else if (answer instanceof Store.Ticket ticket) {
            return proxy(Store.Ticket.class, ticket);
        } else if (answer instanceof WriteBarrier barrier) {
            return proxy(WriteBarrier.class, barrier);
        } else if (answer instanceof Store.LockAttempt.Held held) {
            return new Store.LockAttempt.Held(proxy(Store.Lock.class, held.lock()));
        }
        return answer;
    }
}
