package org.lupomig.orchestrator.freeze;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.claim.PatienceLeft;
import org.lupomig.orchestrator.journal.Barrier;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.port.ServerRefused;

/**
 * What came of keeping writers out. That may take minutes, in which others move the published state: it is read before
 * each try, while nobody puts anything back. Whoever puts back publishes that before. So nothing is raised that has
 * been put back, or that nobody would.
 *
 * @param why why it does not hold; null where it does, or was not due
 * @param due whether it was still to be done at the last try
 */
record Raised(@Nullable String why, boolean due) {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** Sessions that are ended for it take a moment to go. */
    private static final Duration LEAST = Duration.ofSeconds(5);

    /** The patience of whoever has not said how long to wait: what is frozen anew is worth that. */
    static PatienceLeft patience(EnginePorts ports) {
        return new PatienceLeft(LONGEST, ports.clock());
    }

    /** Keeps writers out as long as the published state is one of these. */
    static Raised by(EnginePorts ports, Barrier barrier, Predicate<SystemState> dueAt) {
        return by(ports, barrier, patience(ports), dueAt);
    }

    /** The same by a command that waits no longer than this for who is in the way. */
    static Raised by(EnginePorts ports, Barrier barrier, PatienceLeft patience, Predicate<SystemState> dueAt) {
        return patience.waiting(() -> raised(ports, barrier, patience.left(LEAST, LONGEST), dueAt));
    }

    private static Raised raised(EnginePorts ports, Barrier barrier, Duration patience, Predicate<SystemState> dueAt) {
        boolean[] due = {true};
        String why = changed(() -> ports.target()
                .barrier()
                .raise(
                        barrier,
                        patience,
                        () -> due[0] = dueAt.test(ports.store().systemState())));
        return new Raised(why, due[0]);
    }

    /** Why something is not done, also where that is what the server says. */
    static @Nullable String changed(Supplier<@Nullable String> change) {
        try {
            return change.get();
        } catch (ServerRefused e) {
            return "the server says " + e.code() + " " + e.getMessage();
        }
    }
}
