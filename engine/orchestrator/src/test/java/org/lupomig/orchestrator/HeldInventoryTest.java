package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.port.HeldTable;
import org.lupomig.orchestrator.purge.HeldInventory;
import org.lupomig.orchestrator.purge.HeldInventory.Item;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** What is set aside is told for what it is, wherever a run or a rollback is killed. */
class HeldInventoryTest {
    private static final Plan PLAN = PlanText.plan("p")
            .batch("b", batch -> batch.step("s", "DROP TABLE core.jobs", "TRUNCATE TABLE core.users"))
            .build();

    private static World ran() {
        World world = Examples.world();
        world.run(PLAN);
        return world;
    }

    private static List<Item> items(World world) {
        List<HeldTable> held = world.server().held().stream()
                .map(name -> new HeldTable(name, "BASE TABLE", 1))
                .toList();
        return HeldInventory.of(world.store(), held)
                .of(world.store().batches("p").get(0));
    }

    @Test
    void whatARunNeedsThatWasKilledIsNoLeftover() {
        neededAtEachKill(Examples::world, engine -> engine.run(PLAN, RunOptions.plain()));
    }

    @Test
    void norIsThatOfARollback() {
        neededAtEachKill(HeldInventoryTest::ran, engine -> engine.rollback("p", "b", false, Duration.ZERO));
    }

    private static void neededAtEachKill(Supplier<World> setUp, Consumer<Engine> command) {
        int halfWay = 0;
        for (Point point : Crash.points(setUp, command)) {
            World world = setUp.get();
            Crash.kill(world, point, command);
            boolean begun = world.store().steps("p").stream().anyMatch(step -> step.state() != State.IDLE);
            if (!begun || world.server().held().isEmpty()) {
                continue;
            }
            assertThat(items(world)).as("%s", point).isNotEmpty().allMatch(item -> item.wayBack() != item.halfWay());
            halfWay += (int) items(world).stream().filter(Item::halfWay).count();
        }
        assertThat(halfWay).isPositive();
    }

    @Test
    void whatAnUndoThatFailedNeedsIsNoneEither() {
        World world = ran();
        world.server().faults().refuse("RENAME TABLE held", 1030, 9);
        world.rollback("p", "b");
        assertThat(items(world)).isNotEmpty().allMatch(Item::halfWay);
        assertThat(world.engine(Client.alive())
                        .purge(PurgeRequest.of("p", "b", false), Duration.ZERO)
                        .problems())
                .extracting(problem -> problem.type())
                .containsExactly(EngineMessage.STILL_NEEDED);
    }

    @Test
    void whatABatchThatCompletedKeepsIsForARollback() {
        assertThat(items(ran())).isNotEmpty().allMatch(item -> item.wayBack() && !item.halfWay());
    }
}
