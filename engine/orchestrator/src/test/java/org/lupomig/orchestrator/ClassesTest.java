package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lupomig.orchestrator.sim.Checks.as;
import static org.lupomig.orchestrator.sim.Checks.before;
import static org.lupomig.orchestrator.sim.Checks.during;
import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.number;
import static org.lupomig.orchestrator.sim.Checks.plus;
import static org.lupomig.orchestrator.sim.Checks.post;
import static org.lupomig.orchestrator.sim.Checks.pre;
import static org.lupomig.orchestrator.sim.Checks.rows;
import static org.lupomig.orchestrator.sim.Checks.tables;
import static org.lupomig.orchestrator.sim.Diamond.completed;
import static org.lupomig.orchestrator.sim.Diamond.looks;
import static org.lupomig.orchestrator.sim.Diamond.never;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.sim.Diamond;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** What goes back when something fails in a batch of class B, C or D, and what of the rest is run. */
class ClassesTest {
    private static final Set<String> ALL = new TreeSet<>(Diamond.STEPS);

    private final World world = Examples.world();

    private BatchRecord batch() {
        return world.store().batches("p").get(0);
    }

    private void is(Set<String> completed) {
        assertThat(completed(world)).isEqualTo(completed);
        assertThat(world.server().dump()).isEqualTo(looks(completed));
        assertThat(world.unrest()).isEmpty();
        assertThat(batch().completedSteps()).isEqualTo(completed.size());
    }

    @Test
    void eachStepPassesACommitPointOfItsOwn() {
        RunReport report = world.run(Diamond.plan(RollbackClass.B, batch -> {}));

        assertThat(report.problems()).isEmpty();
        assertThat(report.result()).isEqualTo(Result.DONE);
        is(ALL);
        assertThat(batch().status()).isEqualTo(StepStatus.COMPLETED);
        for (String step : Diamond.STEPS) {
            assertThat(world.path("p.b." + step, report.run())).isEqualTo(Examples.WALKED);
        }
        List<String> moves = world.events().stream()
                .filter(RunEvent.Moved.class::isInstance)
                .map(RunEvent.Moved.class::cast)
                .map(moved -> moved.step().step() + " " + moved.to().word())
                .toList();
        assertThat(moves.indexOf("a idle")).isLessThan(moves.indexOf("b preparing"));
        assertThat(world.run(Diamond.plan(RollbackClass.B, batch -> {})).result())
                .isEqualTo(Result.NOTHING_TO_DO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "c", "d", "e"})
    void aStepThatFailsIsUndoneAndWhatRequiresItNotRun(String failing) {
        Plan plan = Diamond.plan(RollbackClass.B, failing, never(RollbackClass.B), batch -> {});

        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        is(Diamond.without(failing));
        assertThat(batch().status()).isEqualTo(StepStatus.FAILED);
        assertThat(Diamond.row(world, failing).status()).isEqualTo(StepStatus.ROLLED_BACK);
        for (String step : Diamond.STEPS) {
            if (!step.equals(failing) && !Diamond.without(failing).contains(step)) {
                assertThat(Diamond.row(world, step).status()).isEqualTo(StepStatus.PENDING);
                assertThat(Diamond.row(world, step).error()).contains("it requires ");
                assertThat(report.problems())
                        .filteredOn(problem -> problem.type() == EngineMessage.STEP_NOT_RUN)
                        .extracting(Problem::message)
                        .anyMatch(message -> message.startsWith("p.b." + step + " was not run: it requires "));
            }
        }

        RunReport again = world.run(Diamond.plan(RollbackClass.B, batch -> {}));
        assertThat(again.result()).isEqualTo(Result.DONE);
        is(ALL);
        assertThat(batch().status()).isEqualTo(StepStatus.COMPLETED);
    }

