package org.lupomig.cli.rehearsal;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.cli.rehearsal.RehearsalReport.Way;

/**
 * One way in which a run of a batch is broken off, once.
 *
 * @param at behind the last statement that was accepted; of a refusal, behind the one that is refused
 * @param accepted how much of the batch the server has accepted before it happens
 * @param whenDone of a refusal: whether the statement has done what it does by then
 */
record Break(Way way, Boundary at, int accepted, boolean whenDone) {
    /**
     * All that are wanted of a batch, one way after the other.
     *
     * @param boundaries of the batch, in their order
     */
    static List<Break> of(List<Boundary> boundaries, Boundaries wanted) {
        List<Break> breaks = new ArrayList<>();
        if (wanted.hasFailures()) {
            boundaries.forEach(at -> breaks.add(new Break(Way.FAILURE, at, at.accepted(), false)));
            int before = 0;
            for (Boundary at : boundaries) {
                if (at.after() > 0) {
                    breaks.add(new Break(Way.REFUSAL, at, before, false));
                    breaks.add(new Break(Way.REFUSAL, at, at.accepted() - 1, true));
                    before = at.accepted();
                }
            }
        }
        if (wanted.hasKills()) {
            boundaries.forEach(at -> breaks.add(new Break(Way.KILL, at, at.accepted(), false)));
        }
        return breaks;
    }

    /** What happens, without an article: {@code kill after statement 2 of shop.two.drop}. */
    @Override
    public String toString() {
        return way != Way.REFUSAL
                ? way.word() + " " + at
                : way.word() + " of statement " + at.after() + " of " + at.step()
                        + (whenDone ? " when it was done" : "");
    }
}
