package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.claim.PatienceLeft;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.recovery.Resolve;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** The server takes back what a dead run had done, and takes its time: that mends itself, and needs no person. */
class StillEndingTest {
    private static final Duration SLICE = Duration.ofMinutes(10);
    private static final Plan PLAN = PlanText.plan("p")
            .batch("b", batch -> batch.step("r", "ALTER TABLE core.users ADD COLUMN a")
                    .step("s", "ALTER TABLE core.users ADD COLUMN b"))
            .build();
    private static final Plan WELL = PlanText.plan("w")
            .batch("b", batch -> batch.step("s", "CREATE SCHEMA first"))
            .build();
    /** It fails, and is undone. */
    private static final Plan OTHER = PlanText.plan("q")
            .batch(
                    "b",
                    batch -> batch.step("s", "RENAME TABLE core.logs TO core.old_logs", "CREATE TABLE core.x (id, id)"))
            .build();

    private final World world = atWork(Examples::world);

    /** One like this in which a run has died, and the server still works for it. */
    private static World atWork(Supplier<World> setUp) {
        Consumer<Engine> run = engine -> engine.run(PLAN, RunOptions.plain());
        Point point = Crash.points(setUp, run).stream()
                .filter(each -> each.what().contains("ADD COLUMN b"))
                .findFirst()
                .orElseThrow();
        World world = setUp.get();
        Crash.kill(world, point, run);
        world.immortal().add("2");
        return world;
    }

    private Engine engine(Duration wait, BooleanSupplier leaves) {
        return world.engine(Client.alive())
                .sharing(new PatienceLeft(wait, world::now))
                .queued(0, leaves);
    }

    private RunStatus status() {
        return world.store().run(1).orElseThrow().status();
    }

    private static void refused(RunReport report) {
        assertThat(report.result()).as(report.detail()).isEqualTo(Result.REFUSED);
        assertThat(report.problems()).extracting(problem -> problem.type()).containsExactly(EngineMessage.STILL_ENDING);
    }

    @Test
    void whoDoesNotWaitIsToldSoAndGivesTheCommandAgain() {
        Engine none = engine(Duration.ZERO, () -> false);

        refused(none.run(PLAN, RunOptions.plain()));
        refused(none.run(WELL, RunOptions.plain()));
        refused(none.rollback("p", "b", false, Duration.ZERO));
        refused(none.retry(null, Duration.ZERO));
        refused(none.recover(Duration.ZERO));
        refused(none.thaw(Duration.ZERO));
        assertThat(none.recover(Duration.ZERO).problems().get(0).message())
                .isEqualTo("run 1 has died, and the server still works for it on p.b.s: its session is being ended, and"
                        + " takes back what it had done");
        assertThat(status()).isEqualTo(RunStatus.RUNNING);
        assertThat(world.sessionPatience()).containsOnly(Duration.ofMinutes(1));

        world.immortal().clear();
        assertThat(engine(Duration.ZERO, () -> false)
                        .run(PLAN, RunOptions.plain())
                        .result())
                .isEqualTo(Result.DONE);
        assertThat(status()).isEqualTo(RunStatus.RECOVERED);
    }

    /** It is not said to have been recovered. */
    @Test
    void whatIsSaidOfItselfIsNotRecorded() {
        Resolve asked = new Resolve(
                new Address("p", "b", ""), Resolve.As.ROLLED_BACK, "it is as it should be", false, () -> true);

        refused(engine(Duration.ZERO, () -> false).resolve(asked, Duration.ZERO));
    }

    @Test
    void whoWaitsLongerLooksAgainAndAgain() {
        int[] asked = new int[1];
        RunReport report = engine(Duration.ofHours(1), () -> {
                    if (++asked[0] == 2) {
                        world.immortal().clear();
                    }
                    return false;
                })
                .run(WELL, RunOptions.plain());

        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(status()).isEqualTo(RunStatus.RECOVERED);
        assertThat(world.sessionPatience().subList(0, 6)).containsOnly(SLICE);
    }

    @Test
    void butNotForEver() {
        refused(engine(Duration.ofMinutes(25), () -> false).run(WELL, RunOptions.plain()));

        // each time for both steps
        assertThat(world.sessionPatience()).hasSize(6);
        assertThat(world.sessionPatience().subList(0, 4)).containsOnly(SLICE);
        assertThat(world.sessionPatience().get(4)).isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void whoIsAskedToLeaveDoes() {
        RunReport report = engine(Duration.ofHours(1), () -> true).run(WELL, RunOptions.plain());

        assertThat(report.problems()).extracting(problem -> problem.type()).containsExactly(EngineMessage.LEFT_QUEUE);
        assertThat(world.sessionPatience()).containsExactly(SLICE, SLICE);
        assertThat(world.store().locks().waiting()).isZero();
    }

    /** It is taken up by itself. */
    @Test
    void whatHasNothingToDoWithItGoesOnBeside() {
        World failed = atWork(StillEndingTest::failed);

        RunReport report = failed.engine(Client.alive()).retry(new Address("q", "", ""), Duration.ZERO);

        refused(report);
        assertThat(report.detail()).isEqualTo("an earlier run is still being undone: the next command goes on with it");
        assertThat(failed.step("q", "b", "s").status()).isEqualTo(StepStatus.ROLLED_BACK);
        assertThat(failed.store().run(2).orElseThrow().status()).isEqualTo(RunStatus.RUNNING);
    }

    /** What else needs a person still does. */
    @Test
    void aPersonIsAskedForWhatNeedsOne() {
        World failed = atWork(StillEndingTest::failed);
        failed.server().faults().refuse("RENAME TABLE core.old_logs TO core.logs", 1050, 1);

        RunReport report = failed.engine(Client.alive()).recover(Duration.ZERO);

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems())
                .extracting(problem -> problem.type())
                .containsExactly(EngineMessage.STILL_ENDING, EngineMessage.UNDO_FAILED);
    }

    /** One in which something of another plan could not be undone. */
    private static World failed() {
        World world = Examples.world();
        world.server().faults().refuse("RENAME TABLE core.old_logs TO core.logs", 1050, 1);
        assertThat(world.run(OTHER).result()).isEqualTo(Result.BROKEN);
        return world;
    }
}
