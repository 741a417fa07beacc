package org.lupomig.orchestrator.port;

import org.lupomig.orchestrator.journal.RunEvent;

/** Hears what a run does, as it does it. Must be quick and must not throw. */
@FunctionalInterface
public interface RunListener {
    /** One event, in order. */
    void on(RunEvent event);
}
