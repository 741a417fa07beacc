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
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.recovery.Resolve;
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
                .map(event -> event instanceof RunEvent.Note note
                        ? note.message()
                        : event instanceof RunEvent.ScriptStopped script ? script.message() : "")
                .filter(message -> !message.isEmpty())
                .toList();
    }

    /** Rolls back what stops on its way; what a person is told. */
    private String stuck(Plan plan) {
        RunReport report = world.run(plan);
        assertThat(report.result()).as("%s", report).isEqualTo(Result.DONE);
        return stuck(world.rollback("p", "b"));
    }

    private String stuck(RunReport report) {
        assertThat(report.result()).as("%s", report).isEqualTo(Result.BROKEN);
        assertThat(notes()).isEmpty();
        assertThat(world.unrest()).isEmpty();
        assertThat(world.store().batches("p").get(0).status()).isEqualTo(StepStatus.FAILED);
        return report.problems().get(0).message();
    }

    private RunReport retry(World of) {
        return of.engine(Client.alive()).retry(new Address("p", "b", ""), Duration.ZERO);
    }

    private void retried() {
        RunReport report = retry(world);
        assertThat(report.result()).as("%s", report).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
        assertThat(world.unrest()).isEmpty();
        assertThat(world.store().steps("p")).allMatch(step -> step.status() == StepStatus.ROLLED_BACK);
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
    void whereItBreaksOffNothingElseIsTakenBackUntilAPersonHasMendedIt() {
        String message = stuck(plan(RollbackClass.A, BREAKS_OFF));

        assertThat(message)
                .contains("the undo script of batch b stopped: ", ": ALTER TABLE core.users DROP COLUMN name: ")
                .contains("name of core.users was not added by this batch", "'lupomig retry p.b'");
        String half = world.server().dump();
        assertThat(half).contains("core.jobs").doesNotContain("core.fresh").isNotEqualTo(before);
        assertThat(stuck(retry(world))).contains("DROP COLUMN name");
        assertThat(world.server().dump()).isEqualTo(half);

        world.server().run("ALTER TABLE core.users DROP COLUMN x", "DROP SCHEMA s");

        retried();
        assertThat(world.run(plan(RollbackClass.A, SCRIPT)).result()).isEqualTo(Result.DONE);
    }

    @Test
    void whatTheServerRefusesIsGoneOnWithWhenItsCauseIsOver() {
        Plan plan = plan(RollbackClass.B, SCRIPT);
        world.run(plan);
        world.server().faults().refuse("DROP COLUMN x", 1064, 1);
        assertThat(stuck(world.rollback("p", "b"))).contains("the server says 1064 refused by the test");
        world.server().run("ALTER TABLE core.users ADD INDEX mended", "ALTER TABLE core.users DROP INDEX mended");
        int sent = world.sent().size();

        retried();

        assertThat(world.sent().subList(sent, world.sent().size())).containsExactly(SCRIPT[1], SCRIPT[2], SCRIPT[3]);
    }

    @Test
    void aStepOfItIsNotTriedAgainAlone() {
        world.run(plan(RollbackClass.A, SCRIPT));
        world.server().faults().refuse("DROP COLUMN x", 1064, 1);
        stuck(world.rollback("p", "b"));
        String half = world.server().dump();

        RunReport report = world.engine(Client.alive()).retry(new Address("p", "b", "move"), Duration.ZERO);

        assertThat(stuck(report)).contains("'lupomig retry p.b' goes on with it");
        assertThat(world.server().dump()).isEqualTo(half);
        retried();
    }

    @Test
    void whatAPersonSaysOfAStepDoesNotKeepItFromBeingGoneOnWith() {
        world.run(plan(RollbackClass.A, SCRIPT));
        world.server().faults().refuse("DROP COLUMN x", 1064, 1);
        stuck(world.rollback("p", "b"));
        Resolve move =
                new Resolve(new Address("p", "b", "move"), Resolve.As.ROLLED_BACK, "it is back", false, () -> true);
        RunReport said = world.engine(Client.alive()).resolve(move, Duration.ZERO);
        assertThat(said.result()).as("%s", said).isEqualTo(Result.DONE);

        retried();
    }

    @Test
    void whereItDoesNotLeadBackItIsSaidWhatDiffers() {
        assertThat(stuck(plan(RollbackClass.A, "DROP TABLE core.fresh", "DROP SCHEMA s")))
                .contains("the undo script of batch b did not lead back: ", "core.jobs was there and is not now")
                .contains("core.users has another definition now", "'lupomig retry p.b' looks");

        world.server().run("RENAME TABLE core.works TO core.jobs");
        assertThat(stuck(retry(world))).doesNotContain("core.jobs").contains("core.users");
        world.server().run("ALTER TABLE core.users DROP COLUMN x");
        retried();
    }

    @Test
    void aTableThatItHasBroughtBackIsNotTakenForTheOneThatAStepMade() {
        String message = stuck(replacing(
                "DROP TABLE core.users",
                "RENAME TABLE core.was TO core.users",
                "ALTER TABLE core.logs DROP COLUMN line"));

        assertThat(message).contains("line of core.logs was not added by this batch");
        assertThat(world.server().held()).isEmpty();
        world.server().run("ALTER TABLE core.logs DROP COLUMN z");
        retried();
    }

    @Test
    void aTableThatAPersonHasBroughtBackIsNotDroppedForTheOneThatAStepMade() {
        world.run(replacing(
                "ALTER TABLE core.logs DROP COLUMN z", "DROP TABLE core.users", "RENAME TABLE core.was TO core.users"));
        world.server().faults().refuse("DROP COLUMN z", 1064, 1);
        stuck(world.rollback("p", "b"));
        world.server().run("DROP TABLE core.users", "RENAME TABLE core.was TO core.users");

        retried();
    }

    /**
     * Without ids the table that is there by its name is known to be the original by nothing but what all looks like.
     */
    @Test
    void whatAPersonHasTakenBackIsLookedAtBeforeAnythingIsSent() {
        world.server().hideTableIds();
        world.run(replacing(
                "ALTER TABLE core.logs DROP COLUMN z", "DROP TABLE core.users", "RENAME TABLE core.was TO core.users"));
        world.server().faults().refuse("RENAME TABLE core.users", 1064, 1);
        assertThat(stuck(world.rollback("p", "b"))).contains("or take the rest back by hand");
        world.server().run("DROP TABLE core.users", "RENAME TABLE core.was TO core.users");
        int sent = world.sent().size();

        retried();

        assertThat(world.sent()).hasSize(sent);
    }

    @Test
    void aTableThatAPersonMayHaveBroughtBackIsLeftWhereTheRestIsNotAsBefore() {
        world.server().hideTableIds();
        world.run(replacing(
                "DROP TABLE core.users", "RENAME TABLE core.was TO core.users", "ALTER TABLE core.logs DROP COLUMN z"));
        world.server().faults().refuse("RENAME TABLE core.users", 1064, 1);
        stuck(world.rollback("p", "b"));
        world.server().run("DROP TABLE core.users", "RENAME TABLE core.was TO core.users");
        String half = world.server().dump();

        assertThat(stuck(retry(world))).contains("core.users may be the one that had its name before this batch");

        assertThat(world.server().dump()).isEqualTo(half);
        world.server().run("ALTER TABLE core.logs DROP COLUMN z");
        retried();
    }

    @Test
    void tablesThatAPersonHasSwappedBackAreNotSwappedOnceMore() {
        String swap = "RENAME TABLE core.users TO core.tmp, core.jobs TO core.users, core.tmp TO core.jobs";
        world.run(PlanText.plan("p")
                .batch("b", batch -> batch.step("swap", swap)
                        .step("more", "ALTER TABLE core.logs ADD COLUMN z")
                        .undo(swap, "ALTER TABLE core.logs DROP COLUMN z"))
                .build());
        world.server().faults().refuse("RENAME TABLE core.users", 1064, 1);
        stuck(world.rollback("p", "b"));
        world.server().run(swap);
        String half = world.server().dump();

        assertThat(stuck(retry(world))).contains("core.users may be the one that had its name before this batch");

        assertThat(world.server().dump()).isEqualTo(half);
        world.server().run("ALTER TABLE core.logs DROP COLUMN z");
        retried();
    }

    /** What passes by itself is gone on with by a command that is about no batch in particular. */
    @ParameterizedTest
    @ValueSource(ints = {1114, 1021})
    void whatPassesIsGoneOnWithByRecover(int code) {
        world.run(plan(RollbackClass.A, SCRIPT));
        world.server().faults().refuse("DROP COLUMN x", code, 1);
        stuck(world.rollback("p", "b"));

        RunReport report = world.recover();

        assertThat(report.result()).as("%s", report).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
        assertThat(world.unrest()).isEmpty();
    }

    private static Plan replacing(String... script) {
        return PlanText.plan("p")
                .batch("b", batch -> batch.step(
                                "swap",
                                "RENAME TABLE core.users TO core.was",
                                "CREATE TABLE core.users (id, name, KEY by_name)")
                        .step("more", "ALTER TABLE core.logs ADD COLUMN z")
                        .undo(script))
                .build();
    }

    @Test
    void aForeignKeyThatItLeavesIsSeen() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.step("one", "ALTER TABLE core.users ADD COLUMN x")
                        .step("two", "ALTER TABLE core.logs ADD FK f REFERENCES core.jobs")
                        .undo("ALTER TABLE core.users DROP COLUMN x"))
                .build();

        assertThat(stuck(plan)).contains("did not lead back: foreign key f of core.logs was not there and is now;");

        world.server().run("ALTER TABLE core.logs DROP FK f");
        retried();
    }

    @Test
    void aForeignKeyThatItDoesNotBringBackIsSeen() {
        world.server().run("ALTER TABLE core.logs ADD FK f REFERENCES core.jobs");
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.step("one", "ALTER TABLE core.users ADD COLUMN x")
                        .step("two", "ALTER TABLE core.logs DROP FK f")
                        .undo("ALTER TABLE core.users DROP COLUMN x"))
                .build();

        assertThat(stuck(plan)).contains("foreign key f of core.logs was there and is not now");
    }

    @Test
    void aForeignKeyThatTheBatchHadMadeBeforeItLookedIsNoDifference() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.step(
                                "one",
                                "ALTER TABLE core.logs ADD FK f REFERENCES core.jobs",
                                "RENAME TABLE core.logs TO core.lines")
                        .step("two", "ALTER TABLE core.jobs ADD COLUMN x")
                        .undo(
                                "ALTER TABLE core.jobs DROP COLUMN x",
                                "RENAME TABLE core.lines TO core.logs",
                                "ALTER TABLE core.logs DROP FK f"))
                .build();
        world.run(plan);

        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(notes()).isEmpty();
    }

    @Test
    void whatATableRefersToIsKnownByTheNameThatItHad() {
        world.server().run("ALTER TABLE core.logs ADD FK f REFERENCES core.jobs");
        String with = world.server().dump();
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.step("one", "RENAME TABLE core.jobs TO core.works")
                        .step("two", "ALTER TABLE core.logs ADD COLUMN x")
                        .undo("ALTER TABLE core.logs DROP COLUMN x", "RENAME TABLE core.works TO core.jobs"))
                .build();
        world.run(plan);

        RunReport report = world.rollback("p", "b");

        assertThat(report.result()).as("%s", report).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(with);
        assertThat(notes()).isEmpty();
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

    @Test
    void killedAnywhereWhereNothingOfItCanBeSent() {
        killed(plan(RollbackClass.A, "DROP TABLE core.logs"));
    }

    @ParameterizedTest
    @EnumSource(
            value = RollbackClass.class,
            names = {"A", "B"})
    void killedAnywhereWhereItBreaksOffItWaitsForAPerson(RollbackClass rollbackClass) {
        Plan plan = plan(rollbackClass, BREAKS_OFF);
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
            killed.recover();
            if (killed.store().batches("p").get(0).status() == StepStatus.COMPLETED) {
                assertThat(killed.server().dump()).as(point.toString()).isEqualTo(after);
                continue;
            }
            assertThat(killed.store().batches("p").get(0).status())
                    .as(point.toString())
                    .isEqualTo(StepStatus.FAILED);
            assertThat(retry(killed).result()).as(point.toString()).isEqualTo(Result.BROKEN);

            killed.server().run("ALTER TABLE core.users DROP COLUMN x", "DROP SCHEMA s");

            assertThat(retry(killed).problems()).as(point.toString()).isEmpty();
            assertThat(killed.server().dump()).as(point.toString()).isEqualTo(before);
            assertThat(killed.unrest()).as(point.toString()).isEmpty();
        }
    }

    @Test
    void killedAnywhereWhileItIsGoneOnWith() {
        Plan plan = plan(RollbackClass.A, SCRIPT);
        Consumer<Engine> again = engine -> engine.retry(new Address("p", "b", ""), Duration.ZERO);
        Supplier<World> halfway = () -> {
            World one = Examples.world();
            one.run(plan);
            one.server().faults().refuse("DROP COLUMN x", 1064, 1);
            one.rollback("p", "b");
            return one;
        };
        for (Point point : Crash.points(halfway, again)) {
            World killed = halfway.get();
            Crash.kill(killed, point, again);

            RunReport recovered = killed.recover();

            assertThat(recovered.problems()).as(point.toString()).isEmpty();
            assertThat(killed.server().dump()).as(point.toString()).isEqualTo(before);
            assertThat(killed.unrest()).as(point.toString()).isEmpty();
        }
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
