package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lupomig.orchestrator.sim.Checks.before;
import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.number;
import static org.lupomig.orchestrator.sim.Checks.plus;
import static org.lupomig.orchestrator.sim.Checks.post;
import static org.lupomig.orchestrator.sim.Checks.pre;
import static org.lupomig.orchestrator.sim.Checks.tables;
import static org.lupomig.orchestrator.sim.Diamond.completed;
import static org.lupomig.orchestrator.sim.Diamond.looks;
import static org.lupomig.orchestrator.sim.Diamond.never;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Diamond;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** A run that is asked for one step does that step and what it rests on, and leaves the rest to a later one. */
class UpToStepTest {
    private static final Set<String> ALL = new TreeSet<>(Diamond.STEPS);

    private final World world = Examples.world();

    private static RunOptions upTo(String batch, String step) {
        return RunOptions.plain().upTo(new Address("p", batch, step));
    }

    private RunReport run(Plan plan, String batch, String step) {
        return world.engine(Client.alive()).run(plan, upTo(batch, step));
    }

    private RunReport dryRun(Plan plan, String batch, String step) {
        return world.engine(Client.alive())
                .run(plan, new RunOptions(true, Duration.ZERO, () -> false).upTo(new Address("p", batch, step)));
    }

    private void is(StepStatus status, Set<String> completed) {
        assertThat(completed(world)).isEqualTo(completed);
        assertThat(world.server().dump()).isEqualTo(looks(completed));
        assertThat(world.unrest()).isEmpty();
        assertThat(batch("b").completedSteps()).isEqualTo(completed.size());
        assertThat(batch("b").status()).isEqualTo(status);
    }

