package org.lupomig.orchestrator.port;

import java.time.Duration;

/** Lets time go by, together with the clock. */
@FunctionalInterface
public interface Pauses {
    /** The machine's own time. */
    Pauses REAL = length -> Thread.sleep(length.toMillis());

    /** Returns when {@code length} has gone by. */
    void pause(Duration length) throws InterruptedException;
}
