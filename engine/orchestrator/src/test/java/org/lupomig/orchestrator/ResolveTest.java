package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.Lifecycle;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.recovery.Resolve;
import org.lupomig.orchestrator.recovery.Resolve.As;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** A person says how the objects of steps are whose undo failed: that is recorded, whole or not at all. */
class ResolveTest {
    private static final Plan PLAN = plan("CREATE TABLE core.x (id, id)");
    private static final Plan MENDED = plan("CREATE TABLE core.x (id)");

    private static Plan plan(String last) {
        return PlanText.plan("p")
                .batch("b", batch -> batch.step("first", "ALTER TABLE core.users ADD COLUMN since")
                        .step("second", "RENAME TABLE core.logs TO core.old_logs")
                        .step("third", last))
                .build();
    }

    /** What was renamed cannot get its name back: another table has it. The step before it waits. */
    private static World broken() {
        World world = Examples.world();
        world.server().faults().refuse("RENAME TABLE core.old_logs TO core.logs", 1050, 1);
        assertThat(world.run(PLAN).result()).isEqualTo(Result.BROKEN);
        return world;
    }

    private static Resolve said(String step, As as) {
        return new Resolve(new Address("p", "b", step), as, "it is as it should be", false, () -> true);
    }

    private static RunReport resolve(World world, String step, As as) {
        return world.engine(Client.alive()).resolve(said(step, as), Duration.ZERO);
    }

    private static RunReport retry(World world, String batch, String step) {
        return world.engine(Client.alive()).retry(new Address("p", batch, step), Duration.ZERO);
    }

    private static BatchRecord batch(World world) {
        return world.store().batches("p").get(0);
    }

    private static List<String> warned(World world) {
        List<String> messages = new ArrayList<>();
        for (RunEvent event : world.events()) {
            if (event instanceof RunEvent.Warned warned) {
                messages.add(warned.problem().message());
            }
        }
        return messages;
    }

