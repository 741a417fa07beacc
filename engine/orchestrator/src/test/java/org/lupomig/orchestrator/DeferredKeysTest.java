package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lupomig.orchestrator.DumpLoads.PARENT;
import static org.lupomig.orchestrator.DumpLoads.checks;
import static org.lupomig.orchestrator.DumpLoads.loads;
import static org.lupomig.orchestrator.DumpLoads.parent;
import static org.lupomig.orchestrator.DumpLoads.plan;
import static org.lupomig.orchestrator.DumpLoads.unchecked;
import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.number;
import static org.lupomig.orchestrator.sim.Checks.post;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.sim.Checks;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/**
 * A dump that is loaded table by table, each in a step that passes its commit point by itself: the rows of a table may
 * come before those that they refer to. They are judged when these are there, also by a later command.
 */
class DeferredKeysTest {
    private static StepStatus status(World world, String step) {
        return world.step("p", "b", step).status();
    }

    @ParameterizedTest
    @EnumSource(
            value = RollbackClass.class,
            names = {"B", "C", "D"})
    void aLaterStepMayGiveThemWhatTheyReferTo(RollbackClass rollbackClass) {
        World world = unchecked();
        assertThat(world.run(loads(rollbackClass, 2)).result()).isEqualTo(Result.DONE);
        assertThat(checks(world)).containsExactly("parent passed");
        assertThat(world.events())
                .filteredOn(RunEvent.Note.class::isInstance)
                .extracting(Object::toString)
                .anyMatch(note -> note.contains("rows of core.child refer to nothing in core.parent (foreign key up)")
                        && note.contains("when parent has completed"));
    }

