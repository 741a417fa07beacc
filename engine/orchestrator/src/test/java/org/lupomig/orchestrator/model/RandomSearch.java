package org.lupomig.orchestrator.model;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.model.Action;
import org.lupomig.testkit.model.Shrinking;

/** Does random sequences, each in a world of its own, until one fails: that one is made as short as it can be. */
final class RandomSearch {
    private static final int LENGTH = 20;

    private final Supplier<ModelWorld> worlds;
    private final long seed;
    private final Counts counts;

    /** @param worlds makes a new one */
    RandomSearch(Supplier<ModelWorld> worlds, long seed) {
        this.worlds = worlds;
        this.seed = seed;
        this.counts = new Counts("random sequences in the simulation, seed " + seed);
    }

    /** Does so many, and gives what happened in them. */
    Counts search(int sequences) {
        Random random = new Random(seed);
        for (int i = 0; i < sequences; i++) {
            List<Action> actions = Action.sequence(random, LENGTH);
            if (failure(actions, counts) != null) {
                Counts others = new Counts("of what is tried again");
                List<Action> least = Shrinking.shrink(actions, fewer -> failure(fewer, others) != null);
                Throwable failure = failure(least, others);
                throw new AssertionError(
                        "sequence " + i + " of -Dmodel.seed=" + seed + " fails, and so does " + least + ":\n"
                                + (failure == null ? "" : failure.getMessage()),
                        failure);
            }
        }
        return counts.add("sequences", sequences).add("actions", (long) sequences * LENGTH);
    }

    private @Nullable Throwable failure(List<Action> actions, Counts what) {
        try {
            new Sequence(worlds.get(), what).run(actions);
            return null;
        } catch (AssertionError | RuntimeException e) {
            return e;
        }
    }
}
