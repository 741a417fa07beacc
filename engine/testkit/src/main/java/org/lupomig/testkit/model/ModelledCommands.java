package org.lupomig.testkit.model;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.model.ReferenceModel.Batch;
import org.lupomig.testkit.model.ReferenceModel.End;

/**
 * Commands that are given to something of which a model says what must come of them. Whichever of them brings a dead
 * run to an end first, the model hears of that when it happens, before anything else is done.
 */
public abstract class ModelledCommands implements DeadRun.Found {
    private static final Map<End, Set<String>> RESULTS = Map.of(
            End.DONE, Set.of("DONE"),
            End.NOTHING, Set.of("NOTHING_TO_DO"),
            End.UNDONE, Set.of("UNDONE"),
            End.REFUSED, Set.of("REFUSED", "UNDONE"),
            End.STUCK, Set.of("BROKEN", "REFUSED"));

    private final ReferenceModel model;
    private final Counts counts;
    private @Nullable DeadRun settled;
    private Set<String> gone = Set.of();
    private Runnable armed = () -> {};

    /**
     * Of one model.
     *
     * @param counts of what happens, by name
     */
    protected ModelledCommands(ReferenceModel model, Counts counts) {
        this.model = model;
        this.counts = counts;
    }

    /** Whether a run has ended. */
    public abstract boolean hasEnded(long run);

    /** What was done before, for who reads of a difference. */
    protected String where() {
        return "";
    }

    /** Names of the results that a command may report where the model says this. */
    protected static Set<String> results(End end) {
        return RESULTS.getOrDefault(end, Set.of());
    }

    /** The next action is done. */
    public void begin() {
        settled = null;
        gone = Set.of();
        armed = () -> {};
    }

    /** Whether a dead run was brought to an end in this action. */
    public boolean hasSettled() {
        return settled != null;
    }

    /** Lets something be in the way of what is sent from here on, but of nothing that a dead run is ended with. */
    public void arm(Runnable inTheWay) {
        if (model.dead == null) {
            inTheWay.run();
        } else {
            armed = inTheWay;
        }
    }

    /** Whoever asks for what a dead one had begun hears that it is done. */
    public boolean wentBackBefore(Batch batch, @Nullable String step) {
        return settled != null
                && settled.kind() == DeadRun.Kind.ROLLBACK
                && settled.batch().equals(batch)
                && (step == null
                        ? !gone.isEmpty() && model.applied(batch).isEmpty()
                        : gone.contains(ReferenceModel.key(batch, step)));
    }

    /**
     * A process is gone, or has another one in its place: its run is left to whoever comes next, if it has not ended.
     */
    public void died(DeadRun run) {
        if (model.dead != null) {
            throw new AssertionError(where() + ": " + run + " died, and " + model.dead + " is dead");
        }
        model.dead = run;
        look();
    }

    /** Whoever was killed may have ended the dead run before, and not said so any more. */
    public void look() {
        DeadRun dead = model.dead;
        if (dead != null && hasEnded(dead.id())) {
            settle(dead);
        }
    }

    /** A command says that it has brought a run to an end. */
    public void recovered(long run) {
        DeadRun dead = model.dead;
        if (dead != null && run == dead.id()) {
            settle(dead);
        }
    }

    private void settle(DeadRun dead) {
        Set<String> had = new HashSet<>(model.since.keySet());
        try {
            model.settled(this);
        } catch (AssertionError e) {
            throw new AssertionError(where() + " settles " + dead, e);
        }
        had.removeAll(model.since.keySet());
        settled = dead;
        gone = had;
        Runnable then = armed;
        armed = () -> {};
        then.run();
    }

    /** One more of these. */
    public void count(String what) {
        counts.count(what);
    }
}