    @Test
    void whoPutsOneStepBackLetsTheOthersGoBack() {
        World world = broken();
        assertThat(world.step("p", "b", "first").state()).isEqualTo(State.FAILED);
        world.server().run("RENAME TABLE core.old_logs TO core.logs");

        RunReport report = resolve(world, "second", As.ROLLED_BACK);

        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(report.detail()).isEqualTo("p.b.second is recorded as rolled back");
        assertThat(warned(world)).isEmpty();
        assertThat(world.step("p", "b", "second").status()).isEqualTo(StepStatus.ROLLED_BACK);
        assertThat(world.step("p", "b", "first").status()).isEqualTo(StepStatus.FAILED);
        assertThat(batch(world).status()).isEqualTo(StepStatus.FAILED);
        assertThat(world.run(MENDED).result()).isEqualTo(Result.BROKEN);

        assertThat(retry(world, "b", "").detail()).isEqualTo("1 step could be undone now");

        assertThat(world.server().dump()).isEqualTo(Examples.world().server().dump());
        assertThat(batch(world).status()).isEqualTo(StepStatus.ROLLED_BACK);
        assertThat(world.store().runs(1).get(0).status()).isEqualTo(RunStatus.RECOVERED);
        assertThat(retry(world, "", "").result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(world.run(MENDED).result()).isEqualTo(Result.DONE);
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(Examples.world().server().dump());
    }

    @Test
    void whoPutsAllBackToBeforeThePlanIsBelieved() {
        World world = broken();
        world.server().run("RENAME TABLE core.old_logs TO core.logs", "ALTER TABLE core.users DROP COLUMN since");

        assertThat(resolve(world, "", As.ROLLED_BACK).result()).isEqualTo(Result.DONE);

        assertThat(warned(world)).isEmpty();
        assertThat(batch(world).status()).isEqualTo(StepStatus.ROLLED_BACK);
        assertThat(batch(world).completedSteps()).isZero();
        assertThat(world.unrest()).isEmpty();
        assertThat(world.run(MENDED).result()).isEqualTo(Result.DONE);
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(Examples.world().server().dump());
    }

    @Test
    void whatDiffersIsToldAndRecordedAndDecidedByThePerson() {
        World world = broken();

        RunReport dry = world.engine(Client.alive())
                .resolve(
                        new Resolve(new Address("p", "b", ""), As.ROLLED_BACK, "why", true, () -> true), Duration.ZERO);
        RunReport declined = world.engine(Client.alive())
                .resolve(
                        new Resolve(new Address("p", "b", ""), As.ROLLED_BACK, "why", false, () -> false),
                        Duration.ZERO);

        assertThat(dry.detail()).isEqualTo("dry run: each of p.b.first, p.b.second would be recorded as rolled back");
        assertThat(declined.result()).isEqualTo(Result.REFUSED);
        assertThat(world.step("p", "b", "second").state()).isEqualTo(State.FAILED);

        assertThat(resolve(world, "", As.ROLLED_BACK).result()).isEqualTo(Result.DONE);

        assertThat(warned(world))
                .contains("batch p.b is not as it was before it: core.users has another definition now")
                .contains("batch p.b is not as it was before it: core.logs was there and is not now")
                .contains("batch p.b is not as it was before it: core.old_logs was not there and is now");
        assertThat(world.path("p.b.second", 1)).endsWith("rolling_back failed idle");
        JournalEntry last =
                world.store().journal(1).get(world.store().journal(1).size() - 1);
        assertThat(last.lifecycle()).isEqualTo(Lifecycle.ROLLED_BACK);
        assertThat(last.data())
                .containsEntry("resolved_as", "rolled back")
                .containsEntry("by", "anna@build")
                .containsEntry("because", "it is as it should be");
        assertThat((List<?>) last.data().get("differences")).hasSize(3);
        assertThat(world.store().others())
                .anyMatch(write -> write instanceof Write.Alert alert
                        && alert.title().equals("resolved by hand")
                        && alert.message().contains("anna@build says: it is as it should be")
                        && alert.message().contains("core.users has another definition now"))
                .anyMatch(write -> write instanceof Write.RolledBack log
                        && log.reason().equals("resolved by hand as rolled back by anna@build: it is as it should be"));
    }

    @Test
    void whatIsCompletedByHandIsComplete() {
        World world = broken();

        assertThat(resolve(world, "second", As.COMPLETED).problems())
                .extracting(problem -> problem.type())
                .containsExactly(EngineMessage.OTHERS_NOT_UNDONE);
        assertThat(resolve(world, "", As.COMPLETED).result()).isEqualTo(Result.DONE);

        assertThat(warned(world)).isEmpty();
        assertThat(world.step("p", "b", "first").status()).isEqualTo(StepStatus.COMPLETED);
        assertThat(batch(world).status()).isEqualTo(StepStatus.ROLLED_BACK);
        assertThat(batch(world).completedSteps()).isEqualTo(2);
        int sent = world.sent().size();
        assertThat(world.run(MENDED).result()).isEqualTo(Result.DONE);
        assertThat(world.sent().subList(sent, world.sent().size()))
                .noneMatch(sql -> sql.contains("since") || sql.contains("old_logs"));
        assertThat(batch(world).status()).isEqualTo(StepStatus.COMPLETED);
        assertThat(world.run(MENDED).result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(world.rollback("p", "b").problems())
                .extracting(problem -> problem.type())
                .containsOnly(EngineMessage.COMPLETED_BY_HAND);
    }

    @Test
    void aRollbackThatFailedBeforeAnythingCanBeGivenUpAndDoneLater() {
        World world = Examples.world();
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.step("only", "RENAME TABLE core.logs TO core.old_logs"))
                .build();
        world.run(plan);
        String done = world.server().dump();
        world.immortal().add("1");
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.BROKEN);
        assertThat(resolve(world, "only", As.COMPLETED).problems())
                .extracting(problem -> problem.type())
                .containsExactly(EngineMessage.STILL_AT_WORK);
        world.immortal().clear();

        assertThat(resolve(world, "only", As.COMPLETED).result()).isEqualTo(Result.DONE);

        assertThat(world.server().dump()).isEqualTo(done);
        assertThat(batch(world).status()).isEqualTo(StepStatus.COMPLETED);
        assertThat(world.run(plan).result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(Examples.world().server().dump());
    }

    @Test
    void whatHasNotFailedIsNotResolved() {
        World world = Examples.world();
        assertThat(resolve(world, "second", As.ROLLED_BACK).problems())
                .extracting(problem -> problem.type())
                .containsExactly(EngineMessage.UNKNOWN_PLAN);
        world.run(MENDED);

        RunReport step = resolve(world, "second", As.COMPLETED);
        RunReport all = resolve(world, "", As.COMPLETED);

        assertThat(step.result()).isEqualTo(Result.REFUSED);
        assertThat(step.problems().get(0).message())
                .isEqualTo("step p.b.second has nothing to resolve: it is completed");
        assertThat(all.problems().get(0).message())
                .isEqualTo("batch p.b has nothing to resolve: none of its steps has an undo that failed");
        assertThat(resolve(world, "fourth", As.COMPLETED).problems().get(0).message())
                .isEqualTo("step p.b.fourth has nothing to resolve: there is no such step");
    }

    @Test
    void whatTheServerStillWorksOnIsNotResolved() {
        World world = broken();
        world.immortal().add("2");

        RunReport report = resolve(world, "second", As.ROLLED_BACK);

        assertThat(report.problems())
                .extracting(problem -> problem.type())
                .containsExactly(EngineMessage.STILL_AT_WORK);
        assertThat(world.step("p", "b", "second").state()).isEqualTo(State.FAILED);
    }

    @Test
    void whoDoesNotWaitDoesNotWaitForThatEither() {
        World world = broken();
        world.immortal().add("2");
        int before = world.sessionPatience().size();

        resolve(world, "second", As.ROLLED_BACK);

        assertThat(world.sessionPatience()
                        .subList(before, world.sessionPatience().size()))
                .containsExactly(Duration.ofMinutes(1));
    }

    @Test
    void whatWasRecoveredJustNowIsLookedAtOnceMore() {
        Supplier<World> setUp = Examples::world;
        Consumer<Engine> run = engine -> engine.run(PLAN, RunOptions.plain());
        boolean any = false;
        for (Crash.Point point : Crash.differentWorlds(setUp, run)) {
            World world = setUp.get();
            Crash.kill(world, point, run);
            if (!world.store().unfinishedRuns().isEmpty()
                    && !world.store().batches("p").isEmpty()) {
                any = true;
                assertThat(resolve(world, "", As.ROLLED_BACK).problems())
                        .as(point.toString())
                        .extracting(problem -> problem.type())
                        .contains(EngineMessage.JUST_RECOVERED);
                assertThat(world.unrest()).isEmpty();
            }
        }
        assertThat(any).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void killedAnywhereItIsWholeOrNot(As as) {
        Consumer<Engine> command = engine -> engine.resolve(said("", as), Duration.ZERO);
        StepStatus status = as == As.COMPLETED ? StepStatus.COMPLETED : StepStatus.ROLLED_BACK;
        for (Crash.Point point : Crash.points(ResolveTest::broken, command)) {
            World world = broken();
            String before = world.server().dump();
            Crash.kill(world, point, command);

            boolean recorded = world.step("p", "b", "first").status() == status;
            assertThat(world.server().dump()).as(point.toString()).isEqualTo(before);
            assertThat(world.unrest()).as(point.toString()).isEmpty();
            for (String step : List.of("first", "second")) {
                assertThat(world.step("p", "b", step).status())
                        .as(point + " " + step)
                        .isEqualTo(recorded ? status : StepStatus.FAILED);
            }
            assertThat(world.store().runs(1).get(0).status())
                    .as(point.toString())
                    .isEqualTo(recorded ? RunStatus.RECOVERED : RunStatus.BROKEN);
            if (!recorded) {
                assertThat(resolve(world, "", as).result()).as(point.toString()).isEqualTo(Result.DONE);
            }
            assertThat(world.step("p", "b", "second").status())
                    .as(point.toString())
                    .isEqualTo(status);
            long resolved = world.store().journal(1).stream()
                    .filter(entry -> entry.data().containsKey("resolved_as"))
                    .count();
            assertThat(resolved).as(point.toString()).isEqualTo(2);
        }
    }

    @Test
    void aRetryThatIsKilledIsBroughtToItsEnd() {
        Supplier<World> setUp = () -> {
            World world = broken();
            world.server().run("RENAME TABLE core.old_logs TO core.logs");
            assertThat(resolve(world, "second", As.ROLLED_BACK).result()).isEqualTo(Result.DONE);
            return world;
        };
        Consumer<Engine> command = engine -> engine.retry(new Address("p", "b", ""), Duration.ZERO);
        for (Crash.Point point : Crash.points(setUp, command)) {
            World world = setUp.get();
            Crash.kill(world, point, command);

            RunReport report = retry(world, "b", "");

            assertThat(report.result()).as(point.toString()).isIn(Result.DONE, Result.NOTHING_TO_DO);
            assertThat(world.unrest()).as(point.toString()).isEmpty();
            assertThat(world.server().dump())
                    .as(point.toString())
                    .isEqualTo(Examples.world().server().dump());
            assertThat(batch(world).status()).as(point.toString()).isEqualTo(StepStatus.ROLLED_BACK);
            assertThat(world.run(MENDED).result()).as(point.toString()).isEqualTo(Result.DONE);
        }
    }

    @Test
    void recordsThatWereRefusedAreTriedAgain() {
        World world = Examples.world();
        Plan plan = Examples.everyKind().build();
        world.storeFaults().refuse(write -> write instanceof Write.SchemaVersion, 2);
        assertThat(world.run(plan).result()).isEqualTo(Result.BROKEN);
        RunReport said = world.engine(Client.alive())
                .resolve(
                        new Resolve(new Address("phase", "move", ""), As.COMPLETED, "why", false, () -> true),
                        Duration.ZERO);
        assertThat(said.problems())
                .extracting(problem -> problem.type())
                .containsExactly(EngineMessage.RECORDS_NOT_WRITTEN, EngineMessage.JUST_RECOVERED);

        RunReport retried = world.engine(Client.alive()).retry(new Address("phase", "", ""), Duration.ZERO);

        assertThat(retried.result()).isEqualTo(Result.DONE);
        assertThat(world.store().batches("phase").get(0).status()).isEqualTo(StepStatus.COMPLETED);
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void onlyWhatIsAskedForIsTriedAgain() {
        World world = broken();
        assertThat(world.engine(Client.alive())
                        .retry(new Address("q", "", ""), Duration.ZERO)
                        .result())
                .isEqualTo(Result.NOTHING_TO_DO);
        assertThat(world.step("p", "b", "second").state()).isEqualTo(State.FAILED);

        // The step before it rests on the one that is not asked for.
        assertThat(retry(world, "b", "first").result()).isEqualTo(Result.BROKEN);
        assertThat(world.step("p", "b", "first").state()).isEqualTo(State.FAILED);
        // That one goes back now, and the other still waits.
        RunReport second = retry(world, "b", "second");
        assertThat(second.result()).isEqualTo(Result.BROKEN);
        assertThat(second.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .startsWith("p.b.first could not be undone")
                .endsWith("it rests on a step that could not be undone"));
        assertThat(world.step("p", "b", "second").status()).isEqualTo(StepStatus.ROLLED_BACK);

        assertThat(world.engine(Client.alive()).retry(null, Duration.ZERO).result())
                .isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(Examples.world().server().dump());
    }
}
