package org.lupomig.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.lupomig.testkit.model.Action.Verb;

class ShrinkingTest {
    private static final Action KILLED = new Action(Verb.RUN_KILLED, 0, 0, 17, false, false);
    private static final Action BACK = new Action(Verb.ROLLBACK, 0, 0, 0, false, true);

    /** What fails is a kill at call 17 or later, and after it a rollback that discards. */
    private static boolean fails(List<Action> actions) {
        int kill = indexOf(actions, each -> each.verb() == Verb.RUN_KILLED && each.point() >= 17);
        return kill >= 0
                && indexOf(
                                actions.subList(kill, actions.size()),
                                each -> each.verb() == Verb.ROLLBACK && each.discards())
                        > 0;
    }

    private static int indexOf(List<Action> actions, Predicate<Action> wanted) {
        return actions.stream().filter(wanted).findFirst().map(actions::indexOf).orElse(-1);
    }

    @Test
    void theLeastSequenceThatFailsIsFoundInEveryLongOne() {
        Random random = new Random(5);
        int found = 0;
        for (int i = 0; i < 200; i++) {
            List<Action> actions = Action.sequence(random, 60);
            if (fails(actions)) {
                found++;
                assertThat(Shrinking.shrink(actions, ShrinkingTest::fails)).containsExactly(KILLED, BACK);
            }
        }
        assertThat(found).isGreaterThan(20);
    }

    @Test
    void whatCannotBeLessStaysAsItIs() {
        List<Action> least = List.of(KILLED, BACK);

        assertThat(Shrinking.shrink(least, ShrinkingTest::fails)).isEqualTo(least);
    }

    @Test
    void whatAlwaysFailsNeedsNoAction() {
        assertThat(Shrinking.shrink(Action.sequence(new Random(1), 20), any -> true))
                .isEmpty();
    }

    @Test
    void aTraceSaysInWordsWhatHappens() {
        assertThat(List.of(KILLED, BACK).toString())
                .isEqualTo("[RUN_KILLED whole at call 17, ROLLBACK whole discarding]");
    }
}
