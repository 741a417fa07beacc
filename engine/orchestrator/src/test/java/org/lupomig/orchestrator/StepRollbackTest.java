package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** A step of a batch of class B, C or D goes back without the rest. */
class StepRollbackTest {
    private static final Plan PLAN = PlanText.plan("p")
            .batch("b", batch -> batch.step("make", "CREATE SCHEMA s", "CREATE TABLE s.t (id)")
                    .step("drop", "DROP TABLE core.jobs")
                    .step("upon", step -> step.requires("make").sql("CREATE TABLE s.u (id)"))
                    .step("fill", "INSERT INTO s.t VALUES 1"))
            .build();

    private static World ran(RollbackClass rollbackClass) {
        World world = Examples.world();
        assertThat(world.run(PLAN).result()).isEqualTo(Result.DONE);
        PurgeTest.declare(world, rollbackClass);
        return world;
    }

    private static RunReport rollback(
            World world, String step, @Nullable RollbackClass rollbackClass, boolean withDependents) {
        return world.engine(Client.alive())
                .rollback(
                        new RollbackRequest("p", "b", step, rollbackClass, withDependents, false, false),
                        Duration.ZERO);
    }

    private static String without(String... statements) {
        World world = Examples.world();
        world.server().run(statements);
        return world.server().dump();
    }

    private static BatchRecord batch(World world) {
        return world.store().batches("p").get(0);
    }

    @Test
    void itGoesAlone() {
        World world = ran(RollbackClass.B);

        RunReport report = rollback(world, "drop", null, false);

        assertThat(report.problems()).isEmpty();
        assertThat(report.detail()).isEqualTo("step p.b.drop is rolled back: everything is as before it");
        assertThat(world.server().dump())
                .isEqualTo(without(
                        "CREATE SCHEMA s",
                        "CREATE TABLE s.t (id)",
                        "CREATE TABLE s.u (id)",
                        "INSERT INTO s.t VALUES 1"));
        assertThat(world.server().held()).isEmpty();
        assertThat(world.store().others())
                .filteredOn(Write.RolledBack.class::isInstance)
                .extracting(write -> ((Write.RolledBack) write).rollbackClass())
                .containsExactly(RollbackClass.B);
        assertThat(batch(world).completedSteps()).isEqualTo(3);
        assertThat(batch(world).status()).isEqualTo(StepStatus.ROLLED_BACK);
        assertThat(world.store().steps("p"))
                .extracting(StepRecord::status)
                .isEqualTo(List.of(
                        StepStatus.COMPLETED, StepStatus.ROLLED_BACK, StepStatus.COMPLETED, StepStatus.COMPLETED));
        assertThat(rollback(world, "drop", null, false).problems().get(0).type())
                .isEqualTo(EngineMessage.NOT_COMPLETED);
        assertThat(world.unrest()).isEmpty();
        assertThat(world.run(PLAN).result()).isEqualTo(Result.DONE);
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(Examples.world().server().dump());
    }

    @Test
    void theRestGoesBackLater() {
        World world = ran(RollbackClass.C);
        assertThat(rollback(world, "drop", null, false).result()).isEqualTo(Result.DONE);
        world.advance(Duration.ofDays(6));
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(Examples.world().server().dump());
        assertThat(batch(world).completedSteps()).isZero();
    }

    @Test
    void itsWindowIsThatOfItsOwnCompletionAndNoRollbackMakesItLonger() {
        World world = ran(RollbackClass.B);
        world.advance(Duration.ofHours(23));
        assertThat(rollback(world, "drop", null, false).result()).isEqualTo(Result.DONE);
        world.advance(Duration.ofHours(2));
        assertThat(world.rollback("p", "b").problems().get(0).type()).isEqualTo(EngineMessage.WINDOW_CLOSED);
        assertThat(rollback(world, "upon", null, false).problems().get(0).type())
                .isEqualTo(EngineMessage.WINDOW_CLOSED);
    }

    @Test
    void ofClassAItGoesOnlyWithItsBatch() {
        World world = ran(RollbackClass.A);
        assertThat(rollback(world, "drop", null, false).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(EngineMessage.STEP_NOT_ALONE);
                    assertThat(problem.message())
                            .isEqualTo(
                                    "p.b.drop does not go back alone: its batch is of class A, which goes back whole");
                });
        assertThat(rollback(world, "nope", null, false).problems().get(0).type())
                .isEqualTo(EngineMessage.UNKNOWN_STEP);
        assertThat(rollback(world, "drop", RollbackClass.A, false).detail())
                .isEqualTo("batch b is rolled back: everything is as before it");
        assertThat(world.server().dump()).isEqualTo(Examples.world().server().dump());
    }

    @Test
    void whatCompletedUponItGoesWithItWhereThatIsAskedFor() {
        World world = ran(RollbackClass.B);
        assertThat(rollback(world, "make", null, false).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(EngineMessage.STEP_RESTS);
                    assertThat(problem.message()).isEqualTo("p.b.upon has completed upon p.b.make");
                });
        // The rows that another step put into its table are not its own.
        Problem moved = rollback(world, "make", null, true).problems().get(0);
        assertThat(moved.type()).isEqualTo(EngineMessage.MOVED_ON);
        assertThat(moved.message()).contains("it was changed by step p.b.fill, at ");
        assertThat(moved.help()).startsWith("roll back p.b.fill first");
        world.server().run("DELETE FROM s.t WHERE id = 1");
        assertThat(rollback(world, "make", null, true).detail())
                .isEqualTo("steps p.b.make, p.b.upon are rolled back: everything is as before it");
        assertThat(world.server().dump()).isEqualTo(without("DROP TABLE core.jobs"));
    }

    @Test
    void rowsInAnothersTableKeepItFromGoingAlone() {
        World world = ran(RollbackClass.B);
        assertThat(rollback(world, "fill", null, false).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(EngineMessage.STEP_NOT_ALONE);
                    assertThat(problem.message())
                            .isEqualTo(
                                    "p.b.fill does not go back alone: it changed rows of s.t, which another step of its"
                                            + " batch has made");
                });
    }

    @Test
    void oneThatIsKilledIsBroughtToItsEnd() {
        Consumer<Engine> rollback = engine ->
                engine.rollback(new RollbackRequest("p", "b", "drop", null, false, false, false), Duration.ZERO);
        String before = ran(RollbackClass.B).server().dump();
        String after = without(
                "CREATE SCHEMA s", "CREATE TABLE s.t (id)", "CREATE TABLE s.u (id)", "INSERT INTO s.t VALUES 1");
        for (Point point : Crash.points(() -> ran(RollbackClass.B), rollback)) {
            World world = ran(RollbackClass.B);
            Crash.kill(world, point, rollback);
            RunReport again = rollback(world, "drop", null, false);
            assertThat(again.problems()).as(point.toString()).allSatisfy(problem -> assertThat(problem.type())
                    .isEqualTo(EngineMessage.NOT_COMPLETED));
            assertThat(world.server().dump())
                    .as(point.toString())
                    .isEqualTo(after)
                    .isNotEqualTo(before);
            assertThat(batch(world).completedSteps()).as(point.toString()).isEqualTo(3);
            assertThat(world.unrest()).as(point.toString()).isEmpty();
        }
    }
}
