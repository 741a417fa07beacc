package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/**
 * What is asked of the server for the records of a batch is refused: the work itself is done, and that is what is told.
 */
class FactsRefusedTest {
    private static Plan plan(boolean frozen) {
        return PlanText.plan("p")
                .schema("core")
                .batch("b", batch -> {
                    if (frozen) {
                        batch.freeze("core");
                    }
                    batch.step("s", "ALTER TABLE core.users ADD COLUMN x");
                })
                .build();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theRecordsAreWrittenByTheNextCommand(boolean frozen) {
        Plan plan = plan(frozen);
        World done = Examples.world();
        done.run(plan);
        Consumer<Engine> command = engine -> engine.run(plan, RunOptions.plain());
        List<Point> points = Crash.faults(Examples::world, command).stream()
                .filter(point -> point.what().equals("fact") && point.fault() == Client.Fault.REFUSAL)
                .toList();
        assertThat(points).isNotEmpty();
        for (Point point : points) {
            World world = Examples.world();

            RunReport report = Crash.strike(world, point, engine -> engine.run(plan, RunOptions.plain()))
                    .orElseThrow();

            assertThat(report.result()).as("%s: %s", point, report).isEqualTo(Result.BROKEN);
            assertThat(report.problems().get(0).type()).isEqualTo(EngineMessage.RECORDS_NOT_WRITTEN);
            assertThat(world.recover().result()).isEqualTo(Result.DONE);
            assertThat(world.server().dump()).isEqualTo(done.server().dump());
            assertThat(world.run(plan).result()).isEqualTo(Result.NOTHING_TO_DO);
            assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);
        }
    }
}