    private BatchRecord batch(String name) {
        return world.store().batches("p").stream()
                .filter(row -> row.batch().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aStepWithWhatItRequiresAndTheRestLater() {
        Plan plan = Diamond.plan(RollbackClass.B, batch -> {});

        RunReport first = run(plan, "b", "b");

        assertThat(first.problems()).isEmpty();
        assertThat(first.result()).isEqualTo(Result.DONE);
        assertThat(first.detail())
                .matches("plan p 1.0: 2 steps in 1 batch done; core was frozen for \\d+ ms;"
                        + " behind p.b.b 3 steps stay pending: b.c, b.d, b.e");
        is(StepStatus.PENDING, Set.of("a", "b"));
        assertThat(world.events())
                .filteredOn(RunEvent.RunStarted.class::isInstance)
                .extracting(event -> ((RunEvent.RunStarted) event).steps())
                .containsExactly(2);

        RunReport again = run(plan, "b", "b");
        assertThat(again.result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(again.detail())
                .isEqualTo("plan p 1.0 has come as far as that already;"
                        + " behind p.b.b 3 steps stay pending: b.c, b.d, b.e");

        assertThat(run(plan, "b", "d").result()).isEqualTo(Result.DONE);
        is(StepStatus.PENDING, Set.of("a", "b", "c", "d"));

        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);
        is(StepStatus.COMPLETED, ALL);
        assertThat(run(plan, "b", "b").detail()).isEqualTo("plan p 1.0 is finished");
    }

    @Test
    void theLastOfThemCompletesTheBatchWithItsChecks() {
        Plan plan = Diamond.plan(
                RollbackClass.B,
                batch -> batch.check(post("as many", equal(plus(before(tables("core")), 1), tables("core")))));
        assertThat(run(plan, "b", "e").result()).isEqualTo(Result.DONE);
        assertThat(world.events()).noneMatch(RunEvent.Checked.class::isInstance);

        RunReport last = run(plan, "b", "d");

        assertThat(last.result()).isEqualTo(Result.DONE);
        assertThat(last.detail()).doesNotContain("pending");
        assertThat(world.events())
                .filteredOn(RunEvent.Checked.class::isInstance)
                .hasSize(1);
        is(StepStatus.COMPLETED, ALL);
    }

    @Test
    void aCheckOfTheBatchTakesBackWhatAnEarlierRunHasCompleted() {
        Plan plan = Diamond.plan(RollbackClass.B, batch -> batch.check(never(RollbackClass.A)));
        assertThat(run(plan, "b", "b").result()).isEqualTo(Result.DONE);
        is(StepStatus.PENDING, Set.of("a", "b"));

        assertThat(world.run(plan).result()).isEqualTo(Result.UNDONE);

        is(StepStatus.ROLLED_BACK, Set.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "c", "d"})
    void aBatchOfClassAIsNotParted(String step) {
        Plan plan = Diamond.plan(RollbackClass.A, batch -> {});

        for (RunReport report : List.of(dryRun(plan, "b", step), run(plan, "b", step))) {
            assertThat(report.result()).isEqualTo(Result.REFUSED);
            assertThat(report.problems())
                    .singleElement()
                    .extracting(Problem::type)
                    .isEqualTo(EngineMessage.PART_OF_A_WHOLE);
        }
        assertThat(world.engine(Client.alive())
                        .judge(plan, new Address("p", "b", step))
                        .result())
                .isEqualTo(Result.REFUSED);
        assertThat(world.store().batches("p")).isEmpty();
        assertThat(world.server().dump()).isEqualTo(looks(Set.of()));
    }

    @Test
    void whyAndWhatToDoIsSaid() {
        Problem problem = run(Diamond.plan(RollbackClass.A, batch -> {}), "b", "b")
                .problems()
                .get(0);

        assertThat(problem.message())
                .isEqualTo("--to p.b.b would leave c, d, e of batch b behind, which is of class A: its steps are"
                        + " committed at once, or not at all");
        assertThat(problem.help())
                .isEqualTo("give --to p.b.e, its last step, which stands for all of it, or leave --to away.");
    }

    @Test
    void theLastStepOfABatchOfClassAStandsForAllOfIt() {
        Plan plan = Diamond.plan(RollbackClass.A, batch -> {});

        assertThat(run(plan, "b", "e").result()).isEqualTo(Result.DONE);

        is(StepStatus.COMPLETED, ALL);
    }

    @Test
    void ofClassAWhatIsLeftOfItCounts() {
        PlanText plan = PlanText.plan("p").batch("b", batch -> batch.step("x", "CREATE TABLE core.x (id)")
                .step("y", step -> step.requires("x").sql("CREATE TABLE core.y (id)")));
        assertThat(world.run(plan.build()).result()).isEqualTo(Result.DONE);
        Plan more = PlanText.plan("p")
                .batch("b", batch -> batch.step("v", "CREATE TABLE core.v (id)")
                        .step("x", "CREATE TABLE core.x (id)")
                        .step("y", step -> step.requires("x").sql("CREATE TABLE core.y (id)")))
                .build();

        assertThat(run(more, "b", "x").result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(run(more, "b", "v").result()).isEqualTo(Result.DONE);
        assertThat(batch("b").completedSteps()).isEqualTo(3);
    }

    /** Four batches; the third requires the first, and a step of it one of the second. */
    private static Plan several() {
        return PlanText.plan("p")
                .batch("one", batch -> batch.rollback(RollbackClass.B)
                        .step("a", "CREATE TABLE core.a (id)")
                        .step("b", "CREATE TABLE core.b (id)"))
                .batch("two", batch -> batch.step("c", "CREATE TABLE core.c (id)")
                        .step("d", "CREATE TABLE core.d (id)"))
                .batch("three", batch -> batch.rollback(RollbackClass.C)
                        .requires("one")
                        .step("e", "CREATE TABLE core.e (id)")
                        .step("f", step -> step.requires("p.two.c").sql("CREATE TABLE core.f (id)")))
                .batch("four", batch -> batch.step("g", "CREATE TABLE core.g (id)"))
                .build();
    }

    @Test
    void whatItsBatchRequiresComesWhole() {
        RunReport report = run(several(), "three", "e");

        assertThat(report.detail())
                .isEqualTo("plan p 1.0: 3 steps in 2 batches done; behind p.three.e 4 steps stay pending:"
                        + " two.c, two.d, three.f, four.g");
        assertThat(completed(world)).containsExactly("a", "b", "e");
        assertThat(batch("one").status()).isEqualTo(StepStatus.COMPLETED);
        assertThat(batch("three").status()).isEqualTo(StepStatus.PENDING);
        assertThat(world.store().batches("p")).extracting(BatchRecord::batch).containsExactly("one", "three");
        assertThat(world.run(several()).result()).isEqualTo(Result.DONE);
        assertThat(completed(world)).containsExactly("a", "b", "c", "d", "e", "f", "g");
    }

    @Test
    void aStepOfABatchOfClassABringsAllOfThat() {
        assertThat(run(several(), "three", "f").result()).isEqualTo(Result.DONE);

        assertThat(completed(world)).containsExactly("a", "b", "c", "d", "f");
        assertThat(batch("two").status()).isEqualTo(StepStatus.COMPLETED);
    }

    @Test
    void aDryRunSaysTheSame() {
        String before = world.server().dump();

        RunReport report = dryRun(several(), "three", "e");

        assertThat(report.detail())
                .isEqualTo("dry run: 3 steps with 3 statements would run; behind p.three.e 4 steps would stay pending:"
                        + " two.c, two.d, three.f, four.g; nothing was changed");
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.store().plans()).isEmpty();
    }

    @Test
    void whatIsCheckedBeforeABatchIsNotCheckedWithinIt() {
        Plan plan = Diamond.plan(RollbackClass.B, batch -> batch.check(pre("three tables", equal(tables("core"), 3))));
        assertThat(dryRun(plan, "b", "a").result()).isEqualTo(Result.DONE);
        run(plan, "b", "a");
        assertThat(world.facts().tableCount("core")).isEqualTo(4);

        assertThat(world.dryRun(plan).problems()).isEmpty();
        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);
    }

    @Test
    void aPlanThatImportsItWaitsForAllOfIt() {
        Plan second = PlanText.plan("q")
                .imports("p", "one", "two", "three", "four")
                .batch("x", batch -> batch.step("x", "CREATE TABLE core.x (id)"))
                .build();
        run(several(), "one", "a");
        run(several(), "one", "b");

        RunReport report = world.run(second);

        assertThat(report.problems())
                .extracting(Problem::message)
                .containsExactly("plan q needs the completed plan p, of which 3 batches have not completed here:"
                        + " four, three, two");
        world.run(several());
        assertThat(world.run(second).result()).isEqualTo(Result.DONE);
    }

    @Test
    void whatIsPartlyRunIsRolledBackAndRunAgain() {
        Plan plan = Diamond.plan(RollbackClass.B, batch -> batch.undo("DROP TABLE core.none"));
        run(plan, "b", "b");

        RunReport back = world.rollback("p", "b");

        assertThat(back.problems()).isEmpty();
        assertThat(back.result()).isEqualTo(Result.DONE);
        is(StepStatus.ROLLED_BACK, Set.of());
        assertThat(run(plan, "b", "b").result()).isEqualTo(Result.DONE);
        is(StepStatus.PENDING, Set.of("a", "b"));
    }

    @Test
    void oneThatFailsGoesBackAndTheOthersStayPending() {
        Plan plan = Diamond.plan(RollbackClass.B, "b", never(RollbackClass.B), batch -> {});

        RunReport report = run(plan, "b", "b");

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        is(StepStatus.FAILED, Set.of("a"));
        assertThat(report.detail()).contains("1 of 5 steps has completed and stays; undone: b");
        assertThat(run(Diamond.plan(RollbackClass.B, batch -> {}), "b", "b").result())
                .isEqualTo(Result.DONE);
        is(StepStatus.PENDING, Set.of("a", "b"));
    }

    @Test
    void aSkippedStepIsEnoughForOneThatRequiresIt() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.rollback(RollbackClass.B)
                        .step("s", step -> step.when(equal(number(1), 2)).sql("CREATE TABLE core.s (id)"))
                        .step("t", step -> step.requires("s").sql("CREATE TABLE core.t (id)"))
                        .step("u", "CREATE TABLE core.u (id)"))
                .build();

