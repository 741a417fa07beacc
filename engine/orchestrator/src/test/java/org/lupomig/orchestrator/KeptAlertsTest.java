package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.lupomig.orchestrator.journal.Alerts;
import org.lupomig.orchestrator.sim.Checks;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** What was kept for a person is told as long as it is there, and no longer, wherever the purge is killed. */
class KeptAlertsTest {
    private static World keptOne() {
        World world = Examples.world();
        world.server().faults().strangerAfter("CREATE SCHEMA s", () -> world.server()
                .run("INSERT INTO core.t VALUES 99"));
        world.run(PlanText.plan("p")
                .batch("b", batch -> batch.step("s", "CREATE TABLE core.t (id)", "CREATE SCHEMA s")
                        .check(Checks.post("never", Checks.equal(Checks.number(1), 2))))
                .build());
        assertThat(world.server().held()).hasSize(1);
        assertThat(world.store().openAlerts(Alerts.TABLE_KEPT)).hasSize(1);
        return world;
    }

    @Test
    void aPurgeThatIsKilledLeavesNoAlertOfWhatIsGone() {
        Supplier<World> setUp = KeptAlertsTest::keptOne;
        Consumer<Engine> purge = engine -> engine.purge(PurgeRequest.of("p", "b", false), Duration.ZERO);
        int points = 0;
        for (Point point : Crash.points(setUp, purge)) {
            points++;
            World world = setUp.get();
            Crash.kill(world, point, purge);
            if (!world.server().held().isEmpty()) {
                assertThat(world.store().openAlerts(Alerts.TABLE_KEPT))
                        .as(point.toString())
                        .hasSize(1);
            }

            purge.accept(world.engine(Client.alive()));

            assertThat(world.server().held()).as(point.toString()).isEmpty();
            assertThat(world.store().openAlerts(Alerts.TABLE_KEPT))
                    .as(point.toString())
                    .isEmpty();
        }
        assertThat(points).isGreaterThan(5);
    }
}
