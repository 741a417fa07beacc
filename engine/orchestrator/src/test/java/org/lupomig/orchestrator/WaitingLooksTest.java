package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.ServerFaults;
import org.lupomig.orchestrator.sim.World;

/**
 * What is looked at, and waits for a lock in vain, is looked at again; and before anybody waits, what was done by then
 * is durable, however many steps are under way.
 */
class WaitingLooksTest {
    private static final int STEPS = 8;
    private static final String THEIRS = "INSERT INTO core.t1 VALUES 99";

    private static Plan plan(String... statements) {
        return PlanText.plan("p")
                .batch("b", batch -> batch.step("s", statements))
                .build();
    }

    /** Steps that are walked as a group. */
    private static Plan group() {
        return PlanText.plan("p")
                .batch("b", batch -> IntStream.rangeClosed(1, STEPS)
                        .forEach(number -> batch.step(
                                "s" + number,
                                "CREATE TABLE core.t" + number + " (id)",
                                "ALTER TABLE core.t" + number + " ADD COLUMN a")))
                .build();
    }

    private static List<RunEvent.Waiting> waits(World world) {
        return world.events().stream()
                .filter(RunEvent.Waiting.class::isInstance)
                .map(RunEvent.Waiting.class::cast)
                .toList();
    }

    private static long entries(World world, JournalEntry.Kind kind) {
        return world.store().journal(1).stream()
                .filter(entry -> entry.kind() == kind)
                .count();
    }

    /** So many looks in vain, and then somebody fills a table of the plan while it is waited. */
    private static void inVain(ServerFaults faults, World world, String look, int first) {
        faults.lockWait(look, first)
                .strangerBefore(look, () -> world.server().run(THEIRS))
                .lockWait(look, 2);
    }

    /** A table that is there, behind the making of another one. */
    private static World alone() {
        World world = Examples.world();
        inVain(world.server().faults(), world, "describe core.users", 1);
        return world;
    }

    /** A table of a group, when it is made: it is looked at with the others first, and then by itself. */
    private static World grouped() {
        World world = Examples.world();
        ServerFaults faults = world.server().faults();
        faults.strangerBefore("CREATE TABLE core.t3", () -> inVain(faults, world, "describe core.t3", 2));
        return world;
    }

    /** Wherever it is killed while it waits, nobody is needed for the rows that somebody has put in meanwhile. */
    private static void killedEverywhere(Supplier<World> setUp, Plan plan) {
        String before = Examples.world().server().dump();
        World whole = setUp.get();
        assertThat(whole.run(plan).result()).isEqualTo(Result.DONE);
        assertThat(waits(whole)).hasSize(3);
        int withTheirs = 0;
        for (Point point : Crash.points(setUp, engine -> engine.run(plan, RunOptions.plain()))) {
            World world = setUp.get();
            Crash.kill(world, point, engine -> engine.run(plan, RunOptions.plain()));
            world.server().faults().clear();
            boolean theirs = world.server().dump().contains("99");

            RunReport report = world.recover();

            String where = point + ": " + report;
            assertThat(report.result()).as(where).isIn(Result.DONE, Result.NOTHING_TO_DO);
            assertThat(world.unrest()).as(where).isEmpty();
            assertThat(world.heldUntold()).as(where).isEmpty();
            if (world.server().dump().equals(before)) {
                withTheirs += theirs ? 1 : 0;
                assertThat(world.server().dumpHeld().contains("99")).as(where).isEqualTo(theirs);
            } else {
                assertThat(world.server().dump())
                        .as(where)
                        .isEqualTo(whole.server().dump());
            }
        }
        assertThat(withTheirs).isPositive();
    }

    @Test
    void whatAStepHasDoneIsKnownWhereverItIsKilledInAWait() {
        killedEverywhere(
                WaitingLooksTest::alone, plan("CREATE TABLE core.t1 (id)", "ALTER TABLE core.users ADD INDEX by_id"));
    }

