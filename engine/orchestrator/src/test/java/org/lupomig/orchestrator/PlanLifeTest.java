package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.exists;
import static org.lupomig.orchestrator.sim.Checks.number;
import static org.lupomig.orchestrator.sim.Checks.post;
import static org.lupomig.orchestrator.sim.Checks.pre;
import static org.lupomig.orchestrator.sim.Checks.rows;
import static org.lupomig.orchestrator.sim.Checks.tables;
import static org.lupomig.orchestrator.sim.Checks.warn;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lupomig.model.diagnostic.MessageType;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.SystemState.Mode;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** A plan over its life: run again, changed, added to, depended upon; and what keeps it from being run. */
class PlanLifeTest {
    private final World world = Examples.world();

    private static PlanText one(String plan) {
        return PlanText.plan(plan).batch("b", batch -> batch.step("s", "CREATE SCHEMA " + plan));
    }

    private static MessageType firstProblem(RunReport report) {
        return report.problems().get(0).type();
    }

    @Test
    void stepsAddedToACompletedPlanArePending() {
        world.run(one("p").build());
        Plan longer = PlanText.plan("p")
                .batch("b", batch -> batch.step("s", "CREATE SCHEMA p").step("t", "CREATE TABLE p.t (id)"))
                .build();

        RunReport report = world.run(longer);

        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(world.sent()).containsExactly("CREATE SCHEMA p", "CREATE TABLE p.t (id)");
        assertThat(world.store().batches("p").get(0).completedSteps()).isEqualTo(2);
    }

