package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** A batch made a table and completed, and steps that were added then have changed it in a later run. */
class ChangedInALaterRunTest {
    private static final String CHANGED =
            "q.a has changed since the batch completed: rows that the batch changed are not";
    private static final String OTHERS = "q.a has changed since the batch completed: it has other rows";

    private final String before = Examples.world().server().dump();

    /** With a step more for each of {@code added}, whose statements stand beside {@code &}. */
    private static Plan plan(RollbackClass rollbackClass, List<String> added) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    batch.rollback(rollbackClass)
                            .step("s", "CREATE SCHEMA q")
                            .step("a", step -> step.requires("s")
                                    .sql("CREATE TABLE q.a (id, v)", "INSERT INTO q.a VALUES 1, 2, 3"))
                            .step("e", step -> step.requires("s").sql("CREATE TABLE q.e (id, v)"));
                    int number = 0;
                    for (String each : added) {
                        number++;
                        batch.step("c" + number, step -> step.requires("a").sql(each.split(" & ", -1)));
                    }
                })
                .build();
    }

    /** A run for the table, and one more for each step that is added. */
    private static World ran(RollbackClass rollbackClass, String... added) {
        World world = Examples.world();
        assertThat(world.run(plan(rollbackClass, List.of())).result()).isEqualTo(Result.DONE);
        for (int i = 1; i <= added.length; i++) {
            Plan longer = plan(rollbackClass, List.of(added).subList(0, i));
            assertThat(world.run(longer).result()).isEqualTo(Result.DONE);
        }
        return world;
    }

    private static void discarding(Engine engine) {
        engine.rollback(new RollbackRequest("p", "b", null, null, false, true, false), Duration.ZERO);
    }

    private static RunReport rollback(World world, boolean discards) {
        return world.engine(Client.alive())
                .rollback(new RollbackRequest("p", "b", null, null, false, discards, false), Duration.ZERO);
    }

    private void isBefore(World world, String when) {
        assertThat(world.server().dump()).as(when).isEqualTo(before);
        assertThat(world.unrest()).as(when).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    A; DELETE FROM q.a WHERE id = 3
                    B; DELETE FROM q.a WHERE id = 3
                    A; DELETE FROM q.a
                    A; UPDATE q.a SET v = ours WHERE id = 3
                    B; UPDATE q.a SET v = ours WHERE id = 3
                    A; UPDATE q.a SET v = ours & DELETE FROM q.a WHERE v = ours
                    A; UPDATE q.a SET v = ours WHERE id = 3 & ALTER TABLE q.a ADD COLUMN x & UPDATE q.a SET x = ours
                    B; ALTER TABLE q.a ADD COLUMN x & UPDATE q.a SET x = ours WHERE id = 1
                    A; RENAME TABLE q.a TO q.z & DELETE FROM q.z WHERE id = 2
                    """)
    void itGoesBack(RollbackClass rollbackClass, String added) {
        World world = ran(rollbackClass, added);

        RunReport report = rollback(world, false);

        assertThat(report.problems()).isEmpty();
        assertThat(report.result()).isEqualTo(Result.DONE);
        isBefore(world, added);
        assertThat(world.server().held()).isEmpty();
    }

    /** The batch has not completed by then: what one step made, and another one has changed, was counted there. */
    @ParameterizedTest
    @ValueSource(strings = {"B", "C"})
    void soItDoesWhereARunHasEndedBehindSomeOfItsSteps(RollbackClass rollbackClass) {
        World world = Examples.world();
        Plan plan = plan(
                rollbackClass,
                List.of(
                        "UPDATE q.a SET v = ours WHERE id = 3",
                        "DELETE FROM q.a WHERE id = 1 & UPDATE q.a SET v = more WHERE id = 2"));
        RunOptions upTo = RunOptions.plain().upTo(new Address("p", "b", "c1"));
        assertThat(world.engine(Client.alive()).run(plan, upTo).result()).isEqualTo(Result.DONE);
        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);

        assertThat(rollback(world, false).problems()).isEmpty();
        isBefore(world, rollbackClass.name());
        assertThat(world.server().held()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "B"})
    void soItDoesBehindMoreThanOneRun(RollbackClass rollbackClass) {
        World world = ran(
                rollbackClass,
                "UPDATE q.a SET v = ours WHERE id = 3",
                "ALTER TABLE q.a ADD COLUMN x",
                "UPDATE q.a SET x = last WHERE id = 3 & DELETE FROM q.a WHERE id = 1");

        assertThat(rollback(world, false).problems()).isEmpty();
        isBefore(world, rollbackClass.name());
        assertThat(world.server().held()).isEmpty();
    }

    /** The batch is taken up by several runs until it has completed: of the first of these it is counted. */
    @Test
    void soItDoesBehindAStepThatWasCounted() {
        World world = Examples.world();
        List<String> two = List.of("UPDATE q.a SET v = ours WHERE id = 3", "DELETE FROM q.a WHERE id = 1");
        assertThat(world.run(plan(RollbackClass.B, two.subList(0, 1))).result()).isEqualTo(Result.DONE);
        assertThat(world.run(plan(RollbackClass.B, two)).result()).isEqualTo(Result.DONE);

        assertThat(rollback(world, false).problems()).isEmpty();
        isBefore(world, "counted");
        assertThat(world.server().held()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    A; DELETE FROM q.a WHERE id = 3; INSERT INTO q.a VALUES 3; rows; id=3
                    B; DELETE FROM q.a WHERE id = 3; INSERT INTO q.a VALUES 77; other; id=77
                    A; DELETE FROM q.a WHERE id = 3; UPDATE q.a SET v = theirs WHERE id = 1; other; v=theirs
                    A; DELETE FROM q.a WHERE id = 3; DELETE FROM q.a WHERE id = 1; other; id=2
                    A; DELETE FROM q.a; INSERT INTO q.a VALUES 77; other; id=77
                    A; UPDATE q.a SET v = ours WHERE id = 3; UPDATE q.a SET v = theirs WHERE id = 3; rows; v=theirs
                    B; UPDATE q.a SET v = ours WHERE id = 3; UPDATE q.a SET v = theirs; rows other; v=theirs
                    A; UPDATE q.a SET v = ours WHERE id = 3; DELETE FROM q.a WHERE id = 3; rows; id=2
                    B; UPDATE q.a SET v = ours WHERE id = 3; INSERT INTO q.a VALUES 77; other; id=77
                    A; ALTER TABLE q.a ADD COLUMN x & UPDATE q.a SET x = ours WHERE id = 1; INSERT INTO q.a VALUES 77; other; {id=1, x=ours}
                    B; ALTER TABLE q.a ADD COLUMN x & DELETE FROM q.a WHERE id = 1; INSERT INTO q.a VALUES 1; rows; {id=1}
                    """)
    void whatOthersWroteIsSeenBeforehandAndKept(
            RollbackClass rollbackClass, String added, String theirs, String told, String kept) {
        Supplier<World> written = () -> {
            World world = ran(rollbackClass, added);
            world.server().run(theirs);
            return world;
        };
        World world = written.get();
        String now = world.server().dump();

        RunReport refused = rollback(world, false);

        assertThat(refused.result()).isEqualTo(Result.REFUSED);
        assertThat(refused.problems())
                .extracting(problem -> problem.type())
                .hasSize(told.split(" ", -1).length)
                .containsOnly(EngineMessage.MOVED_ON);
        String messages = String.join(
                "\n",
                refused.problems().stream().map(problem -> problem.message()).toList());
        assertThat(messages.contains(CHANGED)).isEqualTo(told.contains("rows"));
        assertThat(messages.contains(OTHERS)).isEqualTo(told.contains("other"));
        assertThat(world.server().dump()).isEqualTo(now);

        RunReport report = rollback(world, true);

        assertThat(report.problems()).isEmpty();
        assertThat(report.result()).isEqualTo(Result.DONE);
        isBefore(world, added);
        assertThat(world.server().dumpHeld()).contains(kept);
        killed(written, ChangedInALaterRunTest::discarding, true, kept);
    }

    @Test
    void whatOthersWroteToAnEmptyTableThatALaterRunChangedIsSeen() {
        World world = ran(RollbackClass.A, "UPDATE q.e SET v = ours WHERE id = 4");
        world.server().run("INSERT INTO q.e VALUES 77");

        assertThat(rollback(world, false).problems())
                .extracting(problem -> problem.message())
                .containsExactly("q.e has changed since the batch completed: it has other rows");
    }

    /** What others wrote before the later step is theirs too: nothing of it goes with the table. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    A; INSERT INTO q.a VALUES 77; DELETE FROM q.a WHERE id = 77; id=77
                    B; INSERT INTO q.a VALUES 77; DELETE FROM q.a WHERE id = 77; id=77
                    A; INSERT INTO q.a VALUES 77; DELETE FROM q.a; id=77
                    A; INSERT INTO q.a VALUES 77; UPDATE q.a SET v = ours WHERE id = 77; id=77
                    B; INSERT INTO q.a VALUES 77; UPDATE q.a SET v = ours WHERE id = 1; id=77
                    A; INSERT INTO q.a VALUES 77; ALTER TABLE q.a ADD COLUMN x; id=77
                    B; INSERT INTO q.a VALUES 77; ALTER TABLE q.a ADD COLUMN x; id=77
                    B; INSERT INTO q.a VALUES 77; ALTER TABLE q.a ADD COLUMN x & UPDATE q.a SET x = ours; id=77
                    A; INSERT INTO q.a VALUES 77; ALTER TABLE q.a ADD COLUMN x & DELETE FROM q.a; id=77
                    B; INSERT INTO q.a VALUES 77; DELETE FROM q.a WHERE id = 77 & ALTER TABLE q.a ADD COLUMN x; id=77
                    A; UPDATE q.a SET v = theirs WHERE id = 1; UPDATE q.a SET v = ours; v=theirs
                    A; UPDATE q.a SET v = theirs WHERE id = 1; ALTER TABLE q.a ADD COLUMN x & UPDATE q.a SET v = ours; v=theirs
                    B; UPDATE q.a SET v = theirs WHERE id = 1; UPDATE q.a SET v = ours & ALTER TABLE q.a ADD COLUMN x; v=theirs
                    A; INSERT INTO q.a VALUES 77; ALTER TABLE q.a ADD COLUMN x & RENAME TABLE q.a TO q.z & DELETE FROM q.z; id=77
                    """)
    void whatOthersWroteBetweenTheRunsIsSeenAndKept(
            RollbackClass rollbackClass, String theirs, String added, String kept) {
        Supplier<World> written = () -> {
            World world = ran(rollbackClass);
            world.server().run(theirs);
            assertThat(world.run(plan(rollbackClass, List.of(added))).result()).isEqualTo(Result.DONE);
            return world;
        };
        World world = written.get();

        assertThat(rollback(world, false).problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .isEqualTo(OTHERS.replace("q.a", added.contains("q.z") ? "q.z" : "q.a")));
        assertThat(rollback(world, true).problems()).isEmpty();

        isBefore(world, added);
        assertThat(world.server().dumpHeld()).contains(kept);
        killed(written, ChangedInALaterRunTest::discarding, true, kept);
    }

    /** They stand in a table that the batch had left empty. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE q.e SET v = ours WHERE id = 77",
                "DELETE FROM q.e WHERE id = 77",
                "ALTER TABLE q.e ADD COLUMN x",
                "ALTER TABLE q.e ADD COLUMN x & UPDATE q.e SET x = ours WHERE id = 77"
            })
    void soIsWhatStandsInATableThatWasEmpty(String added) {
        World world = ran(RollbackClass.A);
        world.server().run("INSERT INTO q.e VALUES 77");
        assertThat(world.run(plan(RollbackClass.A, List.of(added))).result()).isEqualTo(Result.DONE);

        assertThat(rollback(world, false).problems())
                .extracting(problem -> problem.message())
                .containsExactly("q.e has changed since the batch completed: it has other rows");
        assertThat(rollback(world, true).problems()).isEmpty();

        isBefore(world, added);
        assertThat(world.server().dumpHeld()).contains("id=77");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "B"})
    void aRollbackThatIsKilledIsBroughtToItsEnd(RollbackClass rollbackClass) {
        killed(
                () -> ran(rollbackClass, "UPDATE q.a SET v = ours WHERE id = 3", "DELETE FROM q.a WHERE id = 1"),
                engine -> engine.rollback("p", "b", false, Duration.ZERO),
                false,
                "");
    }

    /** Killed anywhere, and recovered: as before it, or as before the batch. */
    private void killed(Supplier<World> setUp, Consumer<Engine> command, boolean discards, String kept) {
        String now = setUp.get().server().dump();
        for (Point point : Crash.points(setUp, command)) {
            World world = setUp.get();
            Crash.kill(world, point, command);
            assertThat(world.recover().problems()).as(point.toString()).isEmpty();
            if (world.server().dump().equals(now)) {
                assertThat(rollback(world, discards).result())
                        .as(point.toString())
                        .isEqualTo(Result.DONE);
            }
            isBefore(world, point.toString());
            assertThat(world.server().dumpHeld()).as(point.toString()).contains(kept);
        }
    }
}
