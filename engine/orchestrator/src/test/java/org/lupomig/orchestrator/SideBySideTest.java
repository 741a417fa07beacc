package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.Interleaving;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.StepText;
import org.lupomig.orchestrator.sim.World;

/**
 * Two steps of three statements each that have nothing in common, worked on side by side in every order in which their
 * statements can reach the server: that ends as if one had come after the other, and whenever the process is killed all
 * is as before, or all is done.
 */
@Tag("exhaustive")
class SideBySideTest {
    private static final String[] ONE = {
        "ALTER TABLE core.users ADD COLUMN one", "CREATE TABLE core.fresh (id)", "INSERT INTO core.fresh VALUES 1"
    };
    private static final String[] TWO = {
        "RENAME TABLE core.logs TO core.lines", "ALTER TABLE core.lines ADD COLUMN two", "CREATE TABLE core.other (id)"
    };
    private static final String REFUSED = "CREATE TABLE core.broken (id, id)";

    private static Plan plan(RollbackClass rollbackClass, String... more) {
        List<String> two = new ArrayList<>(List.of(TWO));
        two.addAll(List.of(more));
        return PlanText.plan("p")
                .batch("b", batch -> batch.rollback(rollbackClass)
                        .freeze("core")
                        .step("one", ONE)
                        .step("two", two.toArray(String[]::new)))
                .build();
    }

    private static RunOptions jobs(int jobs) {
        return new RunOptions(false, Duration.ZERO, RunOptions.IMAGE_LIMIT, jobs, () -> false);
    }

    private static World world(List<Integer> schedule) {
        World world = Examples.world();
        world.takesTurnsBy(Interleaving.of(schedule));
        return world;
    }

    /** Every schedule of a run of a plan. */
    private static List<List<Integer>> schedules(Plan plan) {
        List<List<Integer>> all = new ArrayList<>();
        int[] most = {0};
        Interleaving.all(all::add, turns -> {
            World world = Examples.world();
            world.takesTurnsBy(turns);
            world.engine(Client.alive()).run(plan, jobs(2));
            most[0] = Math.max(most[0], turns.most());
        });
        assertThat(most[0]).isEqualTo(2);
        return all;
    }

    private static Set<String> completed(World world) {
        Set<String> names = new TreeSet<>();
        world.store().steps("p").stream()
                .filter(step -> step.status() == StepStatus.COMPLETED)
                .forEach(step -> names.add(step.address().step()));
        return names;
    }

    /** What the world looks like where exactly these have run, one after the other. */
    private static String looks(Set<String> steps) {
        World world = Examples.world();
        PlanText text = PlanText.plan("q").batch("q", batch -> {
            if (steps.contains("one")) {
                batch.step("one", ONE);
            }
            if (steps.contains("two")) {
                batch.step("two", TWO);
            }
        });
        if (!steps.isEmpty()) {
            world.run(text.build());
        }
        return world.server().dump();
    }

    private static List<String> words(World world) {
        return world.events().stream()
                .filter(event -> !(event instanceof RunEvent.StatementDone))
                .map(event ->
                        event instanceof RunEvent.RunFinished ended ? "ended " + ended.status() : event.toString())
                .map(text -> text.replaceAll("(since|atMillis|downtimeMillis)=\\d+", "$1"))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(RollbackClass.class)
    void everyOrderEndsAsOneAfterTheOther(RollbackClass rollbackClass) {
        Plan plan = plan(rollbackClass);
        World serial = Examples.world();
        serial.run(plan);
        Set<List<String>> sent = new HashSet<>();
        for (List<Integer> schedule : schedules(plan)) {
            World world = world(schedule);
            RunReport report = world.engine(Client.alive()).run(plan, jobs(2));
            assertThat(report.result()).as("%s", schedule).isEqualTo(Result.DONE);
            assertThat(world.server().dump())
                    .as("%s", schedule)
                    .isEqualTo(serial.server().dump());
            assertThat(words(world)).as("%s", schedule).isEqualTo(words(serial));
            assertThat(world.unrest()).as("%s", schedule).isEmpty();
            sent.add(world.sent());
        }
        // Six statements, three of them of the first step: 6! / (3! 3!)
        assertThat(sent).hasSize(20);
    }

    @Test
    void stepsInConflictComeOneAfterTheOther() {
        for (String naming : List.of("one", "two")) {
            Plan plan = PlanText.plan("p")
                    .batch("b", batch -> batch.step("one", step -> named(step.sql(ONE), "one", naming))
                            .step("two", step -> named(step.sql(TWO), "two", naming)))
                    .build();
            int[] most = {0};
            Set<List<String>> sent = new HashSet<>();
            Interleaving.all(schedule -> {}, turns -> {
                World world = Examples.world();
                world.takesTurnsBy(turns);
                assertThat(world.engine(Client.alive()).run(plan, jobs(2)).result())
                        .isEqualTo(Result.DONE);
                most[0] = Math.max(most[0], turns.most());
                sent.add(world.sent());
            });
            List<String> inOrder = new ArrayList<>(List.of(ONE));
            inOrder.addAll(List.of(TWO));
            assertThat(most[0]).as("named by %s", naming).isEqualTo(1);
            assertThat(sent).as("named by %s", naming).containsExactly(inOrder);
        }
    }

    private static void named(StepText step, String name, String naming) {
        if (name.equals(naming)) {
            step.conflicts(name.equals("one") ? "two" : "one");
        }
    }

    @Test
    void itCanBeRolledBackWhateverTheOrderWas() {
        Plan plan = plan(RollbackClass.A);
        for (List<Integer> schedule : schedules(plan)) {
            World world = world(schedule);
            world.engine(Client.alive()).run(plan, jobs(2));
            assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);
            assertThat(world.server().dump()).as("%s", schedule).isEqualTo(looks(Set.of()));
        }
    }

