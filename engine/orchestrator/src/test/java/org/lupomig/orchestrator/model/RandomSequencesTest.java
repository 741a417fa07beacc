package org.lupomig.orchestrator.model;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.model.Action;
import org.lupomig.testkit.model.ReferenceModel;
import org.lupomig.testkit.model.Shrinking;

/**
 * Random sequences of runs, failures, kills, second runners, lost locks, rollbacks of all kinds, retries, what a person
 * says, purges, freezes, time that passes and writes of others: after each action the world is what
 * {@link ReferenceModel} says. One that fails is made as short as it can be and printed.
 */
class RandomSequencesTest {
    private static final int IN_EVERY_BUILD = 2_000;
    private static final int IN_THE_LONG_SET = Integer.getInteger("model.sequences", 50_000);
    private static final int LENGTH = 20;
    private static final long SEED = 20260101;

    @Test
    void thousandsOfSequencesEndAsTheModelSays() {
        run(SEED, IN_EVERY_BUILD);
    }

    @Test
    @Tag("soak")
    void tensOfThousandsOfOthersToo() {
        run(Long.getLong("model.seed", System.nanoTime()), IN_THE_LONG_SET);
    }

    private static void run(long seed, int sequences) {
        Random random = new Random(seed);
        for (int i = 0; i < sequences; i++) {
            List<Action> actions = Action.sequence(random, LENGTH);
            if (failure(actions) != null) {
                List<Action> least = Shrinking.shrink(actions, fewer -> failure(fewer) != null);
                Throwable failure = failure(least);
                throw new AssertionError(
                        "sequence " + i + " of -Dmodel.seed=" + seed + " fails, and so does " + least, failure);
            }
        }
        new Counts("random sequences in the simulation, seed " + seed)
                .add("sequences", sequences)
                .add("actions", (long) sequences * LENGTH)
                .print();
    }

    private static @Nullable Throwable failure(List<Action> actions) {
        try {
            new Sequence().run(actions);
            return null;
        } catch (AssertionError | RuntimeException e) {
            return e;
        }
    }
}
