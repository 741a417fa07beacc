package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lupomig.orchestrator.sim.Diamond.completed;
import static org.lupomig.orchestrator.sim.Diamond.looks;
import static org.lupomig.orchestrator.sim.Diamond.never;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Diamond;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.World;
import org.lupomig.testkit.Counts;

/**
 * A batch of class B is killed everywhere, whichever of its steps fails, and whatever that takes back: the next command
 * leaves exactly what of its steps the store calls completed, none of them without what it requires, and the plan then
 * ends as if nothing had happened.
 */
@Tag("exhaustive")
class StepwiseCrashTest {
    private static final Counts COUNTS = new Counts("kills of runs of class B, in the simulation");

    @AfterAll
    static void print() {
        COUNTS.print();
    }

    /** Every how many-th fault is tried in every build. */
    private static final int SOME = 13;

    /**
     * What is killed.
     *
     * @param end the steps that have completed when the plan has been run to its end
     */
    record Case(String name, Plan plan, Set<String> end) {
        @Override
        public String toString() {
            return name;
        }

        RunReport run(Engine engine) {
            return engine.run(plan, RunOptions.plain());
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.add(new Case("all go well", Diamond.plan(RollbackClass.B, b -> {}), new TreeSet<>(Diamond.STEPS)));
        for (String step : Diamond.STEPS) {
            cases.add(new Case(
                    step + " fails as B",
                    Diamond.plan(RollbackClass.B, step, never(RollbackClass.B), b -> {}),
                    Diamond.without(step)));
            cases.add(new Case(
                    step + " fails as A",
                    Diamond.plan(RollbackClass.B, step, never(RollbackClass.A), b -> {}),
                    Set.of()));
        }
        cases.addAll(ofTheBatch());
        return cases;
    }

    static List<Case> ofTheBatch() {
        return List.of(
                new Case(
                        "a check of the batch fails as B",
                        Diamond.plan(RollbackClass.B, b -> b.check(never(RollbackClass.B))),
                        Set.of()),
                new Case(
                        "d fails as A, after all others",
                        Diamond.plan(RollbackClass.B, "d", never(RollbackClass.A), b -> {}),
                        Set.of()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void killedOnce(Case example) {
        for (Point point : Crash.points(Examples::world, example::run)) {
            World world = Examples.world();
            Crash.kill(world, point, example::run);
            recovered(world, point.toString());
            ended(world, example, point.toString());
            COUNTS.count("killed once");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void someCallsFail(Case example) {
        fail(example, SOME);
    }

    @ParameterizedTest
    @MethodSource("cases")
    @Tag("soak")
    void eachCallFails(Case example) {
        fail(example, 1);
    }

    private static void fail(Case example, int stride) {
        List<Point> points = Crash.faults(Examples::world, example::run);
        List<String> failures = new ArrayList<>();
        int tried = 0;
        for (int i = Math.floorMod(example.name().hashCode(), stride); i < points.size(); i += stride) {
            Point point = points.get(i);
            World world = Examples.world();
            try {
                Crash.strike(world, point, example::run);
                recovered(world, point.toString());
                ended(world, example, point.toString());
            } catch (AssertionError | RuntimeException e) {
                failures.add(point + ": " + e);
            }
            tried++;
        }
        assertThat(failures).isEmpty();
        new Counts("faults at calls to ports, where " + example)
                .add("points", points.size())
                .add("struck", tried)
                .print();
    }

    @ParameterizedTest
    @MethodSource("ofTheBatch")
    void killedAgainWhileRecovering(Case example) {
        Consumer<Engine> recover = engine -> engine.recover(Duration.ZERO);
        for (Point first : Crash.differentWorlds(Examples::world, example::run)) {
            Supplier<World> killed = () -> {
                World world = Examples.world();
                Crash.kill(world, first, example::run);
                return world;
            };
            for (Point second : Crash.differentWorlds(killed, recover)) {
                World world = killed.get();
                Crash.kill(world, second, recover);
                recovered(world, first + ", then " + second);
                COUNTS.count("killed again in the recovery");
            }
        }
    }

    private static void recovered(World world, String where) {
        RunReport report = world.recover();
        assertThat(report.result()).as("%s: %s", where, report.problems()).isIn(Result.DONE, Result.NOTHING_TO_DO);
        assertThat(world.unrest()).as(where).isEmpty();
        Set<String> completed = completed(world);
        assertThat(Diamond.closed(completed)).as("%s: %s", where, completed).isTrue();
        assertThat(world.server().dump()).as("%s: %s", where, completed).isEqualTo(looks(completed));
        if (!world.store().batches("p").isEmpty()) {
            StepStatus status = world.store().batches("p").get(0).status();
            assertThat(world.store().batches("p").get(0).completedSteps())
                    .as(where)
                    .isEqualTo(completed.size());
            assertThat(status)
                    .as(where)
                    .isIn(
                            completed.isEmpty()
                                    ? List.of(StepStatus.ROLLED_BACK)
                                    : completed.size() < Diamond.STEPS.size()
                                            ? List.of(StepStatus.FAILED)
                                            : List.of(StepStatus.FAILED, StepStatus.COMPLETED));
        }
    }

    private static void ended(World world, Case example, String where) {
        RunReport report = world.run(example.plan());
        boolean well = example.end().size() == Diamond.STEPS.size();
        assertThat(report.result())
                .as("%s: %s", where, report.problems())
                .isIn(well ? List.of(Result.DONE, Result.NOTHING_TO_DO) : List.of(Result.UNDONE));
        assertThat(completed(world)).as(where).isEqualTo(example.end());
        assertThat(world.server().dump()).as(where).isEqualTo(looks(example.end()));
        assertThat(world.unrest()).as(where).isEmpty();
        // a table and an image of rows; an image
        int held = (example.end().contains("b") ? 2 : 0) + (example.end().contains("e") ? 1 : 0);
        assertThat(world.heldUntold()).as(where).hasSize(held);
    }
}
