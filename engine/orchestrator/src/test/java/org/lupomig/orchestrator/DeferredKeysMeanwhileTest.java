package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lupomig.orchestrator.DumpLoads.checks;
import static org.lupomig.orchestrator.DumpLoads.loads;
import static org.lupomig.orchestrator.DumpLoads.parent;
import static org.lupomig.orchestrator.DumpLoads.plan;
import static org.lupomig.orchestrator.DumpLoads.unchecked;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Interleaving;
import org.lupomig.orchestrator.sim.World;

/** Between rows that refer to nothing yet and what judges them there may be much: other steps, renames, kills. */
class DeferredKeysMeanwhileTest {
    private static final RunOptions TWO_AT_A_TIME =
            new RunOptions(false, Duration.ZERO, RunOptions.IMAGE_LIMIT, 2, () -> false);

    /** Every how many-th kill is tried of a schedule: a prime, so that each is among those of some. */
    private static final int SOME = 11;

    private static final String DROPS_THE_KEY = "ALTER TABLE core.child DROP FK up";

    private static World upToChild(Plan plan) {
        World world = unchecked();
        RunOptions upTo = RunOptions.plain().upTo(new Address("p", "b", "child"));
        assertThat(world.engine(Client.alive()).run(plan, upTo).result()).isEqualTo(Result.DONE);
        return world;
    }

