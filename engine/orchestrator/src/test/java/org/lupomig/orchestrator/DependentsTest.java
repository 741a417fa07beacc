package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.sim.Checks;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** A batch goes back with all that completed upon it, of whatever plan, the newest first. */
class DependentsTest {
    private static final Plan FIRST = PlanText.plan("p")
            .batch(
                    "base",
                    batch -> batch.step("a", "CREATE SCHEMA s", "CREATE TABLE s.t (id)", "INSERT INTO s.t VALUES 1"))
            .batch("beside", batch -> batch.step("b", "ALTER TABLE core.logs ADD COLUMN beside"))
            .batch("upon", batch -> batch.requires("base")
                    .step("c", "ALTER TABLE s.t ADD COLUMN x", "CREATE TABLE s.u (id, FK f REFERENCES s.t)"))
            .build();
    private static final Plan SECOND = PlanText.plan("q")
            .batch("far", batch -> batch.requires("p.upon")
                    .step("d", "ALTER TABLE s.u ADD COLUMN y", "RENAME TABLE core.jobs TO s.jobs"))
            .batch("near", batch -> batch.requires("p.base").step("e", "ALTER TABLE s.t ADD COLUMN z"))
            .build();

    private static World ran() {
        World world = Examples.world();
        assertThat(world.run(FIRST).result()).isEqualTo(Result.DONE);
        assertThat(world.run(SECOND).result()).isEqualTo(Result.DONE);
        return world;
    }

    private static void command(Engine engine) {
        engine.rollback(new RollbackRequest("p", "base", null, null, true, false, false), Duration.ZERO);
    }

    private static RunReport rollback(World world, boolean dryRun) {
        return world.engine(Client.alive())
                .rollback(new RollbackRequest("p", "base", null, null, true, false, dryRun), Duration.ZERO);
    }

    /** As if only what does not rest on it had run. */
    private static String besideOnly() {
        World world = Examples.world();
        world.server().run("ALTER TABLE core.logs ADD COLUMN beside");
        return world.server().dump();
    }

    private static Map<String, StepStatus> standing(World world) {
        Map<String, StepStatus> all = new TreeMap<>();
        for (String plan : world.store().plans()) {
            world.store().batches(plan).forEach(batch -> all.put(batch.name(), batch.status()));
        }
        return all;
    }

    @Test
    void thoseThatRestOnItGoFirst() {
        World world = ran();
        assertThat(world.rollback("p", "base").problems())
                .extracting(problem -> problem.message())
                .containsExactly("batch p.upon has completed upon p.base", "batch q.near has completed upon p.base");
        String now = world.server().dump();
        assertThat(rollback(world, true).detail())
                .isEqualTo("dry run: 4 steps with 8 statements of q.near, q.far, p.upon, p.base, in this order, would"
                        + " be taken back; nothing has moved on");
        assertThat(world.server().dump()).isEqualTo(now);

        RunReport report = rollback(world, false);

        assertThat(report.problems()).isEmpty();
        assertThat(report.detail()).isEqualTo("q.near, q.far, p.upon, p.base are rolled back");
        assertThat(world.server().dump()).isEqualTo(besideOnly());
        assertThat(world.server().held()).isEmpty();
        assertThat(standing(world))
                .isEqualTo(Map.of(
                        "p.base", StepStatus.ROLLED_BACK,
                        "p.beside", StepStatus.COMPLETED,
                        "p.upon", StepStatus.ROLLED_BACK,
                        "q.far", StepStatus.ROLLED_BACK,
                        "q.near", StepStatus.ROLLED_BACK));
        assertThat(world.store().runs(4)).extracting(RunRecord::plan).containsExactly("p", "p", "q", "q");
        assertThat(world.unrest()).isEmpty();
        assertThat(world.run(FIRST).result()).isEqualTo(Result.DONE);
        assertThat(world.run(SECOND).result()).isEqualTo(Result.DONE);
    }

    @Test
    void allConflictsAreLookedAtBeforeAnythingIsTouched() {
        for (String theirs : List.of(
                "CREATE TABLE s.theirs (id)",
                "INSERT INTO s.u VALUES 9",
                "INSERT INTO s.t VALUES 9",
                "ALTER TABLE s.jobs ADD COLUMN theirs",
                "CREATE TABLE core.jobs (id)")) {
            World world = ran();
            world.server().run(theirs);
            String now = world.server().dump();

            RunReport report = rollback(world, false);

            assertThat(report.result()).as(theirs).isEqualTo(Result.REFUSED);
            assertThat(report.problems())
                    .as(theirs)
                    .extracting(problem -> problem.type())
                    .containsOnly(EngineMessage.MOVED_ON);
            assertThat(world.server().dump()).as(theirs).isEqualTo(now);
            assertThat(world.store().runs(9)).hasSize(2);
        }
    }

