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
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.SystemState.Mode;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;
import org.lupomig.testkit.Counts;

/**
 * What is published outlives a restart of the server, and what keeps writers out may not: it is looked whether it holds
 * before anything rests on it, and made to hold again.
 */
class LapsedFreezeTest {
    private static final FreezeRequest BY_HAND = new FreezeRequest(List.of("core"), "a check", false);
    private static final FreezeRequest EMERGENCY = new FreezeRequest(List.of(), "a fire", true);
    private static final Plan PLAN = plan(RollbackClass.A);
    private static final Counts COUNTS = new Counts("kills while writers are kept out again, in the simulation");

    @AfterAll
    static void print() {
        COUNTS.print();
    }

    private static Plan plan(RollbackClass of) {
        return PlanText.plan("p")
                .batch("b", batch -> batch.rollback(of).freeze("core").step("s", "CREATE SCHEMA s", "CREATE SCHEMA t"))
                .build();
    }

    private static World readOnly() {
        World world = Examples.world();
        world.writers().byReadOnly();
        return world;
    }

    private static RunReport freeze(World world, FreezeRequest request) {
        return world.engine(Client.alive()).freeze(request, Duration.ZERO);
    }

    private static RunReport thaw(World world) {
        return world.engine(Client.alive()).thaw(Duration.ZERO);
    }

    private static World lapsed(FreezeRequest request) {
        return lapsed(request, false);
    }

    /** Frozen by hand, by a server that has been started again since, and may be read-only by somebody else. */
    private static World lapsed(FreezeRequest request, boolean readOnly) {
        World world = readOnly();
        assertThat(freeze(world, request).result()).isEqualTo(Result.DONE);
        startedAgain(world, readOnly);
        world.events().clear();
        return world;
    }

    private static World lapsed() {
        return lapsed(BY_HAND);
    }

    private static List<String> told(World world) {
        return world.events().stream()
                .filter(RunEvent.Warned.class::isInstance)
                .map(event -> ((RunEvent.Warned) event).problem())
                .filter(problem -> problem.type() == EngineMessage.FREEZE_LAPSED)
                .map(problem -> problem.message())
                .toList();
    }

    private static List<String> alerts(World world) {
        return world.store().others().stream()
                .filter(Write.Alert.class::isInstance)
                .map(Write.Alert.class::cast)
                .filter(alert -> alert.title().equals("freeze lapsed"))
                .map(Write.Alert::message)
                .toList();
    }

    private static void holdsAgain(World world, Mode mode) {
        assertThat(world.writers().shut()).isEqualTo("read-only {}");
        assertThat(world.store().systemState().mode()).isEqualTo(mode);
        assertThat(told(world)).hasSize(1);
        assertThat(alerts(world)).isEqualTo(told(world));
    }

