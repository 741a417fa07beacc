package org.lupomig.orchestrator.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.model.ReferenceModel;

/**
 * Random sequences of runs, failures, kills, restarts, second runners, lost and expired locks, rollbacks of all kinds,
 * retries, what a person says, purges, freezes, time that passes and writes of others: after each action the world is
 * what {@link ReferenceModel} says. One that fails is made as short as it can be and printed.
 */
@Tag("exhaustive")
class RandomSequencesTest {
    private static final int IN_EVERY_BUILD = 2_000;
    private static final int IN_THE_LONG_SET = Integer.getInteger("model.sequences", 50_000);
    private static final long SEED = 20260101;

    @Test
    void thousandsOfSequencesEndAsTheModelSays() {
        Counts counts = new RandomSearch(ModelWorld::new, SEED).search(IN_EVERY_BUILD);

        counts.print();
        for (String event : new String[] {
            "killed",
            "settled by RESTART",
            "settled by ROLLBACK",
            "settled by PURGE_EXPIRED",
            "settled by FREEZE",
            "second told to wait",
            "second went beside",
            "fenced in its run"
        }) {
            assertThat(counts.of(event)).as("%s", event).isPositive();
        }
    }

    @Test
    @Tag("soak")
    void tensOfThousandsOfOthersToo() {
        new RandomSearch(ModelWorld::new, Long.getLong("model.seed", System.nanoTime()))
                .search(IN_THE_LONG_SET)
                .print();
    }
}
