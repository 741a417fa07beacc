package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** What keeps the engine from going on, where going on would lose something or say what is not so. */
class GuardsTest {
    private static final Plan HALF = PlanText.plan("p")
            .batch("b", batch -> batch.step("s", "ALTER TABLE core.users ADD COLUMN x")
                    .step("t", "CREATE TABLE core.broken (id, id)"))
            .build();

    private final World world = Examples.world();
    private final String before = world.server().dump();

    private static Plan plan(String... sql) {
        return PlanText.plan("p").batch("b", batch -> batch.step("s", sql)).build();
    }

    private void theirValuesStay(RunReport report) {
        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems().get(1).message())
                .contains("core.users: column x has values that this batch did not write");
        assertThat(world.server().dump()).contains("x=theirs");
        assertThat(world.sent()).noneMatch(sql -> sql.contains("DROP COLUMN"));
    }

    @Test
    void valuesThatOthersWroteIntoAnAddedColumnStopItsUndo() {
        world.server().faults().strangerBefore("CREATE TABLE core.broken", () -> world.server()
                .update("core.users", "x", "theirs"));

        RunReport report = world.run(HALF);

        theirValuesStay(report);
    }

    @Test
    void valuesThatOthersWroteIntoAnAddedColumnStopAnAuthorsUndoToo() {
        world.server().faults().strangerBefore("CREATE TABLE core.broken", () -> world.server()
                .update("core.users", "x", "theirs"));

        RunReport report = world.run(PlanText.plan("p")
                .batch("b", batch -> batch.step("s", step -> step.sql("ALTER TABLE core.users ADD COLUMN x")
                                .undo("ALTER TABLE core.users DROP COLUMN x"))
                        .step("t", "CREATE TABLE core.broken (id, id)"))
                .build());

        theirValuesStay(report);
    }

    @Test
    void valuesInAColumnThatWasThereBeforeDoNotStopAnUndo() {
        world.server().update("core.users", "name", "theirs");
        String now = world.server().dump();

        RunReport report = world.run(PlanText.plan("p")
                .batch("b", batch -> batch.step(
                                "s", "ALTER TABLE core.users ADD COLUMN IF NOT EXISTS name, ADD COLUMN age")
                        .step("t", "CREATE TABLE core.broken (id, id)"))
                .build());

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(world.server().dump()).isEqualTo(now);
    }

    @Test
    void valuesInAColumnThatIsCalledLikeAKeyThatWasThereStopItsUndo() {
        world.server().faults().strangerBefore("CREATE TABLE core.broken", () -> world.server()
                .update("core.users", "by_name", "theirs"));

        RunReport report = world.run(PlanText.plan("p")
                .batch("b", batch -> batch.step("s", "ALTER TABLE core.users ADD COLUMN by_name")
                        .step("t", "CREATE TABLE core.broken (id, id)"))
                .build());

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(world.server().dump()).contains("by_name=theirs");
    }

    @Test
    void aDefaultSchemaThatIsNotThereBlocksWhatWorksInIt() {
        RunReport report = world.run(plan("USE core", "CREATE TABLE a (id)", "USE gone", "CREATE TABLE b (id)"));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems().get(0).type()).isEqualTo(EngineMessage.NOT_THERE);
        assertThat(report.problems().get(0).message()).isEqualTo("schema gone does not exist");
        assertThat(world.sent()).noneMatch(sql -> sql.startsWith("CREATE TABLE b"));
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void aDefaultSchemaThatIsNotThereBlocksNothingElse() {
        assertThat(world.run(plan("USE gone", "CREATE TABLE core.b (id)")).result())
                .isEqualTo(Result.DONE);
    }

    @Test
    void anUndoThatFailedStaysAProblemWhereItsBatchHadNotEnded() {
        afterAnUndoThatFailed(batch -> batch.ended() == null);
    }

    @Test
    void anUndoThatFailedStaysAProblemWhereItsBatchHadEnded() {
        afterAnUndoThatFailed(batch -> batch.ended() != null);
    }

    /** Kills a run whose undo failed, wherever it has come so far, and asks the next command what it makes of it. */
    private void afterAnUndoThatFailed(Predicate<BatchRecord> chosen) {
        Supplier<World> setUp = () -> {
            World fresh = Examples.world();
            fresh.server().faults().refuse("DROP COLUMN x", 1030, 1);
            return fresh;
        };
        Consumer<Engine> command = engine -> engine.run(HALF, RunOptions.plain());
        int seen = 0;
        for (Point point : Crash.points(setUp, command)) {
            World killed = setUp.get();
            Crash.kill(killed, point, command);
            boolean failed = killed.store().steps("p").stream().anyMatch(step -> step.state() == State.FAILED);
            if (!failed || !killed.store().batches("p").stream().allMatch(chosen)) {
                continue;
            }
            seen++;
            RunReport report = killed.run(HALF);
            assertThat(report.result()).as("%s", point).isEqualTo(Result.BROKEN);
            assertThat(report.problems()).as("%s", point).isNotEmpty();
            assertThat(killed.store().run(1).orElseThrow().status())
                    .as("%s", point)
                    .isEqualTo(RunStatus.BROKEN);
            assertThat(killed.recover().result()).as("%s", point).isEqualTo(Result.DONE);
            assertThat(killed.server().dump()).as("%s", point).isEqualTo(before);
        }
        assertThat(seen).isPositive();
    }

    @Test
    void anUndoThatNamesTheStoreIsRefused() {
        Plan plan = PlanText.plan("p")
                .batch(
                        "b",
                        batch -> batch.step("s", step -> step.sql("CREATE SCHEMA s")
                                .undo("DROP TABLE Lupomig_Orchestration.migration_files")))
                .build();

        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(report.problems().get(0).type()).isEqualTo(EngineMessage.PLAN_TOUCHES_STORE);
        assertThat(world.sent()).isEmpty();
    }
}
