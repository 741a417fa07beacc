package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** Steps whose authors give up the way back. */
class WaivedStepTest {
    private final World world = Examples.world();

    @Test
    void aStepWithoutAWayBackIsTakenBackWhereItHasOne() {
        String before = world.server().dump();
        Plan plan = PlanText.plan("p")
                .batch(
                        "b",
                        batch -> batch.step("s", step -> step.sql("CREATE SCHEMA s")
                                .sql("CREATE SCHEMA s")
                                .waived()))
                .build();

        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems().get(0).type()).isEqualTo(EngineMessage.ALREADY_THERE);
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void whatIsSentWithoutAWayBackStopsItsStepWhereWhatFollowsWouldBeReadOtherwise() {
        Plan plan = PlanText.plan("p")
                .batch(
                        "b",
                        batch -> batch.step("s", step -> step.sql("CREATE SCHEMA s")
                                .waived("CREATE SCHEMA stays")
                                .sql("CREATE TABLE s.t (id)")))
                .build();
        world.misread("names are quoted in another way");

        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems().get(0).message()).contains("names are quoted in another way");
        assertThat(world.sent()).contains("CREATE SCHEMA stays").doesNotContain("CREATE TABLE s.t (id)");
    }

    @Test
    void whatIsSentWithoutAWayBackIsSentOnce() {
        Plan plan = PlanText.plan("p")
                .batch(
                        "b",
                        batch -> batch.step("s", step -> step.sql("CREATE SCHEMA s")
                                .waived("CREATE SCHEMA stays")
                                .retry(3)))
                .build();
        world.server().faults().lockWait("CREATE SCHEMA stays", 1);

        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems().get(0).message()).contains("it may have happened in part");
        assertThat(world.sent()).containsOnlyOnce("CREATE SCHEMA stays");
    }
}
