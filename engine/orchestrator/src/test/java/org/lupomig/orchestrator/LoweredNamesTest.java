package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** Names with capitals, on servers that have one name for every spelling. */
class LoweredNamesTest {
    private final World world = new World();

    private final Plan plan = PlanText.plan("p")
            .batch(
                    "b",
                    batch -> batch.step("s", step -> step.sql("CREATE SCHEMA Shop")
                            .sql("CREATE TABLE Shop.Orders (id)")
                            .sql("CREATE TABLE Shop.lines (id)")))
            .build();

    @Test
    void eachIsSaidOnceWithItsNameThere() {
        world.lowerNames();

        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(report.problems())
                .extracting(Problem::message)
                .containsExactly(
                        "this server writes names of tables and schemas in lower case (lower_case_table_names):"
                                + " Shop is shop there",
                        "this server writes names of tables and schemas in lower case (lower_case_table_names):"
                                + " Orders is orders there");
        assertThat(world.server().dump()).doesNotContain("Shop");
    }

    @Test
    void otherServersKeepThem() {
        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);
    }
}
