package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.lupomig.testkit.model.Action.Verb;
import org.lupomig.testkit.model.Shrinking;

/**
 * Random sequences of runs, failures, kills, second runners, lost locks, rollbacks, purges, freezes, time that passes
 * and writes of others on a server: after each action it is what the model says. A sequence that fails is made as short
 * as it can be and printed.
 */
class RandomSequencesIT {
    private static final int IN_EVERY_BUILD = 3;
    private static final int IN_THE_LONG_SET = Integer.getInteger("model.sequences", 500);
    private static final int LENGTH = 20;
    private static final long SEED = 20260101;

    private static final int WHOLE = 0;
    private static final int PARTS = 1;
    private static final int WORDS = 3;

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

    /** Somebody comes between each kind of way back where that can be, and a person has it tried again. */
    @Test
    void aWayBackThatIsRefusedIsTriedAgain() throws Exception {
        Counts counts = new Counts("ways back that are refused on a server");
        new ServerSequence(database, folder, new ModelSchemas(database, folder), counts)
                .run(List.of(
                        of(Verb.RUN, WORDS, 0),
                        of(Verb.ROLLBACK_STUCK, WORDS, 1),
                        of(Verb.RETRY, WORDS, 0),
                        of(Verb.RUN, WORDS, 0),
                        of(Verb.ROLLBACK_STUCK, WORDS, 2),
                        of(Verb.RETRY, WORDS, 0),
                        of(Verb.RUN, WHOLE, 0),
                        of(Verb.ROLLBACK_STUCK, WHOLE, 1),
                        of(Verb.RUN, WORDS, 0),
                        of(Verb.RETRY, WHOLE, 0),
                        of(Verb.RUN, PARTS, 0),
                        of(Verb.ROLLBACK_STUCK, PARTS, 4),
                        of(Verb.RETRY, PARTS, 0)));
        counts.print();
        assertThat(counts.of("stuck")).isEqualTo(4);
        assertThat(counts.of("retried")).isEqualTo(4);
    }

    private static Action of(Verb verb, int batch, int step) {
        return new Action(verb, batch, step, 0, false, false);
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
