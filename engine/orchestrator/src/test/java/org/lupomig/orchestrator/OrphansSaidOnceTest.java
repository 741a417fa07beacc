package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.journal.Alerts;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** That rows came back to fewer parents is said by one alert, wherever the rollback is killed. */
class OrphansSaidOnceTest {
    private static final Plan PLAN = PlanText.plan("p")
            .batch("b", batch -> batch.step("s", "DROP TABLE core.child"))
            .build();

    private static World completed() {
        World world = Examples.world();
        world.server()
                .run("CREATE TABLE core.parent (id)", "CREATE TABLE core.child (id, FK up REFERENCES core.parent)");
        assertThat(world.run(PLAN).result()).isEqualTo(RunReport.Result.DONE);
        world.server().loseParents(new ObjectName("core", "child"), new ObjectName("core", "parent"));
        return world;
    }

    @Test
    void thereIsOneAlert() {
        Consumer<Engine> rollback = engine -> engine.rollback("p", "b", false, Duration.ZERO);
        for (Crash.Point point : Crash.points(OrphansSaidOnceTest::completed, rollback)) {
            World world = completed();
            Crash.kill(world, point, rollback);

            world.recover();
            rollback.accept(world.engine(Client.alive()));

            assertThat(world.store().others())
                    .as(point.toString())
                    .filteredOn(write ->
                            write instanceof Write.Alert alert && alert.title().equals(Alerts.ROWS_WITHOUT_PARENT))
                    .hasSize(1);
        }
    }
}
