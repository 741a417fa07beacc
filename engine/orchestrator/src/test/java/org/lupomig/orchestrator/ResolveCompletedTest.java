package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.lupomig.model.diagnostic.MessageType;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.Lifecycle;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.recovery.Resolve;
import org.lupomig.orchestrator.recovery.Resolve.As;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/**
 * A completed batch that a person has taken back by hand: that is recorded, whole or not at all, and nothing is sent.
 */
class ResolveCompletedTest {
    private static final Plan PLAN = plan(RollbackClass.A);

    private static Plan plan(RollbackClass rollbackClass) {
        return PlanText.plan("p")
                .batch("b", batch -> batch.rollback(rollbackClass)
                        .step("first", "CREATE TABLE core.a (id)")
                        .step("second", step -> step.sql("CREATE TABLE core.b (id)")
                                .requires("first")))
                .batch("c", batch -> batch.requires("b").step("third", "CREATE TABLE core.c (id)"))
                .build();
    }

    private static World ran(Plan plan) {
        World world = Examples.world();
        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);
        return world;
    }

    private static World takenBack() {
        World world = ran(PLAN);
        assertThat(world.rollback("p", "c").result()).isEqualTo(Result.DONE);
        world.server().run("DROP TABLE core.a", "DROP TABLE core.b");
        return world;
    }

    private static RunReport resolve(World world, String batch, String step, As as) {
        return resolve(world.engine(Client.alive()), batch, step, as);
    }

    private static RunReport resolve(Engine engine, String batch, String step, As as) {
        return engine.resolve(
                new Resolve(new Address("p", batch, step), as, "the disk was needed", false, () -> true),
                Duration.ZERO);
    }

    private static List<MessageType> problems(RunReport report) {
        assertThat(report.result()).isEqualTo(Result.REFUSED);
        return report.problems().stream().map(Problem::type).toList();
    }

    @Test
    void itIsRecordedAndRunsAgain() {
        World world = takenBack();
        int sent = world.sent().size();

        RunReport report = resolve(world, "b", "", As.ROLLED_BACK);

        assertThat(report.result()).as(report.toString()).isEqualTo(Result.DONE);
        assertThat(report.detail()).isEqualTo("each of p.b.first, p.b.second is recorded as rolled back");
        assertThat(world.sent()).hasSize(sent);
        assertThat(world.store().batches("p").get(0).status()).isEqualTo(StepStatus.ROLLED_BACK);
        assertThat(world.store().batches("p").get(0).completedSteps()).isZero();
        assertThat(world.step("p", "b", "first").status()).isEqualTo(StepStatus.ROLLED_BACK);
        JournalEntry last = world.store().journal(report.run()).stream()
                .filter(entry -> entry.lifecycle() == Lifecycle.ROLLED_BACK)
                .findFirst()
                .orElseThrow();
        assertThat(last.previous()).isEqualTo(State.ROLLING_BACK);
        assertThat(last.data()).containsEntry("resolved_as", "rolled back").containsKey("by");
        assertThat(last.data()).containsEntry("because", "the disk was needed");
        assertThat(world.run(PLAN).result()).isEqualTo(Result.DONE);
        assertThat(world.rollback("p", "c").result()).isEqualTo(Result.DONE);
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(Examples.world().server().dump());
    }

    @Test
    void whatIsThereStillIsNotGivenUp() {
        World world = ran(PLAN);
        world.rollback("p", "c");

        assertThat(problems(resolve(world, "b", "", As.ROLLED_BACK))).containsExactly(EngineMessage.NOT_TAKEN_BACK);
        world.server().run("DROP TABLE core.b");
        RunReport half = resolve(world, "b", "", As.ROLLED_BACK);
        assertThat(half.result()).as("what differs is told, and recorded").isEqualTo(Result.DONE);
        assertThat(world.store().journal(half.run()).toString()).contains("core.a was not there and is now");
    }

    @Test
    void itIsNotGoneWhileOthersRestUponIt() {
        World world = ran(PLAN);
        world.server().run("DROP TABLE core.a", "DROP TABLE core.b");

        assertThat(problems(resolve(world, "b", "", As.ROLLED_BACK))).containsExactly(EngineMessage.RESTS_UPON);
        world.server().run("DROP TABLE core.c");
        assertThat(resolve(world, "c", "", As.ROLLED_BACK).result()).isEqualTo(Result.DONE);
        assertThat(resolve(world, "b", "", As.ROLLED_BACK).result()).isEqualTo(Result.DONE);
    }

    @Test
    void oneStepIsRecordedWhereStepsGoBackAlone() {
        World whole = takenBack();
        assertThat(problems(resolve(whole, "b", "second", As.ROLLED_BACK)))
                .containsExactly(EngineMessage.STEP_NOT_ALONE);

        World world = ran(plan(RollbackClass.B));
        world.rollback("p", "c");
        world.server().run("DROP TABLE core.a", "DROP TABLE core.b");
        assertThat(problems(resolve(world, "b", "first", As.ROLLED_BACK))).containsExactly(EngineMessage.RESTS_UPON);
        assertThat(resolve(world, "b", "second", As.ROLLED_BACK).detail())
                .isEqualTo("p.b.second is recorded as rolled back");
        assertThat(world.store().batches("p").get(0).completedSteps()).isEqualTo(1);
        assertThat(resolve(world, "b", "first", As.ROLLED_BACK).result()).isEqualTo(Result.DONE);
        assertThat(world.run(plan(RollbackClass.B)).result()).isEqualTo(Result.DONE);
    }

    @Test
    void whatHasCompletedIsCompleted() {
        World world = takenBack();

        RunReport report = resolve(world, "b", "first", As.COMPLETED);

        assertThat(problems(report)).containsExactly(EngineMessage.NOTHING_TO_RESOLVE);
        assertThat(report.problems().get(0).message()).contains("it is completed");
    }

    @Test
    void aKillLeavesAllOfItOrNothing() {
        Consumer<Engine> resolve = engine -> resolve(engine, "b", "", As.ROLLED_BACK);
        Supplier<World> worlds = ResolveCompletedTest::takenBack;
        int recorded = 0;
        int not = 0;
        for (Crash.Point point : Crash.points(worlds, resolve)) {
            World world = worlds.get();
            int sent = world.sent().size();
            Crash.kill(world, point, resolve);

            RunReport recovery = world.recover();

            assertThat(recovery.problems()).as(point.toString()).isEmpty();
            assertThat(world.sent()).as(point.toString()).hasSize(sent);
            boolean first = world.step("p", "b", "first").status() == StepStatus.ROLLED_BACK;
            assertThat(world.step("p", "b", "second").status() == StepStatus.ROLLED_BACK)
                    .as(point.toString())
                    .isEqualTo(first);
            if (first) {
                recorded++;
            } else {
                not++;
                assertThat(resolve(world, "b", "", As.ROLLED_BACK).result())
                        .as(point.toString())
                        .isEqualTo(Result.DONE);
            }
        }
        assertThat(recorded).isPositive();
        assertThat(not).isPositive();
    }
}
