package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.number;
import static org.lupomig.orchestrator.sim.Checks.post;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.PlanText;

/** An author's undo of a whole batch: it is taken where a batch that completed goes back whole, and verified. */
class BatchScriptTest extends ScriptedBatch {
    @ParameterizedTest
    @EnumSource(RollbackClass.class)
    void itIsTakenForABatchThatCompletedWhole(RollbackClass rollbackClass) {
        assertThat(rolledBack(plan(rollbackClass, SCRIPT))).containsExactly(SCRIPT);

        assertThat(notes()).isEmpty();
        assertThat(world.events().stream()
                        .filter(RunEvent.Undone.class::isInstance)
                        .map(event -> ((RunEvent.Undone) event).step().step()))
                .containsExactly("move", "shape", "shape", "name", "make", "make");
        assertThat(world.run(plan(rollbackClass, SCRIPT)).result()).isEqualTo(Result.DONE);
    }

    @Test
    void whatHasNoWayBackIsToldAsStaying() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.step("one", "ALTER TABLE core.users ADD COLUMN x")
                        .step("two", step -> step.waived("FLUSH TABLES"))
                        .undo("ALTER TABLE core.users DROP COLUMN x"))
                .build();
        world.run(plan);

        RunReport report = world.rollback("p", "b");

        assertThat(report.result()).as("%s", report).isEqualTo(Result.DONE);
        assertThat(report.detail()).contains("what its statements without a way back have done stays");
        assertThat(notes()).singleElement().asString().contains("is not taken back");
        assertThat(world.events().stream().filter(RunEvent.Undone.class::isInstance))
                .hasSize(1);
    }

    @Test
    void whatTheBatchDidNotMakeIsNotItsToTakeAway() {
        assertThat(rolledBack(plan(RollbackClass.A, "DROP TABLE core.logs"))).doesNotContain("DROP TABLE core.logs");

        assertThat(notes()).singleElement().asString().contains("core.logs was not created by this batch");
    }

    /** Nothing else could take back what had been sent of it. */
    @Test
    void nothingOfItIsSentWhereItIsKnownThatOneOfItsStatementsIsNot() {
        assertThat(rolledBack(plan(RollbackClass.A, REFUSED)))
                .contains("DROP TABLE core.new")
                .doesNotContain(REFUSED[0]);

        assertThat(notes())
                .singleElement()
                .asString()
                .contains(
                        "the undo script of batch b was not begun: ", "name of core.users was not added by this batch");
    }

    @Test
    void aDryRunSaysWhetherItWouldBeRun() {
        world.run(plan(RollbackClass.A, REFUSED));
        world.run(PlanText.plan("q")
                .batch("b", batch -> batch.step("s", "CREATE TABLE core.t (id)").undo("DROP TABLE core.t"))
                .build());
        String now = world.server().dump();

        RunReport refused = world.engine(Client.alive()).rollback("p", "b", true, Duration.ZERO);
        RunReport taken = world.engine(Client.alive()).rollback("q", "b", true, Duration.ZERO);

        assertThat(refused.detail())
                .contains("; the undo script of batch b would not be run: ", "DROP COLUMN name: name of core.users");
        assertThat(taken.detail()).endsWith("; the undo script of batch b would be run");
        assertThat(world.server().dump()).isEqualTo(now);
    }

    /** What it may take away is of all its steps, also where each was committed by itself. */
    @Test
    void aDryRunSaysTheSameOfStepsThatEndedByThemselves() {
        world.run(plan(RollbackClass.B, "DROP TABLE core.fresh", "RENAME TABLE core.works TO core.jobs"));

        RunReport told = world.engine(Client.alive()).rollback("p", "b", true, Duration.ZERO);

        assertThat(told.detail()).endsWith("; the undo script of batch b would be run");
    }

    /** What stands before it in the script may make room for it. */
    @Test
    void aNameThatTheScriptFreesIsNotInItsWay() {
        assertThat(world.run(replacing(
                                "DROP TABLE core.users",
                                "RENAME TABLE core.was TO core.users",
                                "ALTER TABLE core.logs DROP COLUMN z"))
                        .result())
                .isEqualTo(Result.DONE);

        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(notes()).isEmpty();
    }

    @Test
    void aBatchThatChangedRowsGoesBackByItsImages() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> {
                    steps(batch);
                    batch.step("rows", "DELETE FROM core.users WHERE id = 2").undo(SCRIPT);
                })
                .build();

        rolledBack(plan);

        assertThat(notes()).singleElement().asString().contains("is not run: the batch changed rows");
    }

    @Test
    void rowsOfItsOwnGoWithTheirTable() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> {
                    batch.step("first", "CREATE TABLE core.t (id)", "INSERT INTO core.t VALUES 1")
                            .step("then", "ALTER TABLE core.t ADD COLUMN y", "INSERT INTO core.t VALUES 2")
                            .undo("DROP TABLE core.t");
                })
                .build();
        world.run(plan);

        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
        assertThat(notes()).isEmpty();
    }

    @Test
    void rowsThatOthersWroteAreRefusedBeforehand() {
        world.run(plan(RollbackClass.A, SCRIPT));
        world.server().run("INSERT INTO core.fresh VALUES 7");

        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.REFUSED);
    }

    @Test
    void aBatchThatFailsGoesBackByWhatIsDerived() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> {
                    steps(batch);
                    batch.undo("DROP SCHEMA s").check(post("never", equal(number(1), 2)));
                })
                .build();

        assertThat(world.run(plan).result()).isEqualTo(Result.UNDONE);

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(notes()).isEmpty();
        assertThat(world.sent()).last().isEqualTo("DROP SCHEMA s");
    }

    @Test
    void aStepThatGoesBackAloneDoesNotTakeIt() {
        world.run(plan(RollbackClass.B, SCRIPT));
        int sent = world.sent().size();

        RunReport report = world.engine(Client.alive())
                .rollback(new RollbackRequest("p", "b", "move", null, false, false, false), Duration.ZERO);

        assertThat(report.result()).as("%s", report).isEqualTo(Result.DONE);
        assertThat(world.sent().subList(sent, world.sent().size()))
                .containsExactly("RENAME TABLE core.works TO core.jobs");
    }

    @Test
    void whatTheAccountMayNotDoOfItIsSaidBeforeTheRunAndBeforeTheRollback() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.step("s", "CREATE TABLE core.t (id)")
                        .undo("RENAME TABLE core.t TO core.u", "DROP TABLE core.u"))
                .build();
        world.forbidden().add("RENAME TABLE");
        assertThat(world.run(plan).result()).isEqualTo(Result.REFUSED);
        world.forbidden().clear();
        world.run(plan);
        world.forbidden().add("RENAME TABLE");

        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.REFUSED);
    }
}
