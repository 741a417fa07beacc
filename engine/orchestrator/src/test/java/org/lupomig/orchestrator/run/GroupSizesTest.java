package org.lupomig.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.sim.PlanText;

/** How many steps are walked together. */
class GroupSizesTest {
    private static List<Integer> sizes(int steps, int breaks) {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> {
                    for (int i = 1; i <= steps; i++) {
                        batch.step("s" + i, i == breaks ? "DROP TABLE core.old" : "CREATE TABLE core.t" + i + " (id)");
                    }
                })
                .build();
        Batch batch = plan.batches().get(0);
        return GroupedSteps.of(batch, batch.steps()).stream().map(List::size).toList();
    }

    @Test
    void asManyAsMayBeAreOneGroup() {
        assertThat(sizes(8, 0)).containsExactly(8);
        assertThat(sizes(50, 0)).containsExactly(50);
    }

    @Test
    void behindManyTheLastOnesAreHalved() {
        assertThat(sizes(172, 0)).containsExactly(8, 12, 20, 32, 50, 25, 13, 12);
        assertThat(sizes(138, 0)).containsExactly(8, 12, 20, 32, 50, 8, 8);
        assertThat(sizes(137, 0)).containsExactly(8, 12, 20, 32, 50, 15);
    }

    @Test
    void ofMoreTheFirstAreSmallAndGrow() {
        assertThat(sizes(51, 0)).containsExactly(8, 43);
        assertThat(sizes(200, 0)).containsExactly(8, 12, 20, 32, 50, 50, 14, 14);
    }

    @Test
    void behindOneThatIsWalkedAloneTheyBeginSmallAgain() {
        assertThat(sizes(150, 71)).containsExactly(8, 12, 20, 30, 1, 8, 12, 20, 39);
    }
}
