package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** An operator takes a completed batch back, or is told why not. */
class RollbackTest {
    private final World world = Examples.world();
    private final String before = world.server().dump();

    @BeforeEach
    void run() {
        world.run(Examples.everyKind().build());
    }

    private void refused(String... messages) {
        String now = world.server().dump();

        RunReport report = world.rollback("phase", "move");

        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(report.problems()).extracting(problem -> problem.message()).containsExactly(messages);
        assertThat(world.server().dump()).isEqualTo(now);
        assertThat(world.store().runs(9)).hasSize(1);
    }

    @Test
    void takesEverythingBack() {
        RunReport report = world.rollback("phase", "move");

        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(report.detail()).isEqualTo("batch move is rolled back: everything is as before it");
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
        assertThat(world.path("phase.move.shift", report.run())).isEqualTo("idle rolling_back idle");
        assertThat(world.step("phase", "move", "make").status()).isEqualTo(StepStatus.ROLLED_BACK);
        assertThat(world.store().batches("phase").get(0).completedSteps()).isZero();
        assertThat(world.store().run(report.run()).orElseThrow().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.store().others()).anySatisfy(write -> assertThat(write)
                .isInstanceOfSatisfying(
                        Write.RolledBack.class, row -> assertThat(row.steps()).isEqualTo(3)));
        assertThat(world.store().others())
                .filteredOn(
                        write -> write instanceof Write.Tracked tracked && tracked.status() == StepStatus.ROLLED_BACK)
                .hasSize(3)
                .allSatisfy(write -> assertThat(((Write.Tracked) write).rollback())
                        .containsEntry("class", "A")
                        .containsEntry("run", report.run()));
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void oneThatWasKilledIsBroughtToItsEndByTheNext() {
        Consumer<Engine> rollback = engine -> engine.rollback("phase", "move", false, Duration.ZERO);
        Supplier<World> ran = () -> {
            World one = Examples.world();
            one.run(Examples.everyKind().build());
            return one;
        };
        for (Point point : Crash.points(ran, rollback)) {
            World killed = ran.get();
            Crash.kill(killed, point, rollback);
            boolean begun = !killed.store().unfinishedRuns().isEmpty()
                    || killed.store().runs(9).size() == 1;

            RunReport report = killed.rollback("phase", "move");

            if (begun) {
                assertThat(report.result()).as(point.toString()).isEqualTo(Result.DONE);
                assertThat(report.problems()).as(point.toString()).isEmpty();
            } else {
                // It had said that it was at its end.
                assertThat(report.problems().get(0).type()).isEqualTo(EngineMessage.NOT_COMPLETED);
            }
            assertThat(killed.server().dump()).as(point.toString()).isEqualTo(before);
        }
    }

    @Test
    void aDryRunOnlySays() {
        String after = world.server().dump();

        RunReport report = world.engine(Client.alive()).rollback("phase", "move", true, Duration.ZERO);

        assertThat(report.detail())
                .isEqualTo("dry run: 3 steps with 8 statements would be taken back; nothing has moved on");
        assertThat(world.server().dump()).isEqualTo(after);
    }

    @Test
    void aDryRunCountsOneAsOne() {
        world.run(PlanText.plan("one")
                .batch("b", batch -> batch.step("s", step -> step.sql("CREATE TABLE core.one (id)")))
                .build());

        RunReport report = world.engine(Client.alive()).rollback("one", "b", true, Duration.ZERO);

        assertThat(report.detail())
                .isEqualTo("dry run: 1 step with 1 statement would be taken back; nothing has moved on");
    }

    @Test
    void whatTheAccountMayNotTakeBackIsSaidBeforeAnythingIsTouched() {
        for (String kind : List.of("CREATE SCHEMA", "INSERT", "RENAME TABLE")) {
            world.forbidden().clear();
            world.forbidden().add(kind);
            String now = world.server().dump();
            for (boolean dryRun : new boolean[] {true, false}) {
                RunReport report = world.engine(Client.alive()).rollback("phase", "move", dryRun, Duration.ZERO);
                assertThat(report.result()).isEqualTo(Result.REFUSED);
                assertThat(report.problems())
                        .extracting(problem -> problem.message())
                        .contains("the server refuses what the engine asks of it: " + kind);
            }
            assertThat(world.server().dump()).isEqualTo(now);
            assertThat(world.store().runs(9)).hasSize(1);
        }
    }

    @Test
    void aServerThatIsUnfitIsLeftAlone() {
        Problem unfit = Problem.of(EngineMessage.SERVER_REFUSED, "it is a replica");
        world.objections().add(unfit);
        refused(unfit.message());
        assertThat(world.recover().problems()).containsExactly(unfit);
        assertThat(world.recover().result()).isEqualTo(Result.REFUSED);
    }

    @Test
    void unknownNames() {
        assertThat(world.rollback("nope", "move").problems().get(0).message())
                .isEqualTo("no plan nope has been run here");
        assertThat(world.rollback("nope", "move").problems().get(0).type()).isEqualTo(EngineMessage.UNKNOWN_PLAN);
        assertThat(world.rollback("phase", "nope").problems().get(0).type()).isEqualTo(EngineMessage.UNKNOWN_BATCH);
        assertThat(world.rollback("phase", "nope").problems().get(0).message())
                .isEqualTo("plan phase has no batch nope");
        world.rollback("phase", "move");
        assertThat(world.rollback("phase", "move").problems().get(0).type()).isEqualTo(EngineMessage.NOT_COMPLETED);
    }

    @Test
    void rowsWrittenSinceIntoACreatedTable() {
        world.server().run("INSERT INTO orch.state VALUES 99");
        refused("orch.state has changed since the batch completed: it has other rows");
    }

    @Test
    void rowsChangedSinceInACreatedTable() {
        world.server().update("orch.state", "note", "theirs");
        refused("orch.state has changed since the batch completed: it has other rows");
    }

    @Test
    void valuesInAnAddedColumn() {
        world.server().update("orch.logs", "level", "9");
        refused("orch.logs has changed since the batch completed: column level has values in 2 rows");
    }

    @Test
    void aColumnOfWhichNobodyKnowsWhoWroteIntoIt() {
        world.server().computeDefaults();
        refused("whether somebody wrote into column level of orch.logs since the batch completed cannot be told");
        assertThat(world.rollback("phase", "move").problems().get(0).type()).isEqualTo(EngineMessage.VALUES_UNTOLD);
    }

    @Test
    void valuesInAColumnThatWasThereBeforeAreNoConflict() {
        world.server().update("core.users", "name", "theirs");
        String now = world.server().dump();
        world.run(PlanText.plan("p")
                .batch(
                        "b",
                        batch ->
                                batch.step("s", "ALTER TABLE core.users ADD COLUMN IF NOT EXISTS name, ADD COLUMN age"))
                .build());

        assertThat(world.rollback("p", "b").problems()).isEmpty();
        assertThat(world.server().dump()).isEqualTo(now);
    }

    @Test
    void aDefinitionChangedSince() {
        world.server().run("ALTER TABLE core.users ADD COLUMN theirs");
        refused("core.users has changed since the batch completed: it has another definition");
    }

    @Test
    void aTriggerAddedSince() {
        world.server().trigger("orch.logs", "theirs");
        refused("orch.logs has changed since the batch completed: it has another definition");
    }

    @Test
    void aStrangerInACreatedSchema() {
        world.server().run("CREATE TABLE orch.theirs (id)");
        refused("schema orch has changed since the batch completed: it has table theirs");
    }

    @Test
    void anOldNameTakenSince() {
        world.server().run("CREATE TABLE core.jobs (id)");
        refused("core.jobs has changed since the batch completed: there is one of that name now");
    }

    @Test
    void aTableThatIsGone() {
        world.server().run("DROP TABLE orch.jobs");
        refused("orch.jobs has changed since the batch completed: it is gone");
    }

    @Test
    void anotherBatchThatRestsOnIt() {
        world.run(Examples.everyKind()
                .batch("next", batch -> batch.requires("move").step("n", "CREATE TABLE orch.n (id)"))
                .build());

        RunReport report = world.rollback("phase", "move");

        assertThat(report.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .isEqualTo("batch phase.next has completed upon phase.move"));
        assertThat(world.rollback("phase", "next").result()).isEqualTo(Result.DONE);
        assertThat(world.rollback("phase", "move").result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void rowsInARenamedTableStayInIt() {
        world.server().run("INSERT INTO orch.jobs VALUES 21");

        assertThat(world.rollback("phase", "move").result()).isEqualTo(Result.DONE);

        assertThat(world.server().dump())
                .contains("core.jobs Parts[columns=[id], keys=[], foreignKeys=[]] triggers []"
                        + " rows [{id=20}, {id=21}]");
    }

    @Test
    void foreignKeysThatMovedWithTheirTablesAreNoConflict() {
        World related = new World();
        related.server()
                .run(
                        "CREATE SCHEMA core",
                        "CREATE SCHEMA orch",
                        "CREATE TABLE core.parent (id)",
                        "CREATE TABLE core.child (id, FK f REFERENCES core.parent)");
        String old = related.server().dump();
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.step("c", "RENAME TABLE core.child TO orch.child")
                        .step("p", "RENAME TABLE core.parent TO orch.parent")
                        .step("n", "CREATE TABLE orch.third (id, FK g REFERENCES orch.parent)"))
                .build();
        assertThat(related.run(plan).result()).isEqualTo(Result.DONE);

        assertThat(related.rollback("p", "b").problems()).isEmpty();
        assertThat(related.server().dump()).isEqualTo(old);

        related.server().hideTableIds();
        assertThat(related.run(plan).problems()).isEmpty();
        related.server().run("CREATE TABLE core.theirs (id, FK t REFERENCES orch.parent)");
        assertThat(related.rollback("p", "b").problems())
                .extracting(problem -> problem.message())
                .isEqualTo(List.of("orch.parent has changed since the batch completed: it has another definition"));
    }

    @Test
    void aRollbackThatFailsIsTakenUpByRecover() {
        world.server().faults().refuse("RENAME TABLE orch.logs TO core.logs", 1030, 1);
        world.server().faults().refuse("RENAME TABLE orch.jobs TO core.jobs", 1030, 1);

        RunReport report = world.rollback("phase", "move");

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems()).hasSize(3);
        assertThat(report.problems().get(1).message())
                .isEqualTo("phase.move.fill could not be undone: it rests on a step that could not be undone");
        assertThat(world.recover().result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
        assertThat(world.store().batches("phase").get(0).status()).isEqualTo(StepStatus.ROLLED_BACK);
        assertThat(world.store().steps("phase"))
                .extracting(step -> step.error())
                .containsOnly("");
        assertThat(world.unrest()).isEmpty();
        assertThat(world.run(Examples.everyKind().build()).result()).isEqualTo(Result.DONE);
    }
}
