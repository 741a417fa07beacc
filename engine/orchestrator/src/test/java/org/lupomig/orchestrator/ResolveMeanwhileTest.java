package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.claim.Claims;
import org.lupomig.orchestrator.claim.LockRequest;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.recovery.Resolve;
import org.lupomig.orchestrator.recovery.Resolve.As;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** What others do while a person is asked, and what had been left by others before. */
class ResolveMeanwhileTest {
    private static final Plan PLAN = PlanText.plan("p")
            .batch(
                    "b",
                    batch -> batch.step(
                            "only", "RENAME TABLE core.logs TO core.old_logs", "CREATE TABLE core.x (id, id)"))
            .build();

    private static World broken() {
        World world = Examples.world();
        world.server().faults().refuse("RENAME TABLE core.old_logs TO core.logs", 1050, 1);
        assertThat(world.run(PLAN).result()).isEqualTo(Result.BROKEN);
        return world;
    }

    private static RunReport resolve(World world, BooleanSupplier confirmed) {
        return world.engine(Client.alive())
                .resolve(
                        new Resolve(
                                new Address("p", "b", ""), As.ROLLED_BACK, "it is as it should be", false, confirmed),
                        Duration.ZERO);
    }

    @Test
    void nobodyWaitsForAPersonWhoThinks() {
        World world = broken();
        boolean[] free = new boolean[1];

        RunReport report = resolve(world, () -> {
            Store.LockAttempt attempt = world.store()
                    .ticket(new LockRequest(new Owner("other", "bert@desk", 7, 1), "test", Claims.server(), 0))
                    .ask(false);
            if (attempt instanceof Store.LockAttempt.Held held) {
                free[0] = true;
                held.lock().close();
            }
            return true;
        });

        assertThat(free[0]).isTrue();
        assertThat(report.problems()).isEmpty();
        assertThat(report.detail()).isEqualTo("p.b.only is recorded as rolled back");
    }

    @Test
    void whatAnotherCommandHasDoneMeanwhileIsNotOverwritten() {
        World world = broken();

        RunReport report = resolve(world, () -> {
            world.server().faults().refuse("RENAME TABLE core.old_logs TO core.logs", 1050, 1);
            assertThat(world.engine(Client.alive()).retry(null, Duration.ZERO).result())
                    .isEqualTo(Result.BROKEN);
            world.server().run("RENAME TABLE core.old_logs TO core.logs");
            return true;
        });

        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.type()).isEqualTo(EngineMessage.MOVED_ON_MEANWHILE);
            assertThat(problem.message())
                    .isEqualTo("batch p.b is not as it was when you were asked: what is on the server has changed");
        });
        assertThat(world.step("p", "b", "only").state()).isEqualTo(State.FAILED);

        assertThat(resolve(world, () -> true).result()).isEqualTo(Result.DONE);
        assertThat(world.step("p", "b", "only").status()).isEqualTo(StepStatus.ROLLED_BACK);
    }

    @Test
    void whatARetryHasPutRightMeanwhileHasNothingToResolve() {
        World world = broken();

        RunReport report = resolve(world, () -> {
            assertThat(world.engine(Client.alive()).retry(null, Duration.ZERO).result())
                    .isEqualTo(Result.DONE);
            return true;
        });

        assertThat(report.problems())
                .extracting(problem -> problem.type())
                .containsExactly(EngineMessage.NOTHING_TO_RESOLVE);
        assertThat(world.server().dump()).isEqualTo(Examples.world().server().dump());
    }

    @Test
    void whatTheServerStillUndoesOfAnotherPlanIsSaidAsWell() {
        Plan other = PlanText.plan("q")
                .batch("b", batch -> batch.step("one", "CREATE TABLE core.one (id)")
                        .step("two", "CREATE TABLE core.two (id)"))
                .build();
        Consumer<Engine> run = engine -> engine.run(other, RunOptions.plain());
        for (boolean agreed : new boolean[] {true, false}) {
            boolean any = false;
            for (Crash.Point point : Crash.differentWorlds(ResolveMeanwhileTest::broken, run)) {
                World world = broken();
                Crash.kill(world, point, run);
                if (world.store().unfinishedRuns().isEmpty()
                        || world.store().steps("q").isEmpty()) {
                    continue;
                }
                any = true;
                world.immortal().add("2");

                RunReport report = resolve(world, () -> agreed);

                assertThat(report.result()).as(point.toString()).isEqualTo(agreed ? Result.DONE : Result.REFUSED);
                assertThat(report.problems())
                        .as(point.toString())
                        .extracting(problem -> problem.type())
                        .isEqualTo(agreed ? List.of() : List.of(EngineMessage.STILL_ENDING));
                assertThat(report.detail())
                        .isEqualTo(
                                agreed
                                        ? "p.b.only is recorded as rolled back; an earlier run is still being undone"
                                        : "nothing was recorded");
                assertThat(world.step("p", "b", "only").status())
                        .as(point.toString())
                        .isEqualTo(agreed ? StepStatus.ROLLED_BACK : StepStatus.FAILED);
            }
            assertThat(any).isTrue();
        }
    }
}
