package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Validation.Phase;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.PlanText.BatchText;
import org.lupomig.orchestrator.sim.World;

/**
 * What is checked before the commit point though nobody asked for it: without foreign key checks nobody but the engine
 * sees that rows are left which refer to nothing, and an ALTER leaves as many rows as there were.
 */
class ImplicitChecksTest {
    private static final String CHILD = "CREATE TABLE core.child (id, FK up REFERENCES core.parent)";
    private static final String PARENT = "CREATE TABLE core.parent (id)";

    /** Tables of which one row refers to nothing, and sessions that check nothing. */
    private static World unchecked() {
        World world = Examples.world();
        world.server().checkNoReferences();
        world.server()
                .run(
                        "CREATE TABLE core.owner (id)",
                        "INSERT INTO core.owner VALUES 1, 2",
                        "CREATE TABLE core.pet (id, name, FK owned REFERENCES core.owner)",
                        "INSERT INTO core.pet VALUES 1, 2, 9");
        return world;
    }

    private static Plan plan(RollbackClass rollbackClass, Consumer<BatchText> steps) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    batch.rollback(rollbackClass);
                    steps.accept(batch);
                })
                .build();
    }

    private static List<Write.Validated> made(World world) {
        return world.store().others().stream()
                .filter(Write.Validated.class::isInstance)
                .map(Write.Validated.class::cast)
                .toList();
    }

    @Test
    void whatRefersToWhatALaterStepMakesIsNoFailure() {
        World world = unchecked();
        RunReport report = world.run(plan(RollbackClass.A, batch -> batch.step(
                        "child", CHILD, "INSERT INTO core.child VALUES 1")
                .step("parent", step -> step.requires("child").sql(PARENT, "INSERT INTO core.parent VALUES 1"))));
        assertThat(report.result()).isEqualTo(RunReport.Result.DONE);
        assertThat(made(world)).singleElement().satisfies(check -> {
            assertThat(check.type()).isEqualTo("implicit");
            assertThat(check.phase()).isEqualTo(Phase.POST);
            assertThat(check.outcome()).isEqualTo("passed");
            assertThat(check.target().step()).isEmpty();
        });
    }

    @Test
    void rowsThatReferToNothingTakeTheBatchBack() {
        World world = unchecked();
        String before = world.server().dump();
        RunReport report =
                world.run(plan(RollbackClass.A, batch -> batch.step("first", "ALTER TABLE core.users ADD COLUMN x")
                        .step("child", CHILD, PARENT, "INSERT INTO core.child VALUES 1, 2")
                        .step("parent", "INSERT INTO core.parent VALUES 1")));
        assertThat(report.result()).isEqualTo(RunReport.Result.UNDONE);
        assertThat(report.problems()).extracting(Problem::type).containsExactly(EngineMessage.NEW_ORPHANS);
        assertThat(report.problems().get(0).message())
                .contains("1 row of core.child refers to nothing in core.parent")
                .contains("foreign key up")
                .contains("by its key 2");
        assertThat(report.problems().get(0).location()).isNotNull();
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(made(world)).extracting(Write.Validated::outcome).containsExactly("failed");
    }

    @Test
    void thoseThatDidBeforeDoNotCount() {
        World world = unchecked();
        RunReport report = world.run(
                plan(RollbackClass.A, batch -> batch.step("s", "UPDATE core.pet SET name = rex WHERE id = 9")));
        assertThat(report.result()).isEqualTo(RunReport.Result.DONE);
        assertThat(made(world)).extracting(Write.Validated::outcome).containsExactly("passed");
    }

    @Test
    void rowsThatOthersReferToAreMissed() {
        World world = unchecked();
        String before = world.server().dump();
        RunReport report =
                world.run(plan(RollbackClass.A, batch -> batch.step("s", "DELETE FROM core.owner WHERE id = 2")));
        assertThat(report.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("1 row of core.pet refers to nothing in core.owner"));
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void aTableThatIsDroppedForGoodIsMissedToo() {
        World world = unchecked();
        String before = world.server().dump();
        RunReport report = world.run(plan(RollbackClass.A, batch -> batch.step("s", "DROP TABLE core.owner")));
        assertThat(report.problems()).extracting(Problem::type).containsExactly(EngineMessage.NEW_ORPHANS);
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void aTableThatComesBackWithTheSameRowsIsNot() {
        World world = unchecked();
        RunReport report = world.run(plan(
                RollbackClass.A,
                batch -> batch.step(
                        "s",
                        "DROP TABLE core.owner",
                        "DROP TABLE core.pet",
                        "CREATE TABLE core.pet (id, name, FK owned REFERENCES core.owner)",
                        "INSERT INTO core.pet VALUES 1, 2, 9",
                        "CREATE TABLE core.owner (id)",
                        "INSERT INTO core.owner VALUES 1, 2")));
        assertThat(report.result()).isEqualTo(RunReport.Result.DONE);
    }

    @Test
    void aTableThatHasAnotherNameByThenIsTheSame() {
        World world = unchecked();
        RunReport report = world.run(plan(
                RollbackClass.A,
                batch -> batch.step(
                        "s",
                        "ALTER TABLE core.pet ADD COLUMN x",
                        "RENAME TABLE core.pet TO core.animal, core.owner TO core.keeper")));
        assertThat(report.result()).isEqualTo(RunReport.Result.DONE);
        assertThat(made(world)).extracting(Write.Validated::outcome).containsExactly("passed");
    }

    /** Integrity that is lost is a failure of class A, as of a check that says so. */
    @Test
    void aStepWithACommitPointOfItsOwnIsCheckedByItself() {
        World world = unchecked();
        String before = world.server().dump();
        RunReport report =
                world.run(plan(RollbackClass.B, batch -> batch.step("good", "ALTER TABLE core.users ADD COLUMN x")
                        .step("bad", "DELETE FROM core.owner WHERE id = 2")));
        assertThat(report.problems()).extracting(Problem::type).contains(EngineMessage.NEW_ORPHANS);
        assertThat(world.step("p", "b", "bad").status()).isEqualTo(StepStatus.ROLLED_BACK);
        assertThat(world.step("p", "b", "good").status()).isEqualTo(StepStatus.ROLLED_BACK);
        assertThat(made(world))
                .singleElement()
                .satisfies(check -> assertThat(check.target().step()).isEqualTo("bad"));
        assertThat(world.server().dump()).isEqualTo(before);
    }

    /** What is left of it is kept for a person: the undo cannot tell whose it is. */
    @Test
    void rowsThatAnAlterLosesTakeTheBatchBack() {
        World world = Examples.world();
        String before = world.server().dump();
        world.server().faults().losesRows("ALTER TABLE core.fresh");
        RunReport report = world.run(plan(
                RollbackClass.A,
                batch -> batch.step(
                        "s",
                        "CREATE TABLE core.fresh (id)",
                        "INSERT INTO core.fresh VALUES 1, 2",
                        "ALTER TABLE core.fresh ADD COLUMN x")));
        assertThat(report.problems()).extracting(Problem::type).containsExactly(EngineMessage.ROWS_NOT_KEPT_BY_ALTER);
        assertThat(report.problems().get(0).message())
                .contains("core.fresh had 2 rows before ALTER TABLE and has 0 after it");
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(made(world)).extracting(Write.Validated::outcome).containsExactly("failed");
    }

    @Test
    void rowsThatAreCountedAnywayAreCheckedWithoutAQuestion() {
        World world = Examples.world();
        Client client = Client.alive();
        Plan plan = plan(
                RollbackClass.A,
                batch -> batch.step(
                        "s",
                        "CREATE TABLE core.fresh (id)",
                        "INSERT INTO core.fresh VALUES 1, 2",
                        "ALTER TABLE core.fresh ADD COLUMN x"));
        assertThat(world.engine(client).run(plan, RunOptions.plain()).result()).isEqualTo(RunReport.Result.DONE);
        assertThat(made(world)).singleElement().satisfies(check -> {
            assertThat(check.title()).isEqualTo("rows unchanged by DDL");
            assertThat(check.outcome()).isEqualTo("passed");
        });
        assertThat(world.events()).noneMatch(RunEvent.Checked.class::isInstance);
    }

    @Test
    void whereTheyAreAllowedTheyAreCountedAndSaid() {
        World world = unchecked();
        Plan plan = plan(RollbackClass.A, batch -> batch.step(
                        "load", step -> step.allowOrphans().sql(CHILD, PARENT, "INSERT INTO core.child VALUES 1, 2, 3"))
                .step("parent", "INSERT INTO core.parent VALUES 1"));
        assertThat(world.run(plan).result()).isEqualTo(RunReport.Result.DONE);
        assertThat(made(world)).singleElement().satisfies(check -> {
            assertThat(check.outcome()).isEqualTo("warned");
            assertThat(check.detail())
                    .contains("2 rows of core.child refer to nothing in core.parent by up (foreign key up)");
        });
        assertThat(world.events())
                .filteredOn(RunEvent.Checked.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(RunEvent.Checked.class, said -> {
                    assertThat(said.passed()).isTrue();
                    assertThat(said.warnOnly()).isTrue();
                    assertThat(said.detail()).contains("2 rows of core.child");
                });
    }

    @Test
    void aTableThatWasMadeUnderChecksIsWatchedWhereRowsComeWithoutThem() {
        World world = Examples.world();
        world.server().faults().strangerAfter("CREATE TABLE core.child", () -> world.server()
                .checkNoReferences());
        String before = world.server().dump();
        RunReport report = world.run(plan(RollbackClass.A, batch -> batch.step("make", PARENT, CHILD)
                .step("fill", "INSERT INTO core.child VALUES 1")));
        assertThat(report.problems()).extracting(Problem::type).containsExactly(EngineMessage.NEW_ORPHANS);
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void soIsOneWhoseRowsOthersReferToByKeysThatCameLater() {
        World world = Examples.world();
        world.server().faults().strangerAfter("INSERT INTO core.child", () -> world.server()
                .checkNoReferences());
        String before = world.server().dump();
        RunReport report = world.run(
                plan(RollbackClass.A, batch -> batch.step("make", PARENT, "INSERT INTO core.parent VALUES 1, 2")
                        .step("child", CHILD, "INSERT INTO core.child VALUES 1")
                        .step("less", "DELETE FROM core.parent WHERE id = 1")));
        assertThat(report.problems()).extracting(Problem::type).containsExactly(EngineMessage.NEW_ORPHANS);
        assertThat(world.server().dump()).isEqualTo(before);
    }

    /** The one may not speak for the other. */
    @Test
    void whereOneOfTwoStepsDoesNotAllowThemTheyFail() {
        World world = unchecked();
        String before = world.server().dump();
        RunReport report = world.run(plan(RollbackClass.A, batch -> batch.step(
                        "load", step -> step.allowOrphans().sql(CHILD, "INSERT INTO core.child VALUES 1"))
                .step("more", "INSERT INTO core.child VALUES 2")));
        assertThat(report.problems()).extracting(Problem::type).containsExactly(EngineMessage.NEW_ORPHANS);
        assertThat(world.server().dump()).isEqualTo(before);
    }

    /** What was noted before the statement is whole then, and what somebody else holds is not judged over. */
    @ParameterizedTest
    @ValueSource(strings = {"new rows without parents of core.pet", "rows without parents of core.pet"})
    void aLookThatWaitsForALockIsMadeAgain(String look) {
        World world = unchecked();
        world.server().faults().lockWait(look, 3);
        RunReport report = world.run(
                plan(RollbackClass.A, batch -> batch.step("s", "UPDATE core.pet SET name = rex WHERE id = 9")));
        assertThat(report.result()).isEqualTo(RunReport.Result.DONE);
        assertThat(made(world)).extracting(Write.Validated::outcome).containsExactly("passed");
        assertThat(waits(world)).hasSize(3).allSatisfy(wait -> {
            assertThat(wait.inTheWay()).isEqualTo("a reader of 7");
            assertThat(wait.statement()).contains("core.pet");
        });
    }

    @Test
    void whoStaysInTheWayTakesTheBatchBackWhenItsTimeIsUp() {
        World world = unchecked();
        String before = world.server().dump();
        world.server().faults().lockWait("new rows without parents", 1_000);
        RunReport report = world.run(plan(RollbackClass.A, batch -> batch.step(
                        "s",
                        step -> step.timeout(Duration.ofMinutes(2)).sql("UPDATE core.pet SET name = rex WHERE id = 9"))
                .step("t", step -> step.timeout(Duration.ofMinutes(1)).sql("ALTER TABLE core.users ADD COLUMN x"))));
        assertThat(report.result()).isEqualTo(RunReport.Result.UNDONE);
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.type()).isEqualTo(EngineMessage.ORPHANS_NOT_SEEN_IN_TIME);
            assertThat(problem.message()).contains("within 120 s", "Lock wait timeout", "in the way: a reader of 7");
        });
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().limits()).isNotEmpty().allSatisfy(limit -> assertThat(limit)
                .isBetween(Duration.ofMillis(1), Duration.ofMinutes(2)));
    }

    /** That it could not be looked at is no failure of integrity. */
    @Test
    void ofAStepWithACommitPointOfItsOwnOnlyThatGoesBack() {
        World world = unchecked();
        world.server().faults().lockWait("new rows without parents", 1_000);
        RunReport report =
                world.run(plan(RollbackClass.B, batch -> batch.step("good", "ALTER TABLE core.users ADD COLUMN x")
                        .step("slow", "UPDATE core.pet SET name = rex WHERE id = 9")));
        assertThat(report.problems()).extracting(Problem::type).containsExactly(EngineMessage.ORPHANS_NOT_SEEN_IN_TIME);
        assertThat(world.step("p", "b", "good").status()).isEqualTo(StepStatus.COMPLETED);
        assertThat(world.step("p", "b", "slow").status()).isEqualTo(StepStatus.ROLLED_BACK);
    }

    @Test
    void whoAsksToStopIsHeardWhileItWaits() {
        World world = unchecked();
        String before = world.server().dump();
        world.server().faults().lockWait("new rows without parents", 1_000);
        RunReport report = world.run(
                plan(RollbackClass.A, batch -> batch.step("s", "UPDATE core.pet SET name = rex WHERE id = 9")),
                () -> waits(world).size() > 4);
        assertThat(report.problems()).extracting(Problem::type).containsExactly(EngineMessage.STOPPED);
        assertThat(waits(world)).hasSize(5);
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void aLookBeforeAStatementMayTakeNoLongerThanItsStep() {
        World world = unchecked();
        String before = world.server().dump();
        world.server().faults().lockWait("rows without parents", 1_000);
        RunReport report = world.run(plan(
                RollbackClass.A,
                batch -> batch.step("s", step -> step.timeout(Duration.ofMinutes(1))
                        .sql("UPDATE core.pet SET name = rex WHERE id = 9"))));
        assertThat(report.problems()).extracting(Problem::type).containsExactly(EngineMessage.WAITED_TOO_LONG);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().limits())
                .allSatisfy(limit -> assertThat(limit).isBetween(Duration.ofMillis(1), Duration.ofMinutes(1)));
    }

    private static List<RunEvent.Waiting> waits(World world) {
        return world.events().stream()
                .filter(RunEvent.Waiting.class::isInstance)
                .map(RunEvent.Waiting.class::cast)
                .toList();
    }

    @Test
    void underForeignKeyChecksNothingIsAsked() {
        World world = Examples.world();
        Client client = Client.alive();
        Plan plan = plan(RollbackClass.A, batch -> batch.step("s", PARENT, CHILD, "INSERT INTO core.child VALUES 1"));
        assertThat(world.engine(client).run(plan, RunOptions.plain()).result()).isEqualTo(RunReport.Result.DONE);
        assertThat(client.calls()).noneMatch(call -> call.what().contains("without parents"));
        assertThat(made(world)).isEmpty();
    }
}