    @Test
    void saysWhatStaysAndWhatDoesNot() {
        RunReport report = world.run(Diamond.plan(RollbackClass.B, "c", never(RollbackClass.B), batch -> {}));

        assertThat(report.detail())
                .matches("batch b failed in part: 3 of 5 steps have completed and stay; undone: c; not run: d; "
                        + "core was frozen for \\d+ ms");
        assertThat(report.problems())
                .extracting(Problem::message)
                .last()
                .isEqualTo("p.b.d was not run: it requires c, which failed");
        assertThat(world.events())
                .contains(new RunEvent.NotRun(
                        Diamond.row(world, "d").address(),
                        Diamond.row(world, "c").address(),
                        "failed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "c", "d", "e"})
    void aFailureOfClassATakesTheWholeBatchBack(String failing) {
        Plan plan = Diamond.plan(RollbackClass.B, failing, never(RollbackClass.A), batch -> {});

        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        is(Set.of());
        assertThat(batch().status()).isEqualTo(StepStatus.ROLLED_BACK);
        assertThat(report.detail())
                .matches("batch b failed and is undone: everything is as before it; core was frozen for \\d+ ms");
        assertThat(world.server().held()).isEmpty();
    }

    @Test
    void soDoesAStepOfClassA() {
        world.run(PlanText.plan("p")
                .batch("b", batch -> batch.rollback(RollbackClass.B)
                        .step("a", "CREATE TABLE core.a (id)")
                        .step("bad", step -> step.rollback(RollbackClass.A).sql("ALTER TABLE core.none ADD COLUMN x"))
                        .step("e", "CREATE TABLE core.e (id)"))
                .build());
        is(Set.of());
    }

    @Test
    void alsoWhatAnEarlierRunHasCompletedOfIt() {
        world.run(Diamond.plan(RollbackClass.B, "b", never(RollbackClass.B), batch -> {}));
        is(Set.of("a", "c", "e"));

        world.run(Diamond.plan(RollbackClass.B, "d", never(RollbackClass.A), batch -> {}));

        is(Set.of());
    }

    @Test
    void butNotWhatItsChecksHadPassedFor() {
        world.run(Diamond.plan(RollbackClass.B, batch -> {}));
        Plan more = Diamond.plan(RollbackClass.B, batch -> batch.step("more", "ALTER TABLE core.users ADD COLUMN more")
                .check(never(RollbackClass.A)));

        assertThat(world.run(more).result()).isEqualTo(Result.UNDONE);

        is(ALL);
        assertThat(Diamond.row(world, "more").status()).isEqualTo(StepStatus.ROLLED_BACK);
    }

    @ParameterizedTest
    @EnumSource(
            value = RollbackClass.class,
            names = {"A", "B"})
    void aCheckOfTheBatchTakesAllOfItBack(RollbackClass failing) {
        RunReport report = world.run(Diamond.plan(RollbackClass.B, batch -> batch.check(never(failing))));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        is(Set.of());
        assertThat(world.path("p.b.a", report.run())).isEqualTo(Examples.WALKED + " rolling_back idle");
        assertThat(world.server().held()).isEmpty();
    }

    @Test
    void ofClassCItTakesThoseBackThatAreOfIt() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.rollback(RollbackClass.B)
                        .step("a", "CREATE TABLE core.a (id)")
                        .step("c", step -> step.rollback(RollbackClass.C).sql("CREATE TABLE core.c (id)"))
                        .step("d", step -> step.requires("c").sql("CREATE TABLE core.d (id)"))
                        .step("e", step -> step.rollback(RollbackClass.D).sql("CREATE TABLE core.e (id)"))
                        .check(never(RollbackClass.C)))
                .build();

        RunReport report = world.run(plan);

        assertThat(completed(world)).containsExactly("a");
        assertThat(report.detail())
                .isEqualTo("batch b failed in part: 1 of 4 steps has completed and stays; taken back: c, d, e");
        assertThat(batch().status()).isEqualTo(StepStatus.FAILED);
        assertThat(world.run(plan).result()).isEqualTo(Result.UNDONE);
    }

    @Test
    void whatOthersWroteSinceIsNotLost() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.rollback(RollbackClass.B)
                        .step("a", "CREATE TABLE core.a (id)")
                        .step("c", step -> step.sql("ALTER TABLE core.logs ADD COLUMN c")
                                .check(never(RollbackClass.B))))
                .build();
        world.run(plan);
        world.server().run("INSERT INTO core.a VALUES 77");