        assertThat(run(plan, "b", "s").result()).isEqualTo(Result.DONE);
        assertThat(batch("b").completedSteps()).isZero();
        assertThat(run(plan, "b", "t").result()).isEqualTo(Result.DONE);

        assertThat(completed(world)).containsExactly("t");
        assertThat(batch("b").status()).isEqualTo(StepStatus.PENDING);
    }

    @Test
    void killedEverywhereTheNextRunNeedsNothingOfIt() {
        Plan plan = Diamond.plan(RollbackClass.B, batch -> {});
        Consumer<Engine> command = engine -> engine.run(plan, upTo("b", "b"));
        List<Point> points = Crash.points(Examples::world, command);
        assertThat(points).hasSizeGreaterThan(50);
        for (Point point : points) {
            World killed = Examples.world();
            Crash.kill(killed, point, command);

            RunReport report = killed.recover();

            assertThat(report.result()).as("%s: %s", point, report.problems()).isIn(Result.DONE, Result.NOTHING_TO_DO);
            assertThat(killed.unrest()).as(point.toString()).isEmpty();
            Set<String> done = completed(killed);
            assertThat(done).as(point.toString()).isSubsetOf("a", "b");
            assertThat(killed.server().dump()).as(point.toString()).isEqualTo(looks(done));
            assertThat(killed.run(plan).result()).as(point.toString()).isEqualTo(Result.DONE);
            assertThat(completed(killed)).as(point.toString()).isEqualTo(ALL);
            assertThat(killed.server().dump()).as(point.toString()).isEqualTo(looks(ALL));
            assertThat(killed.unrest()).as(point.toString()).isEmpty();
        }
    }

    /** What goes on with a run that was killed, without a recovery before it. */
    private static void goesOn(World killed, Point point, Plan plan, RunOptions options, Set<String> end) {
        RunReport report = killed.engine(Client.alive()).run(plan, options);
        assertThat(report.result()).as("%s: %s", point, report.problems()).isIn(Result.DONE, Result.NOTHING_TO_DO);
        assertThat(completed(killed)).as(point.toString()).isEqualTo(end);
        assertThat(killed.server().dump()).as(point.toString()).isEqualTo(looks(end));
        assertThat(killed.unrest()).as(point.toString()).isEmpty();
        if (report.result() == Result.DONE) {
            // who has nothing to do does not ask for locks, and so takes none out that a dead one has left
            assertThat(killed.store().locks().holders()).as(point.toString()).isEmpty();
        }
    }

    @Test
    void killedUponStepsOfAnEarlierRunItIsGoneOnWithByAnyOther() {
        Plan plan = Diamond.plan(
                RollbackClass.B,
                batch -> batch.check(post("as many", equal(plus(before(tables("core")), 1), tables("core")))));
        Supplier<World> setUp = () -> {
            World begun = Examples.world();
            assertThat(begun.engine(Client.alive()).run(plan, upTo("b", "b")).result())
                    .isEqualTo(Result.DONE);
            return begun;
        };
        Consumer<Engine> command = engine -> engine.run(plan, upTo("b", "d"));
        List<Point> points = Crash.differentWorlds(setUp, command);
        assertThat(points).hasSizeGreaterThan(20);
        for (Point point : points) {
            World same = setUp.get();
            Crash.kill(same, point, command);
            goesOn(same, point, plan, upTo("b", "d"), Set.of("a", "b", "c", "d"));
            goesOn(same, point, plan, RunOptions.plain(), ALL);

            World whole = setUp.get();
            Crash.kill(whole, point, command);
            goesOn(whole, point, plan, RunOptions.plain(), ALL);

            World other = setUp.get();
            Crash.kill(other, point, command);
            RunReport report = other.engine(Client.alive()).run(plan, upTo("b", "e"));
            assertThat(report.result()).as("%s: %s", point, report.problems()).isEqualTo(Result.DONE);
            assertThat(completed(other)).as(point.toString()).contains("a", "b", "e");
            assertThat(other.server().dump()).as(point.toString()).isEqualTo(looks(completed(other)));
            goesOn(other, point, plan, RunOptions.plain(), ALL);
        }
    }

    @Test
    void killedOnItsWayBackAllThatEarlierOnesHaveCompletedGoesBack() {
        Plan plan = Diamond.plan(RollbackClass.B, batch -> batch.check(never(RollbackClass.A)));
        Supplier<World> setUp = () -> {
            World begun = Examples.world();
            assertThat(begun.engine(Client.alive()).run(plan, upTo("b", "b")).result())
                    .isEqualTo(Result.DONE);
            return begun;
        };
        Consumer<Engine> command = engine -> engine.run(plan, RunOptions.plain());
        for (Point point : Crash.differentWorlds(setUp, command)) {
            World killed = setUp.get();
            Crash.kill(killed, point, command);

            RunReport report = killed.recover();

            assertThat(report.result()).as("%s: %s", point, report.problems()).isIn(Result.DONE, Result.NOTHING_TO_DO);
            Set<String> done = completed(killed);
            assertThat(killed.server().dump()).as(point.toString()).isEqualTo(looks(done));
            assertThat(killed.run(plan).result()).as(point.toString()).isEqualTo(Result.UNDONE);
            assertThat(completed(killed)).as(point.toString()).isEmpty();
            assertThat(killed.server().dump()).as(point.toString()).isEqualTo(looks(Set.of()));
            assertThat(killed.unrest()).as(point.toString()).isEmpty();
        }
    }

    @Test
    void ofClassAKilledEverywhereItIsAllOrNothing() {
        Plan plan = Diamond.plan(RollbackClass.A, batch -> {});
        Consumer<Engine> command = engine -> engine.run(plan, upTo("b", "e"));
        for (Point point : Crash.differentWorlds(Examples::world, command)) {
            World killed = Examples.world();
            Crash.kill(killed, point, command);

            assertThat(killed.recover().result()).as(point.toString()).isIn(Result.DONE, Result.NOTHING_TO_DO);

            Set<String> done = completed(killed);
            assertThat(done).as(point.toString()).isIn(Set.of(), ALL);
            assertThat(killed.server().dump()).as(point.toString()).isEqualTo(looks(done));
            goesOn(killed, point, plan, upTo("b", "e"), ALL);
        }
    }
}
