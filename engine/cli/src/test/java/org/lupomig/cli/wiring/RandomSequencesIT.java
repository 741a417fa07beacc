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
 * Random sequences of runs, failures, kills, restarts, second runners, lost and expired locks, rollbacks, what a person
 * says, purges, freezes, time that passes and writes of others on a server: after each action it is what the model
 * says. A sequence that fails is made as short as it can be and printed.
 */
class RandomSequencesIT {
    private static final int IN_EVERY_BUILD = 3;
    private static final int IN_THE_LONG_SET = Integer.getInteger("model.sequences", 2_000);
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
    @Timeout(value = 24, unit = TimeUnit.HOURS)
    void thousandsOfOthersToo() throws Exception {
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

    /** Other things happen before a dead run is brought to its end, by whatever command comes. */
    @Test
    void whoeverComesBringsADeadRunToItsEnd() throws Exception {
        Counts counts = new Counts("dead runs on a server");
        new ServerSequence(database, folder, new ModelSchemas(database, folder), counts)
                .run(List.of(
                        at(Verb.RUN_KILLED, WHOLE, 130),
                        of(Verb.HOURS_PASS, WHOLE, 0),
                        of(Verb.OTHERS_WRITE, WHOLE, 0),
                        at(Verb.RUN_KILLED, PARTS, 15),
                        of(Verb.RESTART, PARTS, 0),
                        at(Verb.RUN_KILLED, PARTS, 130),
                        of(Verb.RUN, WORDS, 0),
                        of(Verb.RUN, PARTS, 0),
                        at(Verb.ROLLBACK_KILLED, PARTS, 130),
                        of(Verb.ROLLBACK, PARTS, 0),
                        at(Verb.RUN_KILLED, WHOLE, 200),
                        of(Verb.PURGE_EXPIRED, WHOLE, 0),
                        at(Verb.RUN_KILLED, WHOLE, 150),
                        of(Verb.FREEZE, WHOLE, 0),
                        of(Verb.THAW, WHOLE, 0),
                        at(Verb.PURGE_KILLED, WORDS, 130),
                        of(Verb.RESTART, WHOLE, 0)));
        counts.print();
        assertThat(counts.of("killed") + counts.of("killed in recovery")).isEqualTo(7);
        assertThat(List.of("settled by RESTART", "settled by RUN", "settled by ROLLBACK", "settled by FREEZE"))
                .allSatisfy(each -> assertThat(counts.of(each)).as(each).isPositive());
    }

    /** The same plan and one that shares a table wait for the first; whose locks have expired sends nothing more. */
    @Test
    void twoRunnersComeOneAfterTheOther() throws Exception {
        Counts counts = new Counts("two runners on a server");
        new ServerSequence(database, folder, new ModelSchemas(database, folder), counts)
                .run(List.of(
                        at(Verb.RUN_BESIDE_SAME, WHOLE, 130),
                        of(Verb.ROLLBACK, WHOLE, 0),
                        at(Verb.RUN_BESIDE_COMMON, WHOLE, 130),
                        of(Verb.ROLLBACK, WHOLE, 0),
                        at(Verb.RUN_BESIDE_ANOTHER, WORDS, 130),
                        of(Verb.ROLLBACK, WORDS, 0),
                        of(Verb.ROLLBACK, WHOLE, 0),
                        at(Verb.RUN_SILENT, WHOLE, 130),
                        of(Verb.ROLLBACK, WHOLE, 0),
                        new Action(Verb.RUN_SILENT, WHOLE, 0, 130, true, false),
                        new Action(Verb.RUN_SILENT, WHOLE, 0, 160, false, true)));
        counts.print();
        assertThat(counts.of("second queued")).isEqualTo(2);
        assertThat(counts.of("second went beside")).isEqualTo(1);
        assertThat(counts.of("fenced in its run")).isEqualTo(3);
    }

    /** A statement that the server refuses, and what a person says of a way back that it has refused. */
    @Test
    void whatTheServerRefusesAPersonResolves() throws Exception {
        Counts counts = new Counts("what a server refuses");
        new ServerSequence(database, folder, new ModelSchemas(database, folder), counts)
                .run(List.of(
                        of(Verb.RUN_FAILING, WHOLE, 2),
                        of(Verb.RUN_FAILING, PARTS, 2),
                        of(Verb.RUN, WORDS, 0),
                        of(Verb.ROLLBACK_STUCK, WORDS, 2),
                        of(Verb.RESOLVE, WORDS, 0),
                        of(Verb.ROLLBACK, WORDS, 0),
                        of(Verb.RUN, WHOLE, 0),
                        of(Verb.ROLLBACK_STUCK, WHOLE, 1),
                        new Action(Verb.RESOLVE, WHOLE, 0, 0, false, true),
                        of(Verb.RUN, WHOLE, 0)));
        counts.print();
        assertThat(counts.of("refused by the server")).isEqualTo(2);
        assertThat(counts.of("resolved as completed")).isEqualTo(1);
        assertThat(counts.of("resolved as rolled back")).isEqualTo(1);
    }

    private static Action of(Verb verb, int batch, int step) {
        return new Action(verb, batch, step, 0, false, false);
    }

    private static Action at(Verb verb, int batch, int point) {
        return new Action(verb, batch, 0, point, false, false);
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
                        "sequence " + i + " of -Dmodel.seed=" + seed + " fails, and so does " + least + ":\n"
                                + first.getMessage(),
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