    private static void thawsWhole(World world) {
        assertThat(thaw(world).result()).isEqualTo(Result.DONE);
        assertThat(world.writers().shut()).isEqualTo("{}");
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void whatIsFrozenAlreadyIsMadeToHoldAgain() {
        World world = lapsed();

        RunReport report = freeze(world, BY_HAND);

        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(report.detail())
                .startsWith("core is frozen since ")
                .endsWith("(the whole server is read-only); writers are kept out now");
        assertThat(told(world))
                .containsExactly("core is frozen, and that did not keep writers out: read_only is OFF (start 2)");
        holdsAgain(world, Mode.FROZEN);
        assertThat(freeze(world, BY_HAND).result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(told(world)).hasSize(1);
        thawsWhole(world);
    }

    @Test
    void soIsAnEmergency() {
        World world = lapsed(EMERGENCY);

        assertThat(freeze(world, EMERGENCY).result()).isEqualTo(Result.DONE);

        holdsAgain(world, Mode.EMERGENCY);
        assertThat(freeze(world, EMERGENCY).result()).isEqualTo(Result.NOTHING_TO_DO);
        thawsWhole(world);
    }

    @Test
    void aRecoveryDoesSoToo() {
        for (FreezeRequest request : List.of(BY_HAND, EMERGENCY)) {
            World world = lapsed(request);

            RunReport report = world.recover();

            assertThat(report.result()).isEqualTo(Result.DONE);
            assertThat(report.detail()).endsWith("writers are kept out now");
            holdsAgain(world, request.emergency() ? Mode.EMERGENCY : Mode.FROZEN);
            assertThat(world.recover().result()).isEqualTo(Result.NOTHING_TO_DO);
            thawsWhole(world);
        }
    }

    @Test
    void anAccountThatSomebodyHasUnlockedIsLockedAgainAndAllAreAsBeforeInTheEnd() {
        World world = Examples.world();
        world.writers().byAccounts();
        freeze(world, BY_HAND);
        world.writers().unlocked("shop");
        world.writers().unlocked("old");

        assertThat(freeze(world, BY_HAND).result()).isEqualTo(Result.DONE);

        assertThat(told(world))
                .containsExactly("core is frozen, and that did not keep writers out: shop@% is not locked");
        assertThat(world.writers().shut()).isEqualTo("{old=true, report=false, shop=true}");
        thaw(world);
        assertThat(world.writers().shut()).isEqualTo("{old=true, report=false, shop=false}");
    }

    /** What it was before the freeze ended with the server, as the freeze did. */
    @ParameterizedTest
    @EnumSource(AgainBy.class)
    void whatAServerHasThatIsStartedAgainIsTheAdministrators(AgainBy again) {
        for (boolean readOnly : List.of(true, false)) {
            for (boolean before : List.of(true, false)) {
                World world = readOnly();
                if (before) {
                    world.writers().madeReadOnly();
                }
                freeze(world, BY_HAND);
                startedAgain(world, readOnly);

                again.does(world);
                assertThat(told(world).isEmpty()).isEqualTo(again == AgainBy.NOBODY);
                assertThat(world.writers().shut())
                        .isEqualTo(readOnly || !told(world).isEmpty() ? "read-only {}" : "{}");
                assertThat(thaw(world).result()).isEqualTo(Result.DONE);

                assertThat(world.writers().shut()).isEqualTo(readOnly ? "read-only {}" : "{}");
                assertThat(world.unrest()).isEmpty();
                assertThat(alerts(world))
                        .containsExactly("core is frozen, and that did not keep writers out: "
                                + (readOnly ? "read_only is ON by somebody else" : "read_only is OFF (start 2)"));
            }
        }
    }

    private static void startedAgain(World world, boolean readOnly) {
        if (readOnly) {
            world.writers().serverStartedReadOnly();
        } else {
            world.writers().serverStartedAgain();
        }
    }

    /** Who keeps writers out again, and is thawed then. */
    enum AgainBy {
        NOBODY,
        FREEZE,
        RECOVERY,
        RUN,
        DECLARATION,
        DECLARATION_MEANWHILE;

        void does(World world) {
            switch (this) {
                case NOBODY -> {}
                case FREEZE -> freeze(world, BY_HAND);
                case RECOVERY -> world.recover();
                case RUN -> world.run(PLAN);
                case DECLARATION -> freeze(world, EMERGENCY);
                case DECLARATION_MEANWHILE -> {
                    world.writers().beforeRaising(() -> freeze(world, EMERGENCY));
                    freeze(world, BY_HAND);
                }
            }
        }
    }

    @Test
    void whoFindsItKeptOutAgainMeanwhileTakesThatForNobodyElses() {
        World world = lapsed();
        world.writers().beforeNoting(() -> freeze(world, BY_HAND));

        assertThat(world.recover().result()).isEqualTo(Result.DONE);

        thawsWhole(world);
    }

    @Test
    void anEmergencyUponALapsedFreezeTellsOfItAndKeepsWritersOut() {
        World world = lapsed();

        RunReport report = freeze(world, EMERGENCY);

        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(report.detail()).endsWith("(the whole server is read-only)");
        holdsAgain(world, Mode.EMERGENCY);
        thawsWhole(world);
    }

    @Test
    void aThawTellsOfIt() {
        for (FreezeRequest request : List.of(BY_HAND, EMERGENCY)) {
            World world = lapsed(request);

            thawsWhole(world);

            assertThat(told(world)).hasSize(1);
            assertThat(alerts(world)).isEqualTo(told(world));
        }
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

    @ParameterizedTest
    @EnumSource(
            value = RollbackClass.class,
            names = {"A", "B"})
    void aBatchWithinItBeginsWhenWritersAreKeptOutAgain(RollbackClass of) {
        World world = lapsed();
        long before = world.store().systemState().since();
        List<String> shut = new ArrayList<>();
        world.server()
                .faults()
                .strangerBefore(
                        "CREATE SCHEMA s", () -> shut.add(world.writers().shut()));

        assertThat(world.run(plan(of)).result()).isEqualTo(Result.DONE);

        assertThat(shut).containsExactly("read-only {}");
        holdsAgain(world, Mode.FROZEN);
        assertThat(world.store().systemState().since()).isEqualTo(before);
        thawsWhole(world);
    }

    @ParameterizedTest
    @EnumSource(
            value = RollbackClass.class,
            names = {"A", "B"})
    void aBatchIsNotBegunWhereTheyCannotBe(RollbackClass of) {
        World world = lapsed();
        world.writers().refuse("a statement that writes has not ended");

        RunReport report = world.run(plan(of));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems()).extracting(p -> p.type()).contains(EngineMessage.NOT_FROZEN);
        assertThat(world.sent()).isEmpty();
        assertThat(world.store().systemState().mode()).isEqualTo(Mode.FROZEN);
        thawsWhole(world);
    }

    @Test
    void thatTheyCannotBeIsSaidToWhoAsksAndNeedsAPerson() {
        for (FreezeRequest request : List.of(BY_HAND, EMERGENCY)) {
            World world = lapsed(request);
            world.writers().refuse("a statement that writes has not ended");

            for (RunReport report : List.of(freeze(world, request), world.recover())) {
                assertThat(report.result()).isEqualTo(Result.BROKEN);
                assertThat(report.problems()).extracting(p -> p.type()).containsExactly(EngineMessage.NOT_FROZEN);
            }
            assertThat(world.store().systemState().mode()).isNotEqualTo(Mode.NORMAL);
            thawsWhole(world);
        }
    }

    /** Nothing is said to keep writers out that does not. */
    @Test
    void whoeverIsRefusedBecauseOfItHearsThatItDoesNotHold() {
        World world = lapsed();

        RunReport other = freeze(world, new FreezeRequest(List.of("logs"), "a check", false));

        assertThat(other.result()).isEqualTo(Result.REFUSED);
        assertThat(other.problems().get(0).message())
                .endsWith("(but it does not keep writers out: read_only is OFF (start 2))");
        assertThat(world.writers().shut()).isEqualTo("{}");
    }

    @Test
    void anEmergencyThatComesWhileWritersAreKeptOutAgainStands() {
        World world = lapsed();
        world.writers().beforeRaising(() -> freeze(world, EMERGENCY));

        RunReport report = freeze(world, BY_HAND);

        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(report.problems()).extracting(p -> p.type()).containsExactly(EngineMessage.IN_EMERGENCY);
        assertThat(world.store().systemState().mode()).isEqualTo(Mode.EMERGENCY);
        assertThat(world.writers().shut()).isEqualTo("read-only {}");
        thawsWhole(world);
    }

    @Test
    void oneThatIsOverByThenHasEndedTheFreezeAndLeavesNothing() {
        World world = lapsed();
        world.writers().beforeRaising(() -> {
            freeze(world, EMERGENCY);
            thaw(world);
        });

        assertThat(freeze(world, BY_HAND).result()).isEqualTo(Result.REFUSED);

        assertThat(world.writers().shut()).isEqualTo("{}");
        assertThat(world.unrest()).isEmpty();
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

    @Test
    void thatTheyCannotBeKeptOutRaisesOneAlertHoweverOftenItIsTried() {
        for (FreezeRequest request : List.of(BY_HAND, EMERGENCY)) {
            World world = lapsed(request);
            world.writers().refuse("a statement that writes has not ended");
            for (int tries = 0; tries < 3; tries++) {
                freeze(world, request);
                world.recover();
            }
            assertThat(told(world)).hasSize(6);
            assertThat(alerts(world)).hasSize(1);
            world.writers().refuse(null);
            freeze(world, request);
            assertThat(alerts(world)).hasSize(1);

            world.writers().serverStartedAgain();
            freeze(world, request);
            assertThat(alerts(world)).hasSize(2);
            thawsWhole(world);
        }
    }

    /** Wherever a run dies, and the server is started again: nobody is kept out for what was never begun. */
    @ParameterizedTest
    @EnumSource(
            value = RollbackClass.class,
            names = {"A", "B"})
    void nothingStaysFrozenWhereverBothDie(RollbackClass of) {
        Plan plan = plan(of);
        int again = 0;
        for (Point point : Crash.points(LapsedFreezeTest::readOnly, engine -> engine.run(plan, RunOptions.plain()))) {
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