    private static List<List<Integer>> schedules(Plan plan) {
        List<List<Integer>> all = new ArrayList<>();
        int[] most = {0};
        Interleaving.all(all::add, turns -> {
            World world = unchecked();
            world.takesTurnsBy(turns);
            world.engine(Client.alive()).run(plan, TWO_AT_A_TIME);
            most[0] = Math.max(most[0], turns.most());
        });
        assertThat(most[0]).isEqualTo(2);
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void besideOtherStepsItIsTheSameInEveryOrder(int parents) {
        Plan plan = loads(RollbackClass.B, parents);
        World serial = unchecked();
        String before = serial.server().dump();
        serial.run(plan);
        for (List<Integer> schedule : schedules(plan)) {
            World world = unchecked();
            world.takesTurnsBy(Interleaving.of(schedule));

            RunReport report = world.engine(Client.alive()).run(plan, TWO_AT_A_TIME);

            assertThat(world.unrest()).as("%s", schedule).isEmpty();
            assertThat(checks(world))
                    .as("%s", schedule)
                    .containsExactly(parents == 2 ? "parent passed" : "parent failed");
            assertThat(world.server().dump())
                    .as("%s", schedule)
                    .isEqualTo(parents == 2 ? serial.server().dump() : before);
            if (parents == 1) {
                assertThat(report.problems())
                        .as("%s", schedule)
                        .extracting(Problem::type)
                        .contains(EngineMessage.NEW_ORPHANS);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aKillBesideOtherStepsLosesNoneOfThem(int parents) {
        Plan plan = loads(RollbackClass.B, parents);
        World serial = unchecked();
        String before = serial.server().dump();
        serial.run(plan);
        String after = serial.server().dump();
        int number = 0;
        for (List<Integer> schedule : schedules(plan)) {
            List<Crash.Point> points = Crash.points(() -> turning(schedule), engine -> engine.run(plan, TWO_AT_A_TIME));
            for (int i = number++ % SOME; i < points.size(); i += SOME) {
                Crash.Point point = points.get(i);
                World world = turning(schedule);
                Crash.kill(world, point, engine -> engine.run(plan, TWO_AT_A_TIME));
                world.takesTurnsBy(Interleaving.of(List.of()));
                world.recover();

                RunReport report = world.run(plan);

                String where = schedule + ", " + point + ": " + report;
                assertThat(world.unrest()).as(where).isEmpty();
                assertThat(world.server().dump()).as(where).isEqualTo(parents == 2 ? after : before);
            }
        }
    }

    private static World turning(List<Integer> schedule) {
        World world = unchecked();
        world.takesTurnsBy(Interleaving.of(schedule));
        return world;
    }

    @Test
    void aKeyThatALaterStepDropsCountsNoMore() {
        World world = unchecked();
        RunReport report = world.run(plan(RollbackClass.B, batch -> batch.step(
                        "loose", step -> step.requires("child").sql(DROPS_THE_KEY))
                .step("parent", step -> parent(step.requires("loose"), 1))));

        assertThat(report.problems()).isEmpty();
        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(checks(world)).doesNotContain("parent failed", " failed");
    }

    @Test
    void norOneThatSomebodyDropsBetweenTwoRuns() {
        Plan plan = loads(RollbackClass.B, 1);
        World world = upToChild(plan);
        world.server().run(DROPS_THE_KEY);

        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);

        assertThat(checks(world)).isEmpty();
        assertThat(world.run(plan).result()).isEqualTo(Result.NOTHING_TO_DO);
    }

    @Test
    void whereSomebodyDropsTheTableThatIsAWarning() {
        Plan plan = loads(RollbackClass.B, 1);
        World world = upToChild(plan);
        world.server().run("DROP TABLE core.child");

        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);

        assertThat(checks(world)).containsExactly("parent warned");
    }

    /** They refer to the same table then, and a step that fills it under its new name may mend them. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aLaterStepMayGiveTheTableThatTheyReferToAnotherName(int row) {
        World world = unchecked();
        RunReport report = world.run(renamed(row));

        if (row == 2) {
            assertThat(report.problems()).isEmpty();
            assertThat(report.result()).isEqualTo(Result.DONE);
            assertThat(checks(world)).contains("rest passed");
        } else {
            assertThat(report.problems()).extracting(Problem::type).containsExactly(EngineMessage.NEW_ORPHANS);
            assertThat(report.problems().get(0).message()).contains("in core.real", "by its key 2");
            assertThat(checks(world)).contains("rest failed").doesNotContain("parent failed", "moved failed");
        }
    }

    private static Plan renamed(int row) {
        return plan(RollbackClass.B, batch -> batch.step("parent", step -> parent(step, 1))
                .step("moved", step -> step.requires("parent").sql("RENAME TABLE core.parent TO core.real"))
                .step("rest", step -> step.requires("moved")
                        .sql("ALTER TABLE core.real ADD COLUMN y", "DELETE FROM core.child WHERE id = " + row)));
    }

    @Test
    void soItIsInTheNextRun() {
        Plan plan = renamed(3);
        World world = unchecked();
        RunOptions upTo = RunOptions.plain().upTo(new Address("p", "b", "moved"));
        assertThat(world.engine(Client.alive()).run(plan, upTo).result()).isEqualTo(Result.DONE);
        assertThat(checks(world)).doesNotContain("parent failed", "moved failed");

        assertThat(world.run(plan).problems()).extracting(Problem::type).containsExactly(EngineMessage.NEW_ORPHANS);

        assertThat(checks(world)).contains("rest failed");
    }

    /** What others do to its rows from then on is none of the batch's doing, however the run has ended. */
    @Test
    void whatWasJudgedBeforeAKillIsNotJudgedAgain() {
        Plan plan = loads(RollbackClass.B, 2);
        int behind = 0;
        for (Crash.Point point : Crash.points(DumpLoads::unchecked, engine -> engine.run(plan, RunOptions.plain()))) {
            World world = unchecked();
            Crash.kill(world, point, engine -> engine.run(plan, RunOptions.plain()));
            world.recover();
            if (world.store().steps("p").stream()
                    .noneMatch(
                            step -> step.address().step().equals("parent") && step.status() == StepStatus.COMPLETED)) {
                continue;
            }
            behind++;
            world.server().run("INSERT INTO core.child VALUES 7");

            RunReport report = world.run(plan);

            assertThat(report.result()).as("%s: %s", point, report).isIn(Result.DONE, Result.NOTHING_TO_DO);
            assertThat(world.server().dump()).as("%s", point).contains("7");
            assertThat(world.unrest()).as("%s", point).isEmpty();
        }
        assertThat(behind).isPositive();
    }
}
