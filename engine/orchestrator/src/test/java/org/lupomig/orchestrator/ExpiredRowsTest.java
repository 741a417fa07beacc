package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** What the store keeps for a time only goes with a purge of what has expired, a portion at a time. */
class ExpiredRowsTest {
    private static final Plan PLAN = PlanText.plan("p")
            .batch("b", batch -> batch.rollback(RollbackClass.B).step("s", "DROP TABLE core.jobs"))
            .build();

    private static World expired(int rows) {
        World world = Examples.world();
        assertThat(world.run(PLAN).result()).isEqualTo(Result.DONE);
        world.expire(rows);
        return world;
    }

    private static RunReport purge(World world, boolean dryRun) {
        return world.engine(Client.alive()).purge(PurgeRequest.expired(dryRun), Duration.ZERO);
    }

    @Test
    void theyGoInPortions() {
        World world = expired(2500);

        RunReport dry = purge(world, true);
        assertThat(dry.result()).isEqualTo(Result.DONE);
        assertThat(dry.detail())
                .isEqualTo("nothing that is held has expired; 2500 expired rows of the store would be removed");
        assertThat(world.removals()).isEmpty();

        RunReport report = purge(world, false);
        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(report.detail())
                .isEqualTo("nothing that is held has expired; 2500 expired rows of the store are removed");
        assertThat(world.removals()).containsExactly(1000, 1000, 500);
        assertThat(world.expiredRows()).isZero();
        assertThat(world.server().held()).hasSize(1);

        assertThat(purge(world, false).result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(world.removals()).hasSize(3);
    }

    @Test
    void theyGoBesideWhatIsHeld() {
        World world = expired(1);
        world.advance(Duration.ofHours(25));

        assertThat(purge(world, false).detail())
                .isEqualTo("1 table (1 KB) is removed; p.b can no longer be rolled back;"
                        + " 1 expired row of the store is removed");
        assertThat(world.server().held()).isEmpty();
    }

    @Test
    void aPurgeOfABatchLeavesThem() {
        World world = expired(7);

        assertThat(world.engine(Client.alive())
                        .purge(PurgeRequest.of("p", "b", false), Duration.ZERO)
                        .result())
                .isEqualTo(Result.DONE);

        assertThat(world.expiredRows()).isEqualTo(7);
    }

    @Test
    void whereTheServerRefusesTheyStayAndTheRestIsDone() {
        World world = expired(7);
        world.advance(Duration.ofHours(25));
        world.storeFaults().refuseRemoval();

        assertThat(purge(world, false).detail())
                .isEqualTo("1 table (1 KB) is removed; p.b can no longer be rolled back");

        assertThat(world.events())
                .contains(new RunEvent.Note(
                        "7 expired rows of the store stay there: the server says 1142 DELETE command denied"));
        assertThat(world.expiredRows()).isEqualTo(7);
    }

    @Test
    void aPurgeThatIsKilledAmongThemLeavesTheRestToTheNext() {
        Supplier<World> setUp = () -> expired(2500);
        Consumer<Engine> purge = engine -> engine.purge(PurgeRequest.expired(false), Duration.ZERO);
        int among = 0;
        for (Point point : Crash.points(setUp, purge)) {
            World world = setUp.get();
            String before = world.server().dump();
            Crash.kill(world, point, purge);
            among += world.expiredRows() > 0 && world.expiredRows() < 2500 ? 1 : 0;

            purge(world, false);

            assertThat(world.expiredRows()).as(point.toString()).isZero();
            assertThat(world.server().dump()).as(point.toString()).isEqualTo(before);
            assertThat(world.server().held()).as(point.toString()).hasSize(1);
            assertThat(world.unrest()).as(point.toString()).isEmpty();
        }
        assertThat(among).isGreaterThanOrEqualTo(2);
    }
}
