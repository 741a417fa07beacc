package org.lupomig.cli.rehearsal;

import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.port.RunListener;

/** Hears, once, that a run has come to a point of a batch: counted by what the server has accepted of it. */
final class Arrival implements RunListener {
    private final String batch;
    private final int accepted;
    private final Runnable there;
    private int count;
    private boolean come;

    /**
     * At a point.
     *
     * @param accepted how much the server has accepted by then; 0: the first statement is about to be sent
     * @param there is called at that moment, in the thread that would go on
     */
    Arrival(String batch, int accepted, Runnable there) {
        this.batch = batch;
        this.accepted = accepted;
        this.there = there;
    }

    @Override
    public void on(RunEvent event) {
        if (accepted == 0
                && event instanceof RunEvent.StatementStarted started
                && started.step().batch().equals(batch)) {
            come();
        }
    }

    @Override
    public void accepted(Address step, int statement) {
        if (step.batch().equals(batch)) {
            count++;
            if (count == accepted) {
                come();
            }
        }
    }

    private void come() {
        if (!come) {
            come = true;
            there.run();
        }
    }
}
