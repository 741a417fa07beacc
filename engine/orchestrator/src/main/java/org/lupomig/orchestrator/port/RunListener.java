package org.lupomig.orchestrator.port;

import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.journal.RunEvent;

/** Hears what a run does, as it does it. Must be quick and must not throw. */
@FunctionalInterface
public interface RunListener {
    /** One event, in order. */
    void on(RunEvent event);

    /**
     * The server has accepted a statement of a step, at this moment, and nothing of it is written down yet. Of steps
     * that are walked as a group this is heard before the events of those behind the first, which wait for their turn.
     *
     * @param statement its number in the step, from 1; a statement that is sent in several parts is heard of for each
     */
    default void accepted(Address step, int statement) {}
}
