package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.SystemState.Mode;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.World;
import org.lupomig.testkit.Counts;

/**
 * A freeze lapses within which a run has died or broken: what that did is taken back behind it, and nobody is kept out
 * for its records. And whoever makes one hold again is killed.
 */
class LapsedFreezeKilledTest extends LapsedFreeze {
    private static final Counts COUNTS = new Counts("kills while writers are kept out again, in the simulation");

    @AfterAll
    static void print() {
        COUNTS.print();
    }

    /** Its own freeze is the run's again where the emergency upon it ends, with what is to come back by then. */
    @Test
    void theFreezeOfADeadRunUponWhichAnEmergencyWasKeptAgainLeavesNothing() {
        World world = killedWithin(readOnly());
        freeze(world, EMERGENCY);
        world.writers().serverStartedAgain();
        freeze(world, EMERGENCY);
        assertThat(world.writers().shut()).isEqualTo("read-only {}");

        thawsWhole(world);
    }

    /** What a dead run had done behind its freeze is taken back behind it. */
    @Test
    void theFreezeOfADeadRunHoldsAgainWhileItsWorkIsTakenBack() {
        World world = killedWithin(readOnly());
        world.writers().serverStartedAgain();
        world.events().clear();
        List<String> shut = shutWhileTakenBack(world);

        assertThat(world.recover().result()).isEqualTo(Result.DONE);

        assertThat(shut).as("%s", world.sent()).containsExactly("read-only {}");
        assertThat(told(world)).hasSize(1);
        assertThat(alerts(world)).isEqualTo(told(world));
        assertThat(world.writers().shut()).isEqualTo("{}");
        assertThat(world.unrest()).isEmpty();
    }

    /** A run whose process has died between its statements. */
    private static World killedWithin(World world) {
        world.server().faults().strangerBefore("CREATE SCHEMA t", () -> {
            throw new Client.Killed();
        });
        try {
            world.run(PLAN);
        } catch (Client.Killed e) {
            world.store().clientGone();
        }
        return world;
    }

    private static List<String> shutWhileTakenBack(World world) {
        List<String> shut = new ArrayList<>();
        world.server()
                .faults()
                .strangerBefore("DROP SCHEMA s", () -> shut.add(world.writers().shut()));
        return shut;
    }

    /** Within what a person froze, or upon an emergency, its work is taken back behind that. */
    @ParameterizedTest
    @ValueSource(strings = {"recover", "run", "freeze"})
    void whatADeadRunDidWithinAPersonsFreezeIsTakenBackBehindIt(String by) {
        World world = readOnly();
        freeze(world, BY_HAND);
        killedWithin(world);
        world.writers().serverStartedAgain();
        world.events().clear();
        List<String> shut = shutWhileTakenBack(world);

        Engine engine = world.engine(Client.alive());
        RunReport report =
                switch (by) {
                    case "recover" -> engine.recover(Duration.ZERO);
                    case "run" -> engine.run(PLAN, RunOptions.plain());
                    default -> engine.freeze(BY_HAND, Duration.ZERO);
                };

        assertThat(report.result()).isIn(Result.DONE, Result.NOTHING_TO_DO);
        assertThat(shut).as("%s", world.sent()).containsExactly("read-only {}");
        holdsAgain(world, Mode.FROZEN);
        thawsWhole(world);
    }

    @Test
    void soIsWhatItDidBeforeAnEmergency() {
        for (boolean byItself : List.of(true, false)) {
            World world = readOnly();
            if (!byItself) {
                freeze(world, BY_HAND);
            }
            killedWithin(world);
            freeze(world, EMERGENCY);
            world.writers().serverStartedAgain();
            world.events().clear();
            List<String> shut = shutWhileTakenBack(world);

            assertThat(world.recover().result()).isEqualTo(Result.DONE);

            assertThat(shut).as("%s", world.sent()).containsExactly("read-only {}");
            holdsAgain(world, Mode.EMERGENCY);
            thawsWhole(world);
        }
    }

