package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lupomig.orchestrator.sim.Checks.before;
import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.plus;
import static org.lupomig.orchestrator.sim.Checks.post;
import static org.lupomig.orchestrator.sim.Checks.pre;
import static org.lupomig.orchestrator.sim.Checks.tables;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry.Kind;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Diamond;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.PlanText.BatchText;
import org.lupomig.orchestrator.sim.World;

/** A batch of which steps have completed and others not goes by what its first run found, whatever comes between. */
class UnfinishedBatchTest {
    private static final RollbackRequest SECOND = new RollbackRequest("p", "b", "s2", null, false, false, false);
    private static final String BEFORE = Examples.world().server().dump();

    private static Plan plan(@Nullable Validation onThird, Consumer<BatchText> more) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    batch.rollback(RollbackClass.B)
                            .step("s1", "DROP TABLE core.logs")
                            .step("s2", "CREATE TABLE core.x (id)")
                            .step("s3", step -> {
                                step.sql("CREATE TABLE core.y (id)");
                                if (onThird != null) {
                                    step.check(onThird);
                                }
                            });
                    more.accept(batch);
                })
                .build();
    }

    private static Plan counted(@Nullable Validation onThird) {
        return plan(onThird, batch -> batch.check(pre("three tables", equal(tables("core"), 3)))
                .check(post("one more than before", equal(tables("core"), plus(before(tables("core")), 1)))));
    }

    private static Plan failing(RollbackClass rollbackClass) {
        return plan(Diamond.never(rollbackClass), batch -> {});
    }

    /** Its first two steps have completed, and the third has failed. */
    private static World begun(Plan plan) {
        World world = Examples.world();
        assertThat(world.run(plan).result()).isEqualTo(Result.UNDONE);
        assertThat(world.step("p", "b", "s2").status()).isEqualTo(StepStatus.COMPLETED);
        return world;
    }

    private static RunReport purge(World world, boolean named) {
        return world.engine(Client.alive())
                .purge(named ? PurgeRequest.of("p", "b", false) : PurgeRequest.expired(false), Duration.ZERO);
    }

    @Test
    void itsChecksGoByTheFirstRunAfterAStepWasRolledBack() {
        World world = begun(counted(Diamond.never(RollbackClass.B)));
        assertThat(world.engine(Client.alive()).rollback(SECOND, Duration.ZERO).result())
                .isEqualTo(Result.DONE);

        RunReport again = world.run(counted(null));

        assertThat(again.problems()).isEmpty();
        assertThat(again.result()).isEqualTo(Result.DONE);
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(BEFORE);
    }

    @Test
    void allOfItGoesBackAfterAStepWasRolledBackAndKilledAnywhere() {
        Supplier<World> setUp = () -> begun(failing(RollbackClass.B));
        Consumer<Engine> rollback = engine -> engine.rollback(SECOND, Duration.ZERO);
        for (Crash.Point point : Crash.differentWorlds(setUp, rollback)) {
            World world = setUp.get();
            Crash.kill(world, point, rollback);

            RunReport again = world.run(failing(RollbackClass.A));

            assertThat(again.result()).as(point.toString()).isEqualTo(Result.UNDONE);
            assertThat(world.server().dump()).as(point.toString()).isEqualTo(BEFORE);
            assertThat(world.unrest()).as(point.toString()).isEmpty();
        }
    }

    @Test
    void aRunThatCouldNotTakeItUpLeavesItsRow() {
        World world = begun(failing(RollbackClass.B));
        BatchRecord row = world.store().batches("p").get(0);
        world.storeFaults()
                .refuse(
                        write -> write instanceof Write.Journal note
                                && note.entry().kind() == Kind.BEFORE,
                        1);

        assertThat(world.run(failing(RollbackClass.A)).problems())
                .extracting(problem -> problem.type())
                .containsExactly(EngineMessage.SERVER_REFUSED);

        assertThat(world.store().batches("p")).containsExactly(row);
        assertThat(world.unrest()).isEmpty();
        assertThat(world.run(failing(RollbackClass.A)).result()).isEqualTo(Result.UNDONE);
        assertThat(world.server().dump()).isEqualTo(BEFORE);
    }

    @Test
    void whatTheNextRunMayNeedDoesNotExpire() {
        World world = begun(failing(RollbackClass.B));
        world.advance(Duration.ofHours(25));

        assertThat(purge(world, false).result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(world.events())
                .contains(new RunEvent.Note("what is kept for p.b stays: its own checks have not passed, and the next"
                        + " run may take it back"));
        assertThat(world.run(failing(RollbackClass.A)).result()).isEqualTo(Result.UNDONE);
        assertThat(world.server().dump()).isEqualTo(BEFORE);
    }

    @Test
    void whatWasPurgedStaysAndIsSaid() {
        World world = begun(failing(RollbackClass.B));
        assertThat(purge(world, true).result()).isEqualTo(Result.DONE);

        RunReport report = world.run(failing(RollbackClass.A));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.detail()).contains("1 of 3 steps has completed and stays; undone: s3; taken back: s2");
        assertThat(world.events()).anySatisfy(event -> assertThat(event.toString())
                .contains("p.b.s1 does not go back: what was kept for that was purged on 2026-01-08")
                .contains("by anna@build, asked for"));
        assertThat(world.step("p", "b", "s1").status()).isEqualTo(StepStatus.COMPLETED);
        World without = Examples.world();
        without.server().run("DROP TABLE core.logs");
        assertThat(world.server().dump()).isEqualTo(without.server().dump());
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void whatThePurgedRestsOnStaysWithIt() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.rollback(RollbackClass.B)
                        .step("s1", "CREATE TABLE core.x (id)")
                        .step("s2", step -> step.requires("s1").sql("DROP TABLE core.logs"))
                        .step("s3", step -> step.sql("CREATE TABLE core.y (id)").check(Diamond.never(RollbackClass.B))))
                .build();
        World world = begun(plan);
        assertThat(purge(world, true).result()).isEqualTo(Result.DONE);
        String now = world.server().dump();
        Plan last = PlanText.plan("p")
                .batch("b", batch -> batch.rollback(RollbackClass.B)
                        .step("s1", "CREATE TABLE core.x (id)")
                        .step("s2", step -> step.requires("s1").sql("DROP TABLE core.logs"))
                        .step("s3", step -> step.sql("CREATE TABLE core.y (id)").check(Diamond.never(RollbackClass.A))))
                .build();

        assertThat(world.run(last).result()).isEqualTo(Result.UNDONE);

        assertThat(world.events())
                .contains(new RunEvent.Note("p.b.s1 does not go back: p.b.s2 has completed upon it, and stays"));
        assertThat(world.server().dump()).isEqualTo(now);
    }

    @Test
    void aStepThatWasRefusedBeforeAnythingKeepsNothingFromExpiring() {
        Plan first = PlanText.plan("p")
                .batch("b", batch -> batch.rollback(RollbackClass.B).step("s1", "DROP TABLE core.logs"))
                .build();
        Plan more = PlanText.plan("p")
                .batch("b", batch -> batch.rollback(RollbackClass.B)
                        .step("s1", "DROP TABLE core.logs")
                        .step("s2", step -> step.sql("CREATE TABLE core.y (id)")
                                .check(pre("nine tables", equal(tables("core"), 9)))))
                .build();
        World world = Examples.world();
        assertThat(world.run(first).result()).isEqualTo(Result.DONE);
        assertThat(world.run(more).result()).isEqualTo(Result.UNDONE);
        assertThat(world.step("p", "b", "s2").status()).isEqualTo(StepStatus.FAILED);
        world.advance(Duration.ofHours(25));

        assertThat(purge(world, false).result()).isEqualTo(Result.DONE);
        assertThat(world.server().held()).isEmpty();
    }
}
