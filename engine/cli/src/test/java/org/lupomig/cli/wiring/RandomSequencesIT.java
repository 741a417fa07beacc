package org.lupomig.cli.wiring;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.model.Action;
import org.lupomig.testkit.model.Shrinking;

/**
 * Random sequences of runs, failures, kills, second runners, lost locks, rollbacks, purges, freezes, time that passes
 * and writes of others on a server: after each action it is what the model says. A sequence that fails is made as short
 * as it can be and printed.
 */
class RandomSequencesIT {
    private static final int IN_EVERY_BUILD = 4;
    private static final int IN_THE_LONG_SET = Integer.getInteger("model.sequences", 500);
    private static final int LENGTH = 20;
    private static final long SEED = 20260101;

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabase.get();

    @Test
    void someSequencesEndAsTheModelSays() throws Exception {
        run(SEED, IN_EVERY_BUILD);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 6, unit = TimeUnit.HOURS)
    void hundredsOfOthersToo() throws Exception {
        run(Long.getLong("model.seed", System.nanoTime()), IN_THE_LONG_SET);
    }

    private void run(long seed, int sequences) throws Exception {
        ModelSchemas schemas = new ModelSchemas(database, folder);
        Counts counts = new Counts("random sequences on a server, seed " + seed).add("sequences", sequences);
        Random random = new Random(seed);
        for (int i = 0; i < sequences; i++) {
            List<Action> actions = Action.sequence(random, LENGTH);
            Throwable first = failure(schemas, actions, counts);
            if (first != null) {
                System.out.println("sequence " + i + " of -Dmodel.seed=" + seed + " fails: " + first.getMessage());
                List<Action> least = Shrinking.shrink(actions, fewer -> failure(schemas, fewer, counts) != null);
                throw new AssertionError(
                        "sequence " + i + " of -Dmodel.seed=" + seed + " fails, and so does " + least,
                        failure(schemas, least, counts));
            }
        }
        counts.print();
    }

    private @Nullable Throwable failure(ModelSchemas schemas, List<Action> actions, Counts counts) {
        try {
            new ServerSequence(database, folder, schemas, counts).run(actions);
            return null;
        } catch (Exception | AssertionError e) {
            return e;
        }
    }
}