        RunReport report = world.run(PlanText.plan("p")
                .batch("b", batch -> batch.rollback(RollbackClass.B)
                        .step("a", "CREATE TABLE core.a (id)")
                        .step("c", "ALTER TABLE core.logs ADD COLUMN c")
                        .check(never(RollbackClass.A)))
                .build());

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems().get(1).message()).contains("core.a has changed since the batch completed");
        assertThat(world.server().dump()).contains("core.a", "{id=77}", "columns=[id, line, c]");
        assertThat(Diamond.row(world, "a").status()).isEqualTo(StepStatus.FAILED);
        assertThat(world.store().others()).anySatisfy(write -> assertThat(write)
                .isInstanceOfSatisfying(
                        Write.Alert.class, alert -> assertThat(alert.level()).isEqualTo(Write.Alert.Level.CRITICAL)));
        assertThat(world.run(plan).problems().get(0).type()).isEqualTo(EngineMessage.NEEDS_A_PERSON);
        assertThat(world.recover().result()).isEqualTo(Result.BROKEN);

        world.server().run("DELETE FROM core.a WHERE id = 77");
        assertThat(world.recover().result()).isEqualTo(Result.DONE);
        is(Set.of());
        assertThat(batch().status()).isEqualTo(StepStatus.ROLLED_BACK);
    }

    @Test
    void norWhatOthersWroteBeforeALaterStepChangedTheTable() {
        Plan first = Diamond.plan(RollbackClass.B, "b", never(RollbackClass.B), batch -> {});
        world.run(first);
        world.server().run("INSERT INTO core.fresh VALUES 77");

        RunReport report = world.run(Diamond.plan(RollbackClass.B, batch -> batch.check(never(RollbackClass.A))));

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems().get(1).message()).contains("core.fresh has changed since");
    }

    @Test
    void norInATableThatALaterStepChanged() {
        world.run(Diamond.plan(RollbackClass.B, batch -> {}));
        world.server().run("INSERT INTO core.fresh VALUES 77");

        RunReport report = world.rollback("p", "b");

        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(report.problems())
                .extracting(Problem::message)
                .containsExactly("core.fresh has changed since the batch completed: it has other rows");
    }

    @Test
    void norIsWhatAnotherPlanHasBuiltUponIt() {
        world.run(Diamond.plan(RollbackClass.B, "d", never(RollbackClass.B), batch -> {}));
        world.run(PlanText.plan("other")
                .batch(
                        "x",
                        batch -> batch.step("s", step -> step.requires("p.b.a").sql("CREATE TABLE core.upon (id)")))
                .build());

        RunReport report = world.run(Diamond.plan(RollbackClass.B, batch -> batch.check(never(RollbackClass.B))));

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems().get(1).message()).contains("batch other.x has completed upon p.b");
        assertThat(world.server().dump()).contains("core.fresh", "core.upon", "core.works");
    }

    @Test
    void comparesWithWhatItsFirstRunFound() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.rollback(RollbackClass.B)
                        .step("a", "CREATE TABLE core.a (id)")
                        .step("c", "CREATE TABLE core.c (id)")
                        .check(pre("three", equal(tables("core"), 3)))
                        .check(post("two more", equal(tables("core"), plus(before(tables("core")), 2)))))
                .build();
        world.server().run("CREATE TABLE core.c (id)", "CREATE TABLE core.other (id)", "DROP TABLE core.jobs");
        world.server().run("DROP TABLE core.other");
        assertThat(world.run(plan).result()).isEqualTo(Result.UNDONE);
        world.server().run("RENAME TABLE core.c TO core.jobs");
        // now one table more than before the first run's step: only "a" is new
        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);
        assertThat(completed(world)).containsExactly("a", "c");
    }

    @Test
    void aCheckBeforeItsFirstStepStopsAll() {
        RunReport report = world.run(Diamond.plan(
                RollbackClass.B, batch -> batch.check(as(RollbackClass.B, pre("no", equal(number(1), 2))))));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        is(Set.of());
        assertThat(report.problems()).hasSize(1);
    }

    @Test
    void aCheckAfterEachStatementStopsTheNext() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.rollback(RollbackClass.B)
                        .step("a", step -> step.sql(
                                        "DELETE FROM core.users WHERE id = 1",
                                        "DELETE FROM core.users WHERE id = 2",
                                        "CREATE TABLE core.a (id)")
                                .check(as(RollbackClass.B, during("two", equal(rows("core.users"), 2)))))
                        .step("e", "CREATE TABLE core.e (id)"))
                .build();

        RunReport report = world.run(plan);

        assertThat(report.problems().get(0).message()).contains("during validation \"two\" failed");
        assertThat(world.sent()).noneMatch(sql -> sql.contains("core.a "));
        assertThat(completed(world)).containsExactly("e");
    }

    @Test
    void aCheckAfterEachStepIsOneOfThatStep() {
        Plan plan = Diamond.plan(
                RollbackClass.B,
                batch -> batch.check(as(RollbackClass.B, during("three users", equal(rows("core.users"), 3)))));

        world.run(plan);

        is(Set.of("a", "b", "c", "d"));
    }

    @Test
    void inABatchOfClassATheyTakeAllBack() {
        Plan plan = Diamond.plan(
                RollbackClass.A, batch -> batch.check(during("three users", equal(rows("core.users"), 3))));

        assertThat(world.run(plan).result()).isEqualTo(Result.UNDONE);

        is(Set.of());
    }

    @Test
    void nothingWeakerIsRunInABatchOfClassA() {
        RunReport report = world.run(Diamond.plan(
                RollbackClass.A,
                "d",
                never(RollbackClass.B),
                batch -> batch.step("w", step -> step.rollback(RollbackClass.D).sql("CREATE TABLE core.w (id)"))));

        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(report.problems())
                .extracting(problem -> problem.type().code())
                .containsExactly("LM5080", "LM5080");
    }

    @Test
    void aStopUndoesTheStepUnderWayAndBeginsNoOther() {
        int[] asked = {0};
        RunReport report = world.run(Diamond.plan(RollbackClass.B, batch -> {}), () -> ++asked[0] > 5);

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(completed(world)).isNotEmpty().isNotEqualTo(ALL);
        is(completed(world));
        assertThat(report.detail()).contains("not begun: ");
    }

    @Test
    void anOperatorTakesAllOfItBack() {
        world.run(Diamond.plan(RollbackClass.B, batch -> {}));

        assertThat(world.rollback("p", "b").problems()).isEmpty();

        is(Set.of());
        assertThat(world.server().held()).isEmpty();
    }

    @Test
    void aLaterBatchIsNotBegun() {
        RunReport report = world.run(PlanText.plan("p")
                .batch("b", batch -> batch.rollback(RollbackClass.B)
                        .step("a", "CREATE TABLE core.a (id)")
                        .step("bad", "CREATE TABLE core.broken (id, id)"))
                .batch("c", batch -> batch.step("s", "CREATE TABLE core.s (id)"))
                .build());

        assertThat(report.detail())
                .isEqualTo("batch b failed in part: 1 of 2 steps has completed and stays; undone: bad;"
                        + " batch c was not begun");
    }
}
