package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** A table that a batch made, and nobody has touched since, is dropped where it stands. */
class DroppedInPlaceTest {
    private static final Plan PLAN = PlanText.plan("p")
            .batch("b", batch -> batch.step("one", "CREATE TABLE core.a (id)")
                    .step("two", "CREATE TABLE core.t (id)", "INSERT INTO core.t VALUES 1, 2"))
            .build();

    private static World run() {
        World world = Examples.world();
        world.run(PLAN);
        return world;
    }

    private static List<String> back(World world) {
        int before = world.sent().size();
        RunReport report = world.rollback("p", "b");
        assertThat(report.problems()).isEmpty();
        assertThat(report.result()).isEqualTo(Result.DONE);
        return List.copyOf(world.sent().subList(before, world.sent().size()));
    }

    @Test
    void nothingIsMoved() {
        assertThat(back(run())).containsExactly("DROP TABLE core.t", "DROP TABLE core.a");
    }

    @Test
    void withoutLocksItIsLookedAtWhereNobodyWritesToIt() {
        World world = run();
        world.forbidden().add("LOCK TABLES");

        assertThat(back(world))
                .filteredOn(sql -> sql.contains("core.t") || sql.contains("_t"))
                .satisfiesExactly(
                        sql -> assertThat(sql).startsWith("RENAME TABLE core.t TO held.r"),
                        sql -> assertThat(sql).startsWith("DROP TABLE held.r"));
    }

    @Test
    void whatOthersWriteAtTheLastMomentIsKept() {
        World world = run();
        world.server().faults().strangerBefore("DROP TABLE core.t", () -> world.server()
                .run("INSERT INTO core.t VALUES 99"));

        assertThat(back(world)).anyMatch(sql -> sql.startsWith("RENAME TABLE core.t TO held."));

        assertThat(world.server().dumpHeld()).contains("99");
        assertThat(world.server().held()).singleElement().asString().startsWith("k1_");
    }

    @Test
    void whatWaitsTooLongIsNotTriedInAnotherWay() {
        World world = run();
        world.server().faults().lockWait("DROP TABLE core.t", 1_000);

        RunReport report = world.rollback("p", "b");

        assertThat(report.problems().get(0).message()).contains("core.t could not be dropped: it waited too long");
        assertThat(world.sent()).noneMatch(sql -> sql.startsWith("RENAME TABLE"));
    }

    /**
     * Who has written to it at the last moment, so that it is not dropped, may build it anew before or after a kill: it
     * has another id then. From when on it is written down that nothing was sent, no person is asked.
     */
    @Test
    void whatOthersBuildAnewIsMovedAsideAfterAKill() {
        Supplier<World> refused = () -> {
            World world = run();
            world.server().faults().strangerBefore("DROP TABLE core.t", () -> world.server()
                    .run("INSERT INTO core.t VALUES 99"));
            return world;
        };
        Consumer<Engine> rollback = engine -> engine.rollback("p", "b", false, Duration.ZERO);
        int known = 0;
        int asked = 0;
        for (Point point : Crash.points(refused, rollback)) {
            World world = refused.get();
            Crash.kill(world, point, rollback);
            if (!world.server().dump().contains("core.t") || entries(world, JournalEntry.Kind.UNDO_INTENT) != 1) {
                continue;
            }
            boolean told = entries(world, JournalEntry.Kind.UNDO_DONE) == 1;
            world.server().run("DROP TABLE core.t", "CREATE TABLE core.t (id, theirs)", "INSERT INTO core.t VALUES 99");

            RunReport report = world.recover();

            if (told) {
                known++;
                assertThat(report.result()).as("%s: %s", point, report).isEqualTo(Result.DONE);
                assertThat(world.server().dump()).as(point.toString()).doesNotContain("core.t");
                assertThat(world.server().dumpHeld()).as(point.toString()).contains("theirs", "99");
                assertThat(world.server().held()).singleElement().asString().startsWith("k1_");
            } else {
                asked++;
                assertThat(world.server().dump()).as(point.toString()).contains("core.t", "theirs");
            }
        }
        assertThat(known).isPositive();
        assertThat(asked).as("no answer was heard: it may be somebody else's").isPositive();
    }

    private static long entries(World world, JournalEntry.Kind kind) {
        return world.store().runs(99).stream()
                .flatMap(run -> world.store().journal(run.id()).stream())
                .filter(entry -> entry.kind() == kind)
                .count();
    }

    /** Killed at any moment, whatever others then make under the names that are free is never touched. */
    @Test
    void whatOthersMakeUnderItsNameIsTheirs() {
        Consumer<Engine> rollback = engine -> engine.rollback("p", "b", false, Duration.ZERO);
        Supplier<World> ran = DroppedInPlaceTest::run;
        int made = 0;
        for (Point point : Crash.points(ran, rollback)) {
            World world = ran.get();
            Crash.kill(world, point, rollback);
            List<String> theirs = Stream.of("core.t", "core.a")
                    .filter(table -> !world.server().dump().contains(table))
                    .toList();
            theirs.forEach(table -> world.server().run("CREATE TABLE " + table + " (id)"));
            world.recover();
            theirs.forEach(table ->
                    assertThat(world.server().dump()).as(point.toString()).contains(table));
            assertThat(world.server().held()).as(point.toString()).isEmpty();
            made += theirs.size();
        }
        assertThat(made).isPositive();
    }
}
