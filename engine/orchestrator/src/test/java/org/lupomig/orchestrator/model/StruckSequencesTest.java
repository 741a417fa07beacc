package org.lupomig.orchestrator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.model.Action;
import org.lupomig.testkit.model.Action.Verb;

/** Short sequences in which a process is killed: at whichever call it is, the world is what the model says. */
@Tag("exhaustive")
class StruckSequencesTest {
    private static final int WHOLE = 0;
    private static final int PARTS = 1;
    private static final int UPON = 2;

    private final Counts counts = new Counts("struck sequences");

    private static Action action(Verb verb, int batch, int call, boolean dependents) {
        return new Action(verb, batch, 0, call, dependents, false);
    }

    /** With its dependents a batch goes back in several runs: only what the one that died was about is done by now. */
    @Test
    void aRollbackWithDependentsThatWasKilledIsAskedForAgain() {
        for (Verb again : List.of(Verb.ROLLBACK, Verb.ROLLBACK_STEP, Verb.ROLLBACK_STUCK)) {
            for (int batch : List.of(WHOLE, UPON)) {
                for (int call = 0; call < Action.CALLS; call++) {
                    new Sequence(new ModelWorld(), counts)
                            .run(List.of(
                                    action(Verb.RUN, WHOLE, 0, false),
                                    action(Verb.RUN_FAILING, UPON, 0, false),
                                    action(Verb.ROLLBACK_KILLED, WHOLE, call, true),
                                    action(again, batch, 0, false)));
                }
            }
        }
        assertThat(counts.of("killed")).isPositive();
        assertThat(counts.of("settled by ROLLBACK_STUCK")).isPositive();
    }

    /**
     * What needs a person is put right by another command while a run is silent: it says what it has seen under locks.
     */
    @Test
    void aRunThatIsSilentDoesNotAskForAPersonWhoIsNeededNoMore() {
        for (int call = 0; call < 40; call++) {
            new Sequence(new ModelWorld(), counts)
                    .run(List.of(
                            action(Verb.RUN, PARTS, 0, false),
                            new Action(Verb.ROLLBACK_STUCK, PARTS, 1, 0, false, false),
                            new Action(Verb.RUN_SILENT, PARTS, 0, call, false, true)));
        }
        assertThat(counts.of("fenced before it")).isPositive();
        assertThat(counts.of("silent when it had its answer")).isPositive();
    }

    /** Others write into the table as soon as it is there. */
    @Test
    void aRunThatWasKilledLeavesATableToWriteInto() {
        for (int call = 0; call < Action.CALLS; call++) {
            new Sequence(new ModelWorld(), counts)
                    .run(List.of(
                            action(Verb.RUN_KILLED, PARTS, call, false),
                            action(Verb.OTHERS_WRITE, PARTS, 0, false),
                            action(Verb.RUN, WHOLE, 0, false)));
        }
        assertThat(counts.of("written into what a dead run made")).isPositive();
        assertThat(counts.of("not written into what may be anybody's")).isPositive();
    }
}