    @Test
    void whereItDoesNotAllThatHasCompletedGoesBack() {
        World world = unchecked();
        String before = world.server().dump();
        RunReport report = world.run(loads(RollbackClass.B, 1));
        assertThat(report.problems()).extracting(Problem::type).containsExactly(EngineMessage.NEW_ORPHANS);
        assertThat(report.problems().get(0).message())
                .contains("1 row of core.child refers to nothing", "by its key 2");
        assertThat(report.problems().get(0).location()).isNotNull();
        assertThat(checks(world)).containsExactly("parent failed");
        assertThat(status(world, "child")).isEqualTo(StepStatus.ROLLED_BACK);
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void theLastOfSeveralThatMayIsWaitedFor() {
        World world = unchecked();
        Plan plan = plan(RollbackClass.B, batch -> batch.step("parent", step -> parent(step, 1))
                .step("other", "ALTER TABLE core.jobs ADD COLUMN y")
                .step("rest", step -> step.requires("parent").sql("ALTER TABLE core.parent ADD COLUMN y")));
        RunReport report = world.run(plan);
        assertThat(report.problems()).extracting(Problem::type).containsExactly(EngineMessage.NEW_ORPHANS);
        assertThat(checks(world)).contains("rest failed").doesNotContain("parent failed", "other failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALTER TABLE core.users ADD COLUMN x", "RENAME TABLE core.child TO core.moved"})
    void whereNoneMayTheyAreJudgedAtOnce(String later) {
        World world = unchecked();
        String before = world.server().dump();
        RunReport report = world.run(plan(
                RollbackClass.B,
                batch -> batch.step("later", step -> step.requires("child").sql(later))));
        assertThat(report.problems()).extracting(Problem::type).contains(EngineMessage.NEW_ORPHANS);
        assertThat(checks(world)).containsExactly("child failed");
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aKeyThatHasAnotherNameByThenIsTheSame(int parents) {
        World world = unchecked();
        RunReport report = world.run(plan(RollbackClass.B, batch -> batch.step("named", step -> step.requires("child")
                        .sql("ALTER TABLE core.child DROP FK up, ADD FK up_again REFERENCES core.parent"))
                .step("parent", step -> parent(step.requires("named"), parents))));
        if (parents == 2) {
            assertThat(report.result()).isEqualTo(Result.DONE);
            assertThat(checks(world)).contains("parent passed");
        } else {
            // Here no ALTER of keys is taken back, so that more may follow.
            assertThat(report.problems().get(0).type()).isEqualTo(EngineMessage.NEW_ORPHANS);
            assertThat(report.problems().get(0).message()).contains("foreign key up_again", "by its key 2");
        }
    }

    @Test
    void whereTheTableIsNotThereByThenThatIsAWarning() {
        World world = unchecked();
        Plan plan = loads(RollbackClass.B, 1);
        RunOptions upTo = RunOptions.plain().upTo(new Address("p", "b", "child"));
        assertThat(world.engine(Client.alive()).run(plan, upTo).result()).isEqualTo(Result.DONE);
        world.server().run("RENAME TABLE core.child TO core.moved");
        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);
        assertThat(checks(world)).containsExactly("parent warned");
    }

    /** The key goes with the table that it refers to, and so does what referred to nothing before. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatIsWaitedForOnceMoreIsMeasuredByTheSame(int pet) {
        World world = unchecked();
        world.server()
                .run(
                        "CREATE TABLE core.owner (id, name)",
                        "INSERT INTO core.owner VALUES 1, 2",
                        "CREATE TABLE core.fresh (id)",
                        "CREATE TABLE core.pet (id, FK owned REFERENCES core.owner)",
                        "INSERT INTO core.pet VALUES 1, 2, 9");
        String before = world.server().dump();
        RunReport report = world.run(PlanText.plan("p")
                .batch("b", batch -> batch.rollback(RollbackClass.B)
                        .step("owner", "DELETE FROM core.owner WHERE id = 2")
                        .step("named", step -> step.requires("owner")
                                .sql("RENAME TABLE core.owner TO core.old, core.fresh TO core.owner"))
                        .step("old", step -> step.requires("named")
                                .sql(
                                        "UPDATE core.old SET name = x WHERE id = 1",
                                        "DELETE FROM core.pet WHERE id = " + pet)))
                .build());
        if (pet == 2) {
            assertThat(report.problems()).isEmpty();
            assertThat(report.result()).isEqualTo(Result.DONE);
            assertThat(checks(world)).contains("old passed");
        } else {
            assertThat(report.problems()).extracting(Problem::type).containsExactly(EngineMessage.NEW_ORPHANS);
            assertThat(report.problems().get(0).message()).contains("1 row of core.pet", "by its key 2");
            assertThat(world.server().dump()).isEqualTo(before);
        }
    }

    @Test
    void whatNobodyHasComeToIsJudgedAtTheEndOfTheBatch() {
        World world = unchecked();
        String before = world.server().dump();
        RunReport report = world.run(plan(
                RollbackClass.B,
                batch -> batch.step("parent", step -> parent(step, 2).when(equal(number(1), 2)))));
        assertThat(report.problems()).extracting(Problem::type).containsExactly(EngineMessage.NEW_ORPHANS);
        assertThat(checks(world)).containsExactly(" failed");
        assertThat(world.server().dump()).isEqualTo(before);
    }

    /** The batch has not ended, and the step that is to give them what they refer to may yet be mended. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whereThatStepFailsTheNextRunJudgesThem(int parents) {
        World world = unchecked();
        String before = world.server().dump();
        RunReport first = world.run(plan(
                RollbackClass.B,
                batch -> batch.step("parent", step -> parent(step, 2)
                        .check(Checks.as(RollbackClass.B, post("never", equal(number(1), 2)))))));
        assertThat(first.result()).isEqualTo(Result.UNDONE);
        assertThat(status(world, "child")).isEqualTo(StepStatus.COMPLETED);

        RunReport second = world.run(loads(RollbackClass.B, parents));

        if (parents == 2) {
            assertThat(second.result()).isEqualTo(Result.DONE);
            assertThat(checks(world)).contains("parent passed");
        } else {
            assertThat(second.problems()).extracting(Problem::type).containsExactly(EngineMessage.NEW_ORPHANS);
            assertThat(world.server().dump()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatOneRunLeavesBehindTheNextOneJudges(int parents) {
        World world = unchecked();
        String before = world.server().dump();
        Plan plan = loads(RollbackClass.B, parents);
        RunOptions upTo = RunOptions.plain().upTo(new Address("p", "b", "child"));
        assertThat(world.engine(Client.alive()).run(plan, upTo).result()).isEqualTo(Result.DONE);
        assertThat(checks(world)).isEmpty();

        RunReport rest = world.run(plan);

        assertThat(rest.result()).isEqualTo(parents == 2 ? Result.DONE : Result.UNDONE);
        assertThat(checks(world)).containsExactly(parents == 2 ? "parent passed" : "parent failed");
        if (parents == 1) {
            assertThat(world.server().dump()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatAStepHasLeftThatThePlanHasNoMoreIsJudged(int parents) {
        World world = unchecked();
        String before = world.server().dump();
        RunOptions upTo = RunOptions.plain().upTo(new Address("p", "b", "child"));
        assertThat(world.engine(Client.alive())
                        .run(loads(RollbackClass.B, parents), upTo)
                        .result())
                .isEqualTo(Result.DONE);

        RunReport rest = world.run(PlanText.plan("p")
                .batch("b", batch -> batch.rollback(RollbackClass.B)
                        .step("parent", PARENT, "INSERT INTO core.parent VALUES " + (parents == 1 ? "1" : "1, 2")))
                .build());

        assertThat(checks(world)).containsExactly(parents == 2 ? "parent passed" : "parent failed");
        assertThat(rest.result()).isEqualTo(parents == 2 ? Result.DONE : Result.UNDONE);
        if (parents == 1) {
            assertThat(world.server().dump()).isEqualTo(before);
        }
        assertThat(world.unrest()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whereTheBatchIsOfClassAByThenItsChecksJudgeThem(int parents) {
        World world = unchecked();
        RunOptions upTo = RunOptions.plain().upTo(new Address("p", "b", "child"));
        assertThat(world.engine(Client.alive())
                        .run(loads(RollbackClass.B, parents), upTo)
                        .result())
                .isEqualTo(Result.DONE);

        RunReport rest = world.run(loads(RollbackClass.A, parents));

        assertThat(checks(world)).contains(parents == 2 ? " passed" : " failed");
        assertThat(rest.result()).isEqualTo(parents == 2 ? Result.DONE : Result.UNDONE);
        if (parents == 1) {
            assertThat(rest.problems()).extracting(Problem::type).containsExactly(EngineMessage.NEW_ORPHANS);
            assertThat(status(world, "parent")).isEqualTo(StepStatus.ROLLED_BACK);
        }
    }

    /** Also again: nothing has made up for them since. */
    @Test
    void whereNothingIsPendingThenTheyAreJudgedToo() {
        World world = unchecked();
        RunOptions upTo = RunOptions.plain().upTo(new Address("p", "b", "child"));
        assertThat(world.engine(Client.alive())
                        .run(loads(RollbackClass.B, 1), upTo)
                        .result())
                .isEqualTo(Result.DONE);
        Plan alone = plan(RollbackClass.A, batch -> {});
        for (int i = 0; i < 2; i++) {
            assertThat(world.run(alone).problems())
                    .extracting(Problem::type)
                    .containsExactly(EngineMessage.NEW_ORPHANS);
        }
        world.server().run(PARENT, "INSERT INTO core.parent VALUES 1, 2");
        assertThat(world.run(alone).result()).isEqualTo(Result.DONE);
    }

    /** What others do to its rows from then on is none of the batch's doing. */
    @Test
    void whatWasJudgedIsNotJudgedAgainByTheNextRun() {
        World world = unchecked();
        RunReport first = world.run(plan(RollbackClass.B, batch -> batch.step("parent", step -> parent(step, 2))
                .step("more", step -> step.sql("ALTER TABLE core.users ADD COLUMN x")
                        .check(Checks.as(RollbackClass.B, post("never", equal(number(1), 2)))))));
        assertThat(first.result()).isEqualTo(Result.UNDONE);
        assertThat(status(world, "parent")).isEqualTo(StepStatus.COMPLETED);
        world.server().run("INSERT INTO core.child VALUES 7");

        assertThat(world.run(loads(RollbackClass.B, 2)).result()).isEqualTo(Result.DONE);
        assertThat(checks(world)).contains("parent passed").doesNotContain(" passed", " failed");
    }

    /** Wherever it is killed: the next commands leave no rows that refer to nothing, or nothing at all. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aKillLosesNoneOfThem(int parents) {
        Plan plan = loads(RollbackClass.B, parents);
        World undisturbed = unchecked();
        String before = undisturbed.server().dump();
        undisturbed.run(plan);
        String after = undisturbed.server().dump();
        for (Crash.Point point : Crash.points(DumpLoads::unchecked, engine -> engine.run(plan, RunOptions.plain()))) {
            World world = unchecked();
            Crash.kill(world, point, engine -> engine.run(plan, RunOptions.plain()));
            world.recover();
            RunReport report = world.run(plan);
            assertThat(world.unrest()).as("%s", point).isEmpty();
            assertThat(world.server().dump())
                    .as("%s: %s", point, report.problems())
                    .isEqualTo(parents == 2 ? after : before);
            assertThat(report.result())
                    .as("%s", point)
                    .isIn(parents == 2 ? List.of(Result.DONE, Result.NOTHING_TO_DO) : List.of(Result.UNDONE));
        }
    }
}
