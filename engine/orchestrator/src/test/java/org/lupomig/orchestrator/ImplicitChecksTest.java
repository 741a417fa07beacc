package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
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
    void underForeignKeyChecksNothingIsAsked() {
        World world = Examples.world();
        Client client = Client.alive();
        Plan plan = plan(RollbackClass.A, batch -> batch.step("s", PARENT, CHILD, "INSERT INTO core.child VALUES 1"));
        assertThat(world.engine(client).run(plan, RunOptions.plain()).result()).isEqualTo(RunReport.Result.DONE);
        assertThat(client.calls()).noneMatch(call -> call.what().contains("without parents"));
        assertThat(made(world)).isEmpty();
    }
}
