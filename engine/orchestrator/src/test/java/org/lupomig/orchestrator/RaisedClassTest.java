package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.post;
import static org.lupomig.orchestrator.sim.Checks.tables;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Diamond;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** A batch of which steps have completed one by one, and that is of class A when the next run takes it up. */
class RaisedClassTest {
    private static final String BEFORE = Examples.world().server().dump();

    private static Plan plan(RollbackClass rollbackClass, @Nullable Validation onThird) {
        return PlanText.plan("p")
                .batch("b", batch -> batch.rollback(rollbackClass)
                        .step("s1", "DROP TABLE core.logs")
                        .step("s2", "CREATE TABLE core.x (id, v)", "INSERT INTO core.x VALUES 1")
                        .step("s3", step -> {
                            step.sql("UPDATE core.x SET v = ours WHERE id = 1", "CREATE TABLE core.y (id)");
                            if (onThird != null) {
                                step.check(onThird);
                            }
                        }))
                .build();
    }

    private static Plan raised(boolean fails) {
        return plan(RollbackClass.A, fails ? Diamond.never(RollbackClass.A) : null);
    }

    /** Its first two steps have completed, and the third has failed. */
    private static World begun() {
        World world = Examples.world();
        assertThat(world.run(plan(RollbackClass.B, Diamond.never(RollbackClass.B)))
                        .result())
                .isEqualTo(Result.UNDONE);
        assertThat(world.step("p", "b", "s2").status()).isEqualTo(StepStatus.COMPLETED);
        return world;
    }

    private static BatchRecord batch(World world) {
        return world.store().batches("p").get(0);
    }

    private static void isBefore(World world, String when) {
        assertThat(world.server().dump()).as(when).isEqualTo(BEFORE);
        assertThat(batch(world).status()).as(when).isEqualTo(StepStatus.ROLLED_BACK);
        assertThat(batch(world).completedSteps()).as(when).isZero();
        assertThat(world.store().steps("p")).as(when).allSatisfy(step -> {
            assertThat(step.state()).isEqualTo(State.IDLE);
            assertThat(step.status()).isEqualTo(StepStatus.ROLLED_BACK);
        });
        assertThat(world.unrest()).as(when).isEmpty();
    }

    private static void isHalf(World world, String half, String when) {
        assertThat(world.server().dump()).as(when).isEqualTo(half);
        assertThat(batch(world).status()).as(when).isEqualTo(StepStatus.FAILED);
        assertThat(batch(world).completedSteps()).as(when).isEqualTo(2);
        assertThat(world.unrest()).as(when).isEmpty();
    }

    @Test
    void aStepThatFailsTakesAllOfItBack() {
        World world = begun();

        RunReport report = world.run(raised(true));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.detail()).isEqualTo("batch b failed and is undone: everything is as before it");
        assertThat(world.events()).contains(new RunEvent.Note("this is a failure of class A: s1, s2 go back with it"));
        isBefore(world, "undone");
        assertThat(world.run(raised(false)).result()).isEqualTo(Result.DONE);
    }

    /** The plan has no step any more that is pending. */
    @Test
    void soDoesACheckOfTheBatch() {
        World world = begun();
        Plan without = PlanText.plan("p")
                .batch("b", batch -> batch.step("s1", "DROP TABLE core.logs")
                        .step("s2", "CREATE TABLE core.x (id, v)", "INSERT INTO core.x VALUES 1")
                        .check(post("nine tables", equal(tables("core"), 9))))
                .build();

        assertThat(world.run(without).result()).isEqualTo(Result.UNDONE);

        isBefore(world, "undone");
    }

    @Test
    void whatGoesWellIsCommittedAsAWhole() {
        World world = begun();

        RunReport report = world.run(raised(false));

        assertThat(report.result()).as("%s", report).isEqualTo(Result.DONE);

        assertThat(batch(world).status()).isEqualTo(StepStatus.COMPLETED);
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(BEFORE);
    }

    @Test
    void whoeverAsksToStopLeavesWhatHasCompleted() {
        World world = begun();
        String half = world.server().dump();

        RunReport report = world.run(raised(false), () -> true);

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.detail())
                .isEqualTo("batch b failed in part: 2 of 3 steps have completed before and stay, all else is as before"
                        + " it");
        isHalf(world, half, "stopped");
        assertThat(world.run(raised(false)).result()).isEqualTo(Result.DONE);
    }

    /** All of it, or nothing but what the run has done; and the next one goes on from there. */
    @Test
    void killedAnywhereItIsOneOrTheOther() {
        String half = begun().server().dump();
        Supplier<World> setUp = RaisedClassTest::begun;
        Consumer<Engine> run = engine -> engine.run(raised(true), RunOptions.plain());
        int whole = 0;
        for (Crash.Point point : Crash.points(setUp, run)) {
            World world = setUp.get();
            Crash.kill(world, point, run);

            assertThat(world.recover().problems()).as(point.toString()).isEmpty();

            if (world.server().dump().equals(BEFORE)) {
                whole++;
                isBefore(world, point.toString());
            } else {
                isHalf(world, half, point.toString());
            }
            assertThat(world.run(raised(false)).result()).as(point.toString()).isEqualTo(Result.DONE);
            assertThat(world.unrest()).as(point.toString()).isEmpty();
        }
        assertThat(whole).isGreaterThan(10);
    }

    /** Killed while nothing speaks against it: what has completed stays, whatever the run had done. */
    @Test
    void killedWhileItGoesWellItLeavesWhatHasCompleted() {
        String half = begun().server().dump();
        Consumer<Engine> run = engine -> engine.run(raised(false), RunOptions.plain());
        for (Crash.Point point : Crash.points(RaisedClassTest::begun, run)) {
            World world = begun();
            Crash.kill(world, point, run);

            assertThat(world.recover().problems()).as(point.toString()).isEmpty();

            if (batch(world).status() != StepStatus.COMPLETED) {
                isHalf(world, half, point.toString());
            }
            assertThat(world.run(raised(false)).result()).as(point.toString()).isIn(Result.DONE, Result.NOTHING_TO_DO);
        }
    }

    /** Nothing of what has completed is touched then, and a person who has mended it has the rest taken back. */
    @Test
    void whatOthersHaveWrittenSinceNeedsAPerson() {
        World world = begun();
        world.server().run("INSERT INTO core.x VALUES 99");
        String now = world.server().dump();

        RunReport report = world.run(raised(true));

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(world.server().dump()).isEqualTo(now);
        assertThat(world.step("p", "b", "s1").state()).isEqualTo(State.FAILED);
        assertThat(world.step("p", "b", "s2").state()).isEqualTo(State.FAILED);
        assertThat(world.run(raised(true)).problems().get(0).type()).isEqualTo(EngineMessage.NEEDS_A_PERSON);
        world.server().run("DELETE FROM core.x WHERE id = 99");
        assertThat(world.engine(Client.alive()).retry(null, Duration.ZERO).problems())
                .isEmpty();
        isBefore(world, "retried");
    }
}