    @Test
    void itIsTakenBackAllTheSameWhereTheyCannotBeKeptOut() {
        World world = readOnly();
        freeze(world, BY_HAND);
        killedWithin(world);
        world.writers().serverStartedAgain();
        world.writers().refuse("a statement that writes has not ended");
        world.events().clear();

        RunReport report = world.recover();

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems()).extracting(p -> p.type()).containsExactly(EngineMessage.NOT_FROZEN);
        assertThat(world.sent()).contains("DROP SCHEMA s");
        assertThat(told(world)).isNotEmpty();
        assertThat(alerts(world)).hasSize(1);
        thawsWhole(world);
    }

    /** Records are written whoever writes beside them. */
    @Test
    void nobodyIsKeptOutAgainForRecords() {
        World world = readOnly();
        freeze(world, BY_HAND);
        world.storeFaults()
                .refuse(
                        write -> write instanceof Write.Journal journal
                                && journal.entry().kind() == JournalEntry.Kind.TRANSITION
                                && journal.entry().previous() == State.COMPLETING,
                        2);
        assertThat(world.run(PLAN).result()).isEqualTo(Result.BROKEN);
        assertThat(world.step("p", "b", "s").state()).isEqualTo(State.COMPLETING);
        world.writers().serverStartedAgain();
        world.events().clear();

        assertThat(world.run(PLAN).result()).isEqualTo(Result.NOTHING_TO_DO);

        assertThat(world.step("p", "b", "s").status()).isEqualTo(StepStatus.COMPLETED);
        assertThat(told(world)).isEmpty();
        assertThat(world.writers().shut()).isEqualTo("{}");
    }

    /** Who waits for nobody does not wait two minutes for a statement that writes. */
    @Test
    void aRecoveryWaitsNoLongerThanItIsToldTo() {
        for (FreezeRequest request : List.of(BY_HAND, EMERGENCY)) {
            for (int seconds : List.of(0, 30, 600)) {
                World world = lapsed(request);
                world.writers().patience().clear();

                world.engine(Client.alive()).recover(Duration.ofSeconds(seconds));

                // What it has waited for before is of the same patience.
                assertThat(world.writers().patience())
                        .extracting(patience -> patience.plusMillis(500).toSeconds())
                        .containsExactly(Math.min(Math.max(seconds, 5L), 120L));
            }
        }
        World world = killedWithin(readOnly());
        world.writers().serverStartedAgain();
        world.writers().patience().clear();

        world.recover();

        assertThat(world.writers().patience()).containsExactly(Duration.ofSeconds(5));
    }

    /** Wherever a run dies, and the server is started again: nobody is kept out for what was never begun. */
    @ParameterizedTest
    @EnumSource(
            value = RollbackClass.class,
            names = {"A", "B"})
    void nothingStaysFrozenWhereverBothDie(RollbackClass of) {
        Plan plan = plan(of);
        int again = 0;
        for (Point point : Crash.points(LapsedFreeze::readOnly, engine -> engine.run(plan, RunOptions.plain()))) {
            World world = readOnly();
            Crash.kill(world, point, engine -> engine.run(plan, RunOptions.plain()));
            world.writers().serverStartedAgain();
            boolean begun = world.store().steps("p").stream()
                    .anyMatch(step -> step.state().compareTo(State.MIGRATING) >= 0 && step.state() != State.COMPLETING);
            world.events().clear();

            assertThat(world.recover().result()).as("%s", point).isNotEqualTo(Result.BROKEN);

            again += told(world).size();
            assertThat(begun || told(world).isEmpty()).as("%s", point).isTrue();
            assertThat(world.unrest()).as("%s", point).isEmpty();
            assertThat(world.writers().shut()).as("%s", point).isEqualTo("{}");
            COUNTS.count("runs");
        }
        assertThat(again).isPositive();
    }

    /** What is killed, and upon what. */
    record Killed(String name, FreezeRequest upon, Consumer<Engine> command) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Killed> killed() {
        return Stream.of(
                new Killed("freeze", BY_HAND, engine -> engine.freeze(BY_HAND, Duration.ZERO)),
                new Killed("emergency", EMERGENCY, engine -> engine.freeze(EMERGENCY, Duration.ZERO)),
                new Killed("emergency upon it", BY_HAND, engine -> engine.freeze(EMERGENCY, Duration.ZERO)),
                new Killed("recover", BY_HAND, engine -> engine.recover(Duration.ZERO)),
                new Killed("run", BY_HAND, engine -> engine.run(PLAN, RunOptions.plain())));
    }

    @ParameterizedTest
    @MethodSource("killed")
    void itHoldsAgainAndIsToldWhereverThatIsKilled(Killed killed) {
        for (boolean readOnly : List.of(true, false)) {
            for (Point point : Crash.points(() -> lapsed(killed.upon(), readOnly), killed.command())) {
                World world = lapsed(killed.upon(), readOnly);
                long before = world.store().systemState().holder().run();
                Crash.kill(world, point, killed.command());

                assertThat(world.recover().result()).as("%s", point).isNotEqualTo(Result.BROKEN);

                SystemState stands = world.store().systemState();
                assertThat(stands.mode()).as("%s", point).isIn(Mode.FROZEN, Mode.EMERGENCY);
                assertThat(stands.holder().run()).as("%s", point).isEqualTo(before);
                assertThat(world.writers().shut()).as("%s", point).isEqualTo("read-only {}");
                assertThat(alerts(world)).as("%s", point).isNotEmpty();
                assertThat(world.store().unfinishedRuns()).as("%s", point).isEmpty();
                assertThat(thaw(world).result()).isEqualTo(Result.DONE);
                assertThat(world.writers().shut()).as("%s", point).isEqualTo(readOnly ? "read-only {}" : "{}");
                assertThat(world.unrest()).isEmpty();
                COUNTS.count(killed.name());
            }
        }
    }

    /** Wherever a thaw is killed, of a server that somebody else has made read-only since: that is left alone. */
    @Test
    void whatIsTheAdministratorsStaysWhereverAThawIsKilled() {
        for (FreezeRequest request : List.of(BY_HAND, EMERGENCY)) {
            for (Point point : Crash.points(() -> lapsed(request, true), engine -> engine.thaw(Duration.ZERO))) {
                World world = lapsed(request, true);
                Crash.kill(world, point, engine -> engine.thaw(Duration.ZERO));

                world.recover();
                thaw(world);

                assertThat(world.unrest()).as("%s", point).isEmpty();
                assertThat(world.writers().shut()).as("%s", point).isEqualTo("read-only {}");
                COUNTS.count("thaw");
            }
        }
    }
}
