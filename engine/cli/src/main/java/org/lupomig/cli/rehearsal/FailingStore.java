package org.lupomig.cli.rehearsal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.port.RunListener;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store;

/**
 * A failure at a boundary: as soon as a run is there, the next thing that it writes down is refused once, as by a
 * server whose disk is full. So the run has to end there, whatever its next statement would have been.
 */
final class FailingStore implements RunListener {
    private static final int DISK_FULL = 1021;

    private final Boundary boundary;
    private final Arrival arrival;
    private volatile boolean armed;
    private volatile boolean failed;

    FailingStore(Boundary boundary) {
        this.boundary = boundary;
        this.arrival = new Arrival(boundary.step().batch(), boundary.accepted(), () -> armed = true);
    }

    /** Whether the run came to the boundary, and was refused. */
    boolean failed() {
        return failed;
    }

    @Override
    public void on(RunEvent event) {
        arrival.on(event);
    }

    @Override
    public void accepted(Address step, int statement) {
        arrival.accepted(step, statement);
    }

    /** The store, with a lock under which that write is refused. */
    Store in(Store store) {
        return proxy(Store.class, store);
    }

    private <T> T proxy(Class<T> type, T real) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (armed && method.getName().equals("commit")) {
                        armed = false;
                        failed = true;
                        throw new ServerRefused(
                                DISK_FULL,
                                "HY000",
                                "no room left " + boundary + ": a failure of the rehearsal's own",
                                new IllegalStateException("rehearsed"));
                    }
                    try {
                        Object answer = method.invoke(real, arguments);
                        if (answer instanceof Store.Ticket ticket) {
                            return proxy(Store.Ticket.class, ticket);
                        }
                        return answer instanceof Store.LockAttempt.Held held
                                ? new Store.LockAttempt.Held(proxy(Store.Lock.class, held.lock()))
                                : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return type.cast(proxy);
    }
}
