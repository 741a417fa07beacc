package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** A step is added to a batch that has completed, and fails: what was there before the run stays, and is told to. */
class AddedStepFailsTest {
    private static Plan plan(boolean more) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    batch.step("s1", "CREATE SCHEMA first").step("s2", "CREATE SCHEMA second");
                    if (more) {
                        batch.step("s3", "CREATE TABLE nowhere.t (id)");
                    }
                })
                .build();
    }

    @Test
    void theBatchIsAsBeforeTheRun() {
        World world = Examples.world();
        assertThat(world.run(plan(false)).result()).isEqualTo(Result.DONE);
        String before = world.server().dump();

        RunReport report = world.run(plan(true));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.detail())
                .isEqualTo(
                        "batch b failed and is undone: everything is as before it; 2 of 3 steps have completed before"
                                + " and stay");
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.step("p", "b", "s2").status()).isEqualTo(StepStatus.COMPLETED);
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);
    }
}
