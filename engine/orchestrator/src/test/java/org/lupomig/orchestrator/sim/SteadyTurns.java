package org.lupomig.orchestrator.sim;

import org.lupomig.orchestrator.port.Turns;
import org.lupomig.orchestrator.run.ThreadTurns;

/**
 * Turns of which the same run always is the same, call by call: what is done beside others is done at once, or when its
 * end is waited for.
 */
public final class SteadyTurns implements Turns {
    private final Turns turns = new ThreadTurns();
    private final boolean atOnce;

    private SteadyTurns(boolean atOnce) {
        this.atOnce = atOnce;
    }

    /** What is done beside others is done before they go on. */
    public static SteadyTurns before() {
        return new SteadyTurns(true);
    }

    /** It is done when they wait for it. */
    public static SteadyTurns behind() {
        return new SteadyTurns(false);
    }

    @Override
    public Runnable beside(Runnable work) {
        if (atOnce) {
            work.run();
            return () -> {};
        }
        return work;
    }

    @Override
    public void start(Runnable work) {
        turns.start(work);
    }

    @Override
    public void give() {
        turns.give();
    }

    @Override
    public void take() {
        turns.take();
    }

    @Override
    public void awaitEnd() {
        turns.awaitEnd();
    }
}
