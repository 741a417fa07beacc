package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.port.HeldTable;
import org.lupomig.orchestrator.purge.HeldInventory;
import org.lupomig.orchestrator.purge.PurgedSteps;
import org.lupomig.orchestrator.recovery.Resolve;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** A step whose rollback was given up is applied by the run that applied it, also for what is kept. */
class PurgeAfterResolveTest {
    private static final Plan PLAN = PlanText.plan("p")
            .batch("b", batch -> batch.rollback(RollbackClass.B).step("only", "DROP TABLE core.jobs"))
            .build();

    private static World givenUp() {
        World world = Examples.world();
        assertThat(world.run(PLAN).result()).isEqualTo(Result.DONE);
        world.immortal().add("1");
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.BROKEN);
        world.immortal().clear();
        assertThat(world.engine(Client.alive())
                        .resolve(
                                new Resolve(
                                        new Address("p", "b", ""), Resolve.As.COMPLETED, "it stays", false, () -> true),
                                Duration.ZERO)
                        .result())
                .isEqualTo(Result.DONE);
        return world;
    }

    private static HeldInventory.Item kept(World world) {
        String name = world.server().held().get(0);
        return HeldInventory.of(world.store(), List.of(new HeldTable(name, "BASE TABLE", 1)))
                .of(world.store().batches("p").get(0))
                .get(0);
    }

    @Test
    void itsWayBackIsThere() {
        World world = givenUp();
        assertThat(kept(world).wayBack()).isTrue();
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(Examples.world().server().dump());
    }

    @Test
    void whoPurgesItCanNotRollItBack() {
        World world = givenUp();
        RunReport purged = world.engine(Client.alive()).purge(PurgeRequest.of("p", "b", false), Duration.ZERO);
        assertThat(purged.detail()).isEqualTo("1 table (1 KB) is removed; p.b can no longer be rolled back");
        assertThat(PurgedSteps.of(world.store(), "p").among(world.store().steps("p")))
                .isNotNull();
        assertThat(world.rollback("p", "b").problems())
                .extracting(problem -> problem.type())
                .containsExactly(EngineMessage.WAY_BACK_PURGED);
    }

    @Test
    void itExpires() {
        World world = givenUp();
        world.advance(Duration.ofHours(25));
        assertThat(world.engine(Client.alive())
                        .purge(PurgeRequest.expired(false), Duration.ZERO)
                        .result())
                .isEqualTo(Result.DONE);
        assertThat(world.server().held()).isEmpty();
    }
}
