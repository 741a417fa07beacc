package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.number;
import static org.lupomig.orchestrator.sim.Checks.post;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.PlanText.BatchText;
import org.lupomig.orchestrator.sim.World;

/** An author's undo of a whole batch: it is taken where a batch that completed goes back whole, and verified. */
class BatchScriptTest {
    private static final String[] SCRIPT = {
        "RENAME TABLE core.works TO core.jobs",
        "ALTER TABLE core.users DROP COLUMN x",
        "DROP TABLE core.fresh",
        "DROP SCHEMA s"
    };
    /** It breaks off when it has taken back parts of several steps. */
    private static final String[] BREAKS_OFF = {
        "DROP TABLE core.fresh", "RENAME TABLE core.works TO core.jobs", "ALTER TABLE core.users DROP COLUMN name"
    };

    private final World world = Examples.world();
    private final String before = world.server().dump();

    private static void steps(BatchText batch) {
        batch.step("make", "CREATE SCHEMA s", "CREATE TABLE core.new (id)")
                .step("name", "RENAME TABLE core.new TO core.fresh")
                .step("shape", "ALTER TABLE core.fresh ADD COLUMN y", "ALTER TABLE core.users ADD COLUMN x")
                .step("move", step -> step.sql("RENAME TABLE core.jobs TO core.works")
                        .undo("RENAME TABLE core.works TO core.jobs"));
    }

    private static Plan plan(RollbackClass rollbackClass, String... script) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    steps(batch.rollback(rollbackClass));
                    batch.undo(script);
                })
                .build();
    }

    private List<String> rolledBack(Plan plan) {
        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);
        int sent = world.sent().size();

        RunReport report = world.rollback("p", "b");

        assertThat(report.result()).as("%s", report).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
        assertThat(world.unrest()).isEmpty();
        for (String step : List.of("make", "name", "shape", "move")) {
            assertThat(world.step("p", "b", step).status()).isEqualTo(StepStatus.ROLLED_BACK);
            assertThat(world.path("p.b." + step, report.run())).isEqualTo("idle rolling_back idle");
        }
        return world.sent().subList(sent, world.sent().size());
    }

    private List<String> notes() {
        return world.events().stream()
                .filter(RunEvent.Note.class::isInstance)
                .map(event -> ((RunEvent.Note) event).message())
                .toList();
    }

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
    void oneThatBreaksOffIsHelpedOutStepByStep() {
        rolledBack(plan(RollbackClass.A, BREAKS_OFF));

        assertThat(notes())
                .singleElement()
                .asString()
                .contains("the undo script of batch b stopped", "name of core.users was not added by this batch");
    }

    @Test
    void oneThatDoesNotLeadBackIsHelpedOutStepByStep() {
        rolledBack(plan(RollbackClass.A, "DROP TABLE core.fresh", "DROP SCHEMA s"));

        assertThat(notes()).singleElement().asString().contains("it did not lead back");
    }

    @Test
    void whatTheBatchDidNotMakeIsNotItsToTakeAway() {
        assertThat(rolledBack(plan(RollbackClass.A, "DROP TABLE core.logs"))).doesNotContain("DROP TABLE core.logs");

        assertThat(notes()).singleElement().asString().contains("core.logs was not created by this batch");
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

    @ParameterizedTest
    @EnumSource(
            value = RollbackClass.class,
            names = {"A", "B"})
    void killedAnywhereItIsBroughtToItsEnd(RollbackClass rollbackClass) {
        killed(plan(rollbackClass, SCRIPT));
    }

    @ParameterizedTest
    @EnumSource(
            value = RollbackClass.class,
            names = {"A", "B"})
    void killedAnywhereWhereItBreaksOff(RollbackClass rollbackClass) {
        killed(plan(rollbackClass, BREAKS_OFF));
    }

    private void killed(Plan plan) {
        Consumer<Engine> rollback = engine -> engine.rollback("p", "b", false, Duration.ZERO);
        Supplier<World> ran = () -> {
            World one = Examples.world();
            one.run(plan);
            return one;
        };
        for (Point point : Crash.points(ran, rollback)) {
            World killed = ran.get();
            String after = killed.server().dump();
            Crash.kill(killed, point, rollback);

            RunReport recovered = killed.recover();

            assertThat(recovered.problems()).as(point.toString()).isEmpty();
            boolean begun = killed.store().batches("p").get(0).status() == StepStatus.ROLLED_BACK;
            assertThat(killed.server().dump()).as(point.toString()).isEqualTo(begun ? before : after);
            assertThat(killed.unrest()).as(point.toString()).isEmpty();
            assertThat(killed.run(plan).result())
                    .as(point.toString())
                    .isEqualTo(begun ? Result.DONE : Result.NOTHING_TO_DO);
        }
    }
}