    @Test
    void anAddedStepThatFailsLeavesTheOthers() {
        world.run(one("p").epoch(1, 5).build());
        Plan longer = PlanText.plan("p")
                .epoch(1, 5)
                .batch("b", batch -> batch.step("s", "CREATE SCHEMA p")
                        .step("t", "CREATE TABLE p.t (id)", "CREATE TABLE p.u (id, id)"))
                .build();

        RunReport report = world.run(longer);

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(world.server().dump()).contains("schema p").doesNotContain("p.t");
        assertThat(world.step("p", "b", "s").status()).isEqualTo(StepStatus.COMPLETED);
        assertThat(world.step("p", "b", "t").status()).isEqualTo(StepStatus.ROLLED_BACK);
        assertThat(firstProblem(world.run(one("q").epoch(2, 6).build()))).isEqualTo(EngineMessage.EPOCH_WENT_BACK);
        assertThat(firstProblem(world.run(one("p").version("0.9")
                        .batch("c", batch -> batch.step("n", "CREATE SCHEMA n"))
                        .build())))
                .isEqualTo(EngineMessage.VERSION_WENT_BACK);
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).doesNotContain("schema p");
    }

    @Test
    void stepsOfSeveralRunsAreTakenBackInTheOrderInWhichTheyWereApplied() {
        String before = world.server().dump();
        world.run(PlanText.plan("p")
                .batch("b", batch -> batch.step("first", "CREATE SCHEMA s")
                        .step("second", "ALTER TABLE core.jobs ADD COLUMN y")
                        .step("third", "RENAME TABLE core.jobs TO s.jobs"))
                .build());
        Plan between = PlanText.plan("p")
                .batch("b", batch -> batch.step(
                                "added", "ALTER TABLE s.jobs ADD COLUMN x", "RENAME TABLE s.jobs TO s.works")
                        .step("first", "CREATE SCHEMA s")
                        .step("second", "ALTER TABLE core.jobs ADD COLUMN y")
                        .step("third", "RENAME TABLE core.jobs TO s.jobs"))
                .build();
        assertThat(world.run(between).result()).isEqualTo(Result.DONE);

        assertThat(world.rollback("p", "b").problems()).isEmpty();

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.run(between).result()).isEqualTo(Result.UNDONE);
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void tablesOfASchemaThatNothingMakesAreNotCounted() {
        RunReport report = world.run(PlanText.plan("p")
                .batch("b", batch -> batch.step("s", "CREATE TABLE shop.t (id)")
                        .check(pre("not yet", equal(tables("shop"), 0)))
                        .check(pre("mistyped", equal(tables("shpo"), 0))))
                .build());

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.location()).isNotNull();
            assertThat(problem.message())
                    .endsWith("cannot be computed: there is no schema 'shpo', and the plan neither declares nor makes"
                            + " it; did you mean 'shop'?");
        });
    }

    @Test
    void aRunAfterARollbackAppliesAgain() {
        world.run(Examples.everyKind().build());
        String after = world.server().dump();
        world.rollback("phase", "move");

        assertThat(world.run(Examples.everyKind().build()).result()).isEqualTo(Result.DONE);

        assertThat(world.server().dump()).isEqualTo(after);
    }

    @Test
    void driftIsReportedAndNothingRunsAgain() {
        world.run(one("p").build());
        Plan changed = PlanText.plan("p")
                .batch("b", batch -> batch.step("s", "CREATE SCHEMA other"))
                .build();

        RunReport report = world.run(changed);

        assertThat(report.result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(report.problems()).singleElement().satisfies(drift -> {
            assertThat(drift.type()).isEqualTo(EngineMessage.DRIFT);
            assertThat(drift.message())
                    .isEqualTo("p.b.s is not as it completed: CREATE SCHEMA (sql/x.sql:1:1) is changed");
        });
        assertThat(world.server().dump()).doesNotContain("other");
    }

    @Test
    void theVersionMayNotGoBack() {
        world.run(one("p").version("4.0.10").build());
        Plan older = one("p").version("4.0.9")
                .batch("c", batch -> batch.step("x", "CREATE SCHEMA x"))
                .build();

        RunReport report = world.run(older);

        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(firstProblem(report)).isEqualTo(EngineMessage.VERSION_WENT_BACK);
        world.rollback("p", "b");
        assertThat(world.run(older).result()).isEqualTo(Result.DONE);
    }

    @Test
    void theVersionMayNotGoBackWhereNothingIsPendingEither() {
        world.run(one("p").version("4.0.10").build());
        Plan older = one("p").version("4.0.9").build();

        assertThat(world.run(older).result()).isEqualTo(Result.REFUSED);
        assertThat(firstProblem(world.run(older))).isEqualTo(EngineMessage.VERSION_WENT_BACK);
        assertThat(firstProblem(world.dryRun(older))).isEqualTo(EngineMessage.VERSION_WENT_BACK);
        assertThat(world.run(one("p").version("4.0.10").build()).detail()).isEqualTo("plan p 4.0.10 is finished");
    }

    @Test
    void aFailureIsOfTheStepAndThePlaceWhereItHappened() {
        world.run(PlanText.plan("p")
                .batch("b", batch -> batch.step("s", "CREATE SCHEMA p").step("t", "CREATE TABLE p.u (id, id)"))
                .build());

        assertThat(world.events())
                .filteredOn(RunEvent.Failure.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(RunEvent.Failure.class, failure -> {
                    assertThat(failure.target()).hasToString("p.b.t");
                    assertThat(failure.location()).isEqualTo(PlanText.HERE);
                });
    }

    @Test
    void onlyWhatTookEffectIsToldAsUndone() {
        world.run(PlanText.plan("p")
                .batch("b", batch -> batch.step("s", "CREATE SCHEMA p")
                        .step("t", "CREATE TABLE p.t (id)", "CREATE TABLE p.u (id, id)"))
                .build());

        assertThat(world.events())
                .filteredOn(RunEvent.Undone.class::isInstance)
                .extracting(event -> ((RunEvent.Undone) event).summary())
                .containsExactly("create table p.t", "create schema p");
    }

    @Test
    void nobodyIsToldOfAThawWhereNothingWasFrozen() {
        world.run(one("p").build());
        world.run(PlanText.plan("q")
                .batch("b", batch -> batch.step("t", "CREATE TABLE q.u (id, id)"))
                .build());

        assertThat(world.events()).noneMatch(RunEvent.SystemMoved.class::isInstance);
    }

    @Test
    void aWaitIsToldWithWhatWaitsAndHowLong() {
        world.server().faults().lockWait("RENAME", 2);
        world.run(Examples.everyKind().build());

        assertThat(world.events())
                .filteredOn(RunEvent.Waiting.class::isInstance)
                .hasSize(2)
                .last()
                .isInstanceOfSatisfying(RunEvent.Waiting.class, waiting -> {
                    assertThat(waiting.statement()).startsWith("RENAME TABLE ");
                    assertThat(waiting.inTheWay()).isEqualTo("a reader of 7");
                    assertThat(waiting.millis()).isPositive();
                    assertThat(waiting.detail()).isEqualTo("Lock wait timeout");
                });
    }

    @Test
    void anEpochMayNotStartBeforeTheLastOneEnded() {
        world.run(one("p").epoch(20260108000000L, 20260115000000L).build());
        Plan earlier = one("q").epoch(20260110000000L, 20260120000000L).build();

        RunReport report = world.run(earlier);

        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(firstProblem(report)).isEqualTo(EngineMessage.EPOCH_WENT_BACK);
        world.rollback("p", "b");
        assertThat(world.run(earlier).result()).isEqualTo(Result.DONE);
    }

    @Test
    void anImportedPlanMustHaveCompleted() {
        Plan second = one("second").imports("first").build();

        assertThat(firstProblem(world.run(second))).isEqualTo(EngineMessage.IMPORT_NOT_COMPLETED);

        world.run(one("first").build());
        assertThat(world.run(second).result()).isEqualTo(Result.DONE);
    }

    @Test
    void aSkippedStepSatisfiesAndIsAskedAgainWhenItsBatchWentBack() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.step("s", step -> step.when(exists("core.absent"))
                                .sql("ALTER TABLE core.absent ADD COLUMN x"))
                        .step("t", step -> step.requires("s").sql("CREATE SCHEMA t"))
                        .check(pre("made although the first step is skipped", equal(tables("core"), 3))))
                .build();

        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(world.path("p.b.s", report.run())).isEqualTo("idle preparing idle");
        assertThat(world.step("p", "b", "s").status()).isEqualTo(StepStatus.SKIPPED);
        assertThat(world.events())
                .filteredOn(RunEvent.Checked.class::isInstance)
                .hasSize(1);

        world.rollback("p", "b");
        assertThat(world.step("p", "b", "s").status()).isEqualTo(StepStatus.PENDING);
        world.server().run("CREATE TABLE core.absent (id)");
        assertThat(world.run(plan).result()).isEqualTo(Result.UNDONE);
        assertThat(world.server().dump()).contains("core.absent").doesNotContain("x]");
    }

    @Test
    void aSkippedStepOfAFailedRunIsAskedAgain() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.step(
                                "s", step -> step.when(exists("core.late")).sql("ALTER TABLE core.late ADD COLUMN x"))
                        .step("t", "CREATE TABLE core.users (id)"))
                .build();

        assertThat(world.run(plan).result()).isEqualTo(Result.UNDONE);

        assertThat(world.step("p", "b", "s").status()).isEqualTo(StepStatus.PENDING);
    }

    @Test
    void aWhenThatCannotBeComputedFails() {
        Plan plan = PlanText.plan("p")
                .batch(
                        "b",
                        batch -> batch.step("s", step -> step.when(equal(rows("core.none"), 0))
                                .sql("CREATE SCHEMA s")))
                .build();

        assertThat(firstProblem(world.run(plan))).isEqualTo(EngineMessage.EXPECTATION_UNREADABLE);
    }

    @Test
    void warningsAreRecordedAndStopNothing() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.step("s", "CREATE SCHEMA s").check(warn("many", equal(tables("s"), 5))))
                .build();

        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);

        assertThat(world.store().others())
                .filteredOn(write ->
                        write instanceof Write.Validated v && v.outcome().equals("warned"))
                .hasSize(1);
    }

    @Test
    void theSystemIsFrozenWhileABatchRunsAndAlwaysThawed() {
        Mode[] during = new Mode[2];
        world.server()
                .faults()
                .strangerBefore(
                        "CREATE SCHEMA a",
                        () -> during[0] = world.store().systemState().mode());
        Plan good = PlanText.plan("p")
                .batch("b", batch -> batch.freeze("core").step("s", "CREATE SCHEMA a"))
                .build();
        world.run(good);
        assertThat(during[0]).isEqualTo(Mode.FROZEN);
        assertThat(world.store().systemState().mode()).isEqualTo(Mode.NORMAL);

        world.server()
                .faults()
                .strangerBefore(
                        "CREATE SCHEMA c",
                        () -> during[1] = world.store().systemState().mode());
        Plan bad = PlanText.plan("q")
                .batch("b", batch -> batch.freeze("core")
                        .step("s", "CREATE SCHEMA c")
                        .check(post("no", equal(number(1), 2))))
                .build();
        world.run(bad);
        assertThat(during[1]).isEqualTo(Mode.FROZEN);
        assertThat(world.store().systemState().mode()).isEqualTo(Mode.NORMAL);
    }

    @Test
    void aRunThatIsAskedToStopGoesBack() {
        String before = world.server().dump();

        RunReport report =
                world.run(Examples.everyKind().build(), () -> world.sent().size() >= 4);

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(firstProblem(report)).isEqualTo(EngineMessage.STOPPED);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
    }

    @Test
    void whatSpeaksAgainstAPlanIsSaidBeforeAnythingIsTouched() {
        Plan plan = PlanText.plan("p")
                .unsupported("files documentation")
                .batch("b", batch -> batch.step("s", step -> step.sql("FLUSH core.users"))
                        .undoNone())
                .build();

        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(report.problems())
                .extracting(problem -> (Object) problem.type())
                .containsExactly(
                        EngineMessage.ELEMENT_NOT_RUN, EngineMessage.ELEMENT_NOT_RUN, EngineMessage.STATEMENT_REFUSED);
        assertThat(report.problems())
                .extracting(problem -> problem.message())
                .containsExactly(
                        "this version reads files documentation, and does not run it",
                        "this version reads undo none of batch b, and does not run it",
                        "this version does not run FLUSH: it has no way back");
        assertThat(world.store().plans()).isEmpty();
    }

    @Test
    void thePlansOwnRecordsAreNotItsToTouch() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.step("s", "CREATE SCHEMA s")
                        .check(post("count", equal(tables("Lupomig_Orchestration"), 18))))
                .build();

        assertThat(firstProblem(world.run(plan))).isEqualTo(EngineMessage.PLAN_TOUCHES_STORE);
    }

    @Test
    void aServerThatIsUnfitIsSaid() {
        Problem weak = Problem.of(EngineMessage.DRIFT, "the server");
        world.objections().add(weak);
        assertThat(world.run(one("p").build()).result()).isEqualTo(Result.DONE);
        assertThat(world.events()).contains(new RunEvent.Warned(weak));

        Problem unfit = Problem.of(EngineMessage.SERVER_REFUSED, "it is a replica");
        world.objections().add(unfit);
        RunReport report = world.run(one("q").build());
        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(report.problems()).containsExactly(unfit);
    }

    @Test
    void anAccountThatMayNotIsToldBeforeAnything() {
        Plan plan = one("p").build();
        world.forbidden().add("CREATE SCHEMA");
        for (RunReport report : List.of(world.run(plan), world.dryRun(plan))) {
            assertThat(report.result()).isEqualTo(Result.REFUSED);
            assertThat(report.problems())
                    .extracting(Problem::message)
                    .containsExactly("the server refuses what the engine asks of it: CREATE SCHEMA");
        }
        assertThat(world.sent()).isEmpty();
        assertThat(world.store().runs(9)).isEmpty();

        world.forbidden().clear();
        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);
        // what has completed needs nothing any more
        world.forbidden().add("CREATE SCHEMA");
        assertThat(world.run(plan).result()).isEqualTo(Result.NOTHING_TO_DO);
    }

    @Test
    void aDryRunChangesNothing() {
        String before = world.server().dump();
        Plan plan = Examples.everyKind().build();

        assertThat(world.dryRun(plan).detail())
                .isEqualTo("dry run: 3 steps with 8 statements would run; nothing was changed");
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.store().runs(9)).isEmpty();

        world.server().run("CREATE TABLE core.fourth (id)");
        assertThat(world.dryRun(plan).result()).isEqualTo(Result.UNDONE);
        assertThat(world.sent()).isEmpty();
        world.server().run("DROP TABLE core.fourth");
        world.run(plan);
        assertThat(world.dryRun(plan).result()).isEqualTo(Result.NOTHING_TO_DO);
    }

    @Test
    void recordsOfWhatWasDone() {
        world.run(Examples.everyKind().build());

        List<Write> records = world.store().others();
        assertThat(records)
                .filteredOn(Write.Progress.class::isInstance)
                .extracting(write -> ((Write.Progress) write).phase() + " " + ((Write.Progress) write).stepsDone())
                .containsExactly(
                        "preparing 0",
                        "migrating 0",
                        "preparing 1",
                        "migrating 1",
                        "preparing 2",
                        "migrating 2",
                        "completing 3",
                        "completed 3");
        assertThat(records)
                .filteredOn(Write.Tracked.class::isInstance)
                .extracting(write -> ((Write.Tracked) write).tables())
                .containsExactly(1, 1, 5);
        assertThat(records).anySatisfy(write -> assertThat(write)
                .isInstanceOfSatisfying(
                        Write.Classified.class, row -> assertThat(row.status()).isEqualTo("migrated")));
        assertThat(records).anySatisfy(write -> assertThat(write)
                .isInstanceOfSatisfying(Write.SchemaVersion.class, row -> assertThat(row.tables())
                        .isEqualTo(1)));
    }
}