    @Test
    void whatAGroupHasDoneIsKnownWhereverItIsKilledInAWait() {
        killedEverywhere(WaitingLooksTest::grouped, group());
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "behind"})
    void whileOneOfAGroupLooksInVainNothingOfTheOthersIsOpen(String when) {
        World world = Examples.world();
        String before = world.server().dump();
        ServerFaults faults = world.server().faults();
        if (when.equals("before")) {
            faults.lockWait("describe core.t3", 1_000);
        } else {
            faults.strangerBefore("CREATE TABLE core.t3", () -> faults.lockWait("describe core.t3", 20));
        }
        long[] open = {-1};

        RunReport report = world.run(group(), () -> {
            if (!world.pauses().isEmpty() && open[0] < 0) {
                open[0] = entries(world, JournalEntry.Kind.INTENT) - entries(world, JournalEntry.Kind.DONE);
                faults.clear();
            }
            return open[0] >= 0;
        });

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        // Behind its own statement it is not yet known what that has come to.
        assertThat(open[0]).isEqualTo(when.equals("before") ? 0 : 1);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void twoOfAGroupThatLookInVainBothComeToIt() {
        World world = Examples.world();
        world.server().faults().lockWait("describe core.t3", 3).lockWait("describe core.t5", 3);

        RunReport report = world.run(group());

        assertThat(report.result()).as("%s", report).isEqualTo(Result.DONE);
        assertThat(waits(world))
                .extracting(wait -> wait.step().step())
                .containsOnly("s3", "s5")
                .hasSizeGreaterThan(4);
        assertThat(entries(world, JournalEntry.Kind.INTENT)).isEqualTo(entries(world, JournalEntry.Kind.DONE));
    }

    @Test
    void whatIsLookedAtBetweenPlanningAndSendingIsLookedAtAgain() {
        World world = Examples.world();
        world.server().faults().strangerAfter("CREATE SCHEMA IF NOT EXISTS", () -> world.server()
                .faults()
                .lockWait("describe core.logs", 3));

        RunReport report = world.run(plan("DROP TABLE core.logs"));

        assertThat(report.problems()).isEmpty();
        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(waits(world)).hasSize(3).allSatisfy(wait -> assertThat(wait.inTheWay())
                .isEqualTo("a reader of 7"));
        assertThat(world.server().held()).hasSize(1);
    }

    @Test
    void thatIsBoundedByTheTimeOfTheStep() {
        World world = Examples.world();
        String before = world.server().dump();
        ServerFaults faults = world.server().faults();
        faults.strangerAfter("CREATE SCHEMA IF NOT EXISTS", () -> faults.lockWait("describe core.logs", 100_000));
        world.hears(event -> {
            if (event instanceof RunEvent.Failure) {
                faults.clear();
            }
        });

        RunReport report = world.run(plan("DROP TABLE core.logs"));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.type()).isEqualTo(EngineMessage.WAITED_TOO_LONG);
            assertThat(problem.message()).contains("a reader of 7");
        });
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void whatAStatementHasLeftIsLookedAtAgain() {
        World world = Examples.world();
        ServerFaults faults = world.server().faults();
        faults.strangerAfter("ALTER TABLE core.users", () -> faults.lockWait("describe core.users", 3));

        RunReport report = world.run(plan("ALTER TABLE core.users ADD INDEX by_id"));

        assertThat(report.problems()).isEmpty();
        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(waits(world)).hasSize(3);
        assertThat(entries(world, JournalEntry.Kind.DONE)).isEqualTo(1);
    }

    @Test
    void whatIsDoneIsKnownWhereTheNextLookIsRefused() {
        World world = Examples.world();
        String before = world.server().dump();
        world.server()
                .faults()
                .strangerBefore("describe core.users", () -> world.server().run(THEIRS))
                .refuse("describe core.users", 1142, 1);

        RunReport report = world.run(plan("CREATE TABLE core.t1 (id)", "ALTER TABLE core.users ADD INDEX by_id"));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().dumpHeld()).contains("99");
        assertThat(world.heldUntold()).isEmpty();
    }
}