    @Test
    void whatShowsOnlyLaterLeavesEachBatchWhole() {
        World world = ran();
        // A later batch has altered that table too, so that its rows are told only when that has gone back.
        world.server().run("UPDATE s.t SET id = 9 WHERE id = 1");

        RunReport report = rollback(world, false);

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.detail()).isEqualTo("batch p.base is as it was, and q.near, q.far, p.upon are rolled back");
        assertThat(report.problems())
                .extracting(problem -> problem.message())
                .isEqualTo(List.of("s.t has changed since the batch completed: it has other rows"));
        assertThat(standing(world)).containsEntry("p.base", StepStatus.COMPLETED);
        assertThat(world.unrest()).isEmpty();
        world.server().run("UPDATE s.t SET id = 1 WHERE id = 9");
        assertThat(rollback(world, false).result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(besideOnly());
    }

    @Test
    void oneOfWhichNothingWasRunGoesToo() {
        World world = Examples.world();
        world.run(PlanText.plan("p")
                .batch("base", batch -> batch.step("a", "CREATE TABLE core.t (id)"))
                .batch("upon", batch -> batch.requires("base")
                        .step("c", step -> step.when(Checks.equal(Checks.number(1), 2))
                                .sql("DROP TABLE core.jobs")))
                .build());
        assertThat(rollback(world, false).problems()).isEmpty();
        assertThat(world.server().dump()).isEqualTo(Examples.world().server().dump());
        assertThat(standing(world)).doesNotContainValue(StepStatus.COMPLETED);
    }

    @Test
    void aDependentThatCannotGoBackKeepsAll() {
        World world = Examples.world();
        world.run(PlanText.plan("p")
                .batch("base", batch -> batch.step("a", "CREATE TABLE core.t (id)"))
                .batch("upon", batch -> batch.requires("base").step("c", "DROP TABLE core.jobs"))
                .build());
        world.engine(Client.alive()).purge(PurgeRequest.of("p", "upon", false), Duration.ZERO);
        RunReport report = rollback(world, false);
        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(report.problems())
                .extracting(problem -> problem.type())
                .isEqualTo(List.of(EngineMessage.WAY_BACK_PURGED));
        assertThat(standing(world)).containsEntry("p.base", StepStatus.COMPLETED);
    }

    @Test
    void oneThatIsKilledLeavesEachBatchWholeAndTheNextGoesOn() {
        for (Point point : Crash.differentWorlds(DependentsTest::ran, DependentsTest::command)) {
            World world = ran();
            Crash.kill(world, point, DependentsTest::command);
            assertThat(world.recover().problems()).as(point.toString()).isEmpty();
            assertThat(standing(world).values())
                    .as(point.toString())
                    .isSubsetOf(StepStatus.COMPLETED, StepStatus.ROLLED_BACK);
            assertThat(world.unrest()).as(point.toString()).isEmpty();

            RunReport report = rollback(world, false);

            assertThat(report.result()).as(point.toString()).isIn(Result.DONE, Result.REFUSED);
            assertThat(world.server().dump()).as(point.toString()).isEqualTo(besideOnly());
            assertThat(world.unrest()).as(point.toString()).isEmpty();
        }
    }

    @Test
    void aBatchIsNotRunBeforeOneOfAnotherPlanThatItRequires() {
        World world = Examples.world();
        String untouched = world.server().dump();
        Plan upon = PlanText.plan("q")
                .batch("near", batch -> batch.requires("p.base").step("e", "ALTER TABLE core.logs ADD COLUMN z"))
                .build();

        RunReport report = world.run(upon);

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems().get(0).type()).isEqualTo(EngineMessage.DEPENDENCY_NOT_COMPLETED);
        assertThat(report.problems().get(0).message()).contains("q.near.e", "p.base");
        assertThat(world.server().dump()).isEqualTo(untouched);
        world.run(FIRST);
        assertThat(world.run(upon).result()).isEqualTo(Result.DONE);
    }

    @Test
    void oneWhoseRollbackFailedStillRestsOnIt() {
        World world = Examples.world();
        String before = world.server().dump();
        world.run(PlanText.plan("p")
                .batch("base", batch -> batch.step("a", "CREATE TABLE core.t (id)"))
                .build());
        world.run(PlanText.plan("q")
                .batch("near", batch -> batch.requires("p.base").step("e", "ALTER TABLE core.logs ADD COLUMN z"))
                .build());
        String now = world.server().dump();
        world.server().faults().refuse("ALTER TABLE core.logs DROP COLUMN z", 1114, 1);
        assertThat(world.rollback("q", "near").result()).isEqualTo(Result.BROKEN);

        for (RunReport report : List.of(world.rollback("p", "base"), rollback(world, false))) {
            assertThat(report.result()).isEqualTo(Result.REFUSED);
            assertThat(report.problems()).singleElement().satisfies(problem -> assertThat(problem.type())
                    .isEqualTo(EngineMessage.NEEDS_A_PERSON));
            assertThat(world.server().dump()).isEqualTo(now);
        }
        assertThat(world.recover().result()).isEqualTo(Result.DONE);
        assertThat(world.rollback("p", "base").result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
    }
}
