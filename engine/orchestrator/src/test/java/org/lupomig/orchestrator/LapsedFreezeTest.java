package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.SystemState.Mode;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.World;

/**
 * What is published outlives a restart of the server, and what keeps writers out may not: every command looks whether
 * it holds before anything rests on it, and makes it hold again.
 */
class LapsedFreezeTest extends LapsedFreeze {
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
}
