package org.lupomig.cli.rehearsal;

import org.lupomig.model.plan.Address;

/**
 * A point between two statements of a plan, at which a run can be broken off. Where steps are walked as a group, what
 * is sent next is a statement of another one.
 *
 * @param after how many statements of the step the server has accepted; 0: its first is about to be sent
 * @param accepted how much the server has accepted of the batch by then, in parts that are sent by themselves
 */
record Boundary(Address step, int after, int accepted) {
    @Override
    public String toString() {
        return after == 0 ? "before the first statement of " + step : "after statement " + after + " of " + step;
    }
}
