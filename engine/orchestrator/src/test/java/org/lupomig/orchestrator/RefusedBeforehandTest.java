package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.Client.Fault;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** A server that refuses what the engine writes, as on a full disk: what was not begun needs nobody. */
class RefusedBeforehandTest {
    private static final Plan PLAN = PlanText.plan("p")
            .batch("b", batch -> batch.step("one", "CREATE SCHEMA s"))
            .build();

    private static World done() {
        World world = Examples.world();
        assertThat(world.run(PLAN).result()).isEqualTo(Result.DONE);
        return world;
    }

    /** How often a command could not run, and how often it was interrupted. */
    private static int[] refused(Supplier<World> worlds, Function<Engine, RunReport> command) {
        int[] count = new int[2];
        List<Point> points =
                Crash.faults(worlds, engine -> assertThat(command.apply(engine)).isNotNull());
        for (Point point : points) {
            if (point.fault() == Fault.REFUSAL) {
                World world = worlds.get();
                int sent = world.sent().size();
                int runs = world.store().runs(99).size();
                RunReport report = Crash.strike(world, point, command).orElseThrow();
                boolean untouched = world.sent().size() == sent
                        && world.store().runs(99).size() == runs
                        && world.store().unfinishedRuns().isEmpty();
                if (report.result() == Result.REFUSED) {
                    assertThat(untouched).as("%s: %s", point, report).isTrue();
                    assertThat(report.problems())
                            .as(point.toString())
                            .extracting(problem -> problem.type())
                            .containsExactly(EngineMessage.SERVER_REFUSED);
                    // Whoever recovers, rolls back or resolves has no plan at hand.
                    assertThat(report.problems().get(0).help())
                            .as(point.toString())
                            .contains("give the command again")
                            .doesNotContain("run the plan");
                    count[0]++;
                } else if (report.result() == Result.BROKEN) {
                    count[1]++;
                }
            }
        }
        return count;
    }

    @Test
    void aRunHasBegunOnceItIsWrittenDown() {
        int[] count = refused(Examples::world, engine -> engine.run(PLAN, RunOptions.plain()));
        assertThat(count[0]).isPositive();
        assertThat(count[1]).isPositive();
    }

    @Test
    void aRecoveryOfNothingNeedsNobody() {
        int[] count = refused(RefusedBeforehandTest::done, engine -> engine.recover(Duration.ZERO));
        assertThat(count[0]).isPositive();
    }
}