    @Test
    void aFailureOfClassALetsNoOtherStatementBegin() {
        Plan plan = plan(RollbackClass.A, REFUSED);
        for (List<Integer> schedule : schedules(plan)) {
            World world = world(schedule);
            RunReport report = world.engine(Client.alive()).run(plan, jobs(2));
            assertThat(report.result()).as("%s", schedule).isEqualTo(Result.UNDONE);
            assertThat(report.problems()).as("%s", schedule).hasSize(1);
            assertThat(report.problems().get(0).message()).contains("core.broken");
            assertThat(world.server().dump()).as("%s", schedule).isEqualTo(looks(Set.of()));
            assertThat(world.unrest()).as("%s", schedule).isEmpty();
            // What was on its way to the server when the other failed is the only one that comes after it.
            List<String> after = world.sent()
                    .subList(world.sent().indexOf(REFUSED) + 1, world.sent().size());
            assertThat(after.stream().filter(List.of(ONE)::contains))
                    .as("%s", schedule)
                    .hasSizeLessThan(2);
        }
    }

    @Test
    void aFailureOfClassBLeavesTheOther() {
        Plan plan = plan(RollbackClass.B, REFUSED);
        for (List<Integer> schedule : schedules(plan)) {
            World world = world(schedule);
            RunReport report = world.engine(Client.alive()).run(plan, jobs(2));
            assertThat(report.result()).as("%s", schedule).isEqualTo(Result.UNDONE);
            assertThat(completed(world)).as("%s", schedule).containsExactly("one");
            assertThat(world.server().dump()).as("%s", schedule).isEqualTo(looks(Set.of("one")));
            assertThat(world.unrest()).as("%s", schedule).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = RollbackClass.class,
            names = {"A", "B"})
    void killedAnywhereInSomeOrders(RollbackClass rollbackClass) {
        killed(plan(rollbackClass), Set.of("one", "two"), 11);
        killed(plan(rollbackClass, REFUSED), rollbackClass == RollbackClass.A ? Set.of() : Set.of("one"), 17);
    }

    @Tag("soak")
    @ParameterizedTest
    @EnumSource(RollbackClass.class)
    void killedAnywhereInEveryOrder(RollbackClass rollbackClass) {
        killed(plan(rollbackClass), Set.of("one", "two"), 1);
        killed(plan(rollbackClass, REFUSED), rollbackClass == RollbackClass.A ? Set.of() : Set.of("one"), 1);
    }

    private static void killed(Plan plan, Set<String> end, int everyNth) {
        int kills = 0;
        List<List<Integer>> schedules = schedules(plan);
        for (int i = everyNth / 2; i < schedules.size(); i += everyNth) {
            List<Integer> schedule = schedules.get(i);
            List<Point> points = Crash.differentWorlds(() -> world(schedule), engine -> engine.run(plan, jobs(2)));
            for (Point point : points) {
                for (boolean finishes : List.of(false, true)) {
                    String where = schedule + " " + point + (finishes ? ", the server finishes all" : "");
                    World world = world(schedule);
                    Client client = Client.killedAt(point.call(), point.moment());
                    Crash.kill(
                            world,
                            point,
                            finishes ? client.finishingAll() : client,
                            engine -> engine.run(plan, jobs(2)));
                    recovered(world, plan, where);
                    kills++;
                    if (kills % 10 == 0) {
                        RunReport report = world.engine(Client.alive()).run(plan, jobs(1));
                        assertThat(report.result())
                                .as(where)
                                .isIn(
                                        end.size() == 2
                                                ? List.of(Result.DONE, Result.NOTHING_TO_DO)
                                                : List.of(Result.UNDONE));
                        assertThat(world.server().dump()).as(where).isEqualTo(looks(end));
                    }
                }
            }
        }
        assertThat(kills).isGreaterThan(schedules.size() / everyNth);
        System.out.println(kills + " kills in " + (schedules.size() + everyNth / 2) / everyNth + " of "
                + schedules.size() + " orders of two steps side by side");
    }

    private static void recovered(World world, Plan plan, String where) {
        RunReport report = world.recover();
        assertThat(report.result()).as("%s: %s", where, report.problems()).isIn(Result.DONE, Result.NOTHING_TO_DO);
        assertThat(world.unrest()).as(where).isEmpty();
        Set<String> completed = completed(world);
        assertThat(world.server().dump()).as("%s: %s", where, completed).isEqualTo(looks(completed));
        if (plan.batches().get(0).rollbackClass() == RollbackClass.A) {
            assertThat(completed).as(where).isIn(Set.of(), Set.of("one", "two"));
        }
    }
}
