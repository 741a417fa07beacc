package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.SystemState.Mode;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.Target.OtherSession;
import org.lupomig.orchestrator.sim.Checks;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** The advisory freeze: published from its beginning to its end, and others are named at both. */
class FreezeTest {
    private static final String SENTENCE = "; others used core meanwhile, so that exactness is not guaranteed";
    private static final Plan GOOD = plan(false);
    private static final Plan BAD = plan(true);

    private final World world = Examples.world();

    private static Plan plan(boolean fails) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    batch.freeze("core").step("s", "CREATE SCHEMA s");
                    if (fails) {
                        batch.check(Checks.post("no", Checks.equal(Checks.number(1), 2)));
                    }
                })
                .build();
    }

    private List<Mode> published() {
        return world.events().stream()
                .filter(RunEvent.SystemMoved.class::isInstance)
                .map(event -> ((RunEvent.SystemMoved) event).state().mode())
                .toList();
    }

    private List<String> warned(EngineMessage type) {
        return world.events().stream()
                .filter(RunEvent.Warned.class::isInstance)
                .map(event -> ((RunEvent.Warned) event).problem())
                .filter(problem -> problem.type() == type)
                .map(problem -> problem.message())
                .toList();
    }

    private List<Write.Alert> alerts() {
        return world.store().others().stream()
                .filter(Write.Alert.class::isInstance)
                .map(Write.Alert.class::cast)
                .filter(alert -> alert.title().equals("others during a freeze"))
                .toList();
    }

    @Test
    void aBatchThatCompletesThawsInTwoMoves() {
        assertThat(world.run(GOOD).detail()).doesNotContain("exactness");
        assertThat(published()).containsExactly(Mode.FROZEN, Mode.THAWING, Mode.NORMAL);
        assertThat(alerts()).isEmpty();
    }

    @Test
    void soDoesOneThatGoesBack() {
        world.run(BAD);
        assertThat(published()).containsExactly(Mode.FROZEN, Mode.THAWING, Mode.NORMAL);
    }

    @Test
    void othersAreNamedAtBothEnds() {
        world.others(true, new OtherSession(7, "shop@10.0.0.7"), new OtherSession(9, "report@db"));

        RunReport report = world.run(GOOD);

        String who = "others use it: shop@10.0.0.7 (connection 7), report@db (connection 9)";
        assertThat(warned(EngineMessage.OTHERS_SEEN))
                .containsExactly("while core is frozen, " + who, "while core is thawing, " + who);
        assertThat(alerts()).hasSize(2);
        assertThat(report.detail()).matches(".*1 step in 1 batch done; core was frozen for \\d+ ms" + SENTENCE);
        assertThat(world.store().run(report.run()).orElseThrow().detail()).endsWith(SENTENCE);
    }

    @Test
    void othersAreNamedWhereABatchGoesBack() {
        world.others(true, new OtherSession(7, "shop@10.0.0.7"));
        assertThat(world.run(BAD).detail())
                .matches(".*everything is as before it; core was frozen for \\d+ ms" + SENTENCE);
    }

    @Test
    void othersAreNamedWhereAPersonFreezesEverything() {
        world.others(true, new OtherSession(7, "shop@10.0.0.7"));
        Client client = Client.alive();
        world.engine(client).freeze(new FreezeRequest(List.of(), "stocktaking", false), Duration.ZERO);
        assertThat(warned(EngineMessage.OTHERS_SEEN))
                .containsExactly("while everything is frozen, others use it: shop@10.0.0.7 (connection 7)");
        assertThat(alerts()).hasSize(1);
    }

    private RunReport freeze(String... schemas) {
        return world.engine(Client.alive())
                .freeze(new FreezeRequest(List.of(schemas), "stocktaking", false), Duration.ZERO);
    }

    /** There is one freeze at a time: what is not frozen with it is not said to be. */
    @Test
    void othersThanThoseThatAreFrozenAreRefused() {
        world.server().run("CREATE SCHEMA shop");
        assertThat(freeze("core", "shop").result()).isEqualTo(Result.DONE);

        assertThat(freeze("shop", "core").result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(freeze("shop").result()).isEqualTo(Result.NOTHING_TO_DO);
        for (RunReport other : List.of(freeze("logs"), freeze("core", "shop", "logs"), freeze())) {
            assertThat(other.result()).isEqualTo(Result.REFUSED);
            assertThat(other.problems()).singleElement().satisfies(problem -> assertThat(problem.type())
                    .isEqualTo(EngineMessage.OTHERS_FROZEN));
        }
        assertThat(freeze("logs").problems().get(0).message())
                .startsWith("logs cannot be frozen as well: core, shop is frozen since 2026-");
        assertThat(freeze().problems().get(0).message()).startsWith("everything cannot be frozen as well: ");
        assertThat(world.store().systemState().schemas()).containsExactly("core", "shop");
    }

    @Test
    void nothingIsOtherThanEverything() {
        assertThat(freeze().result()).isEqualTo(Result.DONE);

        assertThat(freeze("core").detail()).startsWith("everything is frozen since ");
    }

    /**
     * Where a server has one schema for every spelling, it is frozen under any of them; elsewhere it is another one.
     */
    @Test
    void aSchemaIsTheSameByWhateverSpellingTheServerTakes() {
        assertThat(freeze("core").result()).isEqualTo(Result.DONE);
        assertThat(freeze("Core").result()).isEqualTo(Result.REFUSED);
        world.lowerNames();
        assertThat(freeze("Core").result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(world.engine(Client.alive()).thaw(Duration.ZERO).result()).isEqualTo(Result.DONE);

        assertThat(freeze("CORE", "Core").result()).isEqualTo(Result.DONE);
        assertThat(world.store().systemState().schemas()).containsExactly("core");
        assertThat(warned(EngineMessage.FROZEN_WITHOUT_SCHEMA)).isEmpty();
    }

    @Test
    void anEmergencyIsDeclaredUnderTheServersSpelling() {
        world.lowerNames();
        emergency("Core");
        assertThat(world.store().systemState().schemas()).containsExactly("core");
        assertThat(warned(EngineMessage.FROZEN_WITHOUT_SCHEMA)).isEmpty();
    }

    private RunReport emergency(String... schemas) {
        return world.engine(Client.alive())
                .freeze(new FreezeRequest(List.of(schemas), "rows go missing", true), Duration.ZERO);
    }

    @Test
    void thatASchemaIsNotThereIsSaidInAnEmergencyToo() {
        assertThat(emergency("core", "nosuch").result()).isEqualTo(Result.DONE);
        assertThat(warned(EngineMessage.FROZEN_WITHOUT_SCHEMA))
                .containsExactly("there is no schema nosuch that the server shows");
    }

    /** Nothing that is only said keeps an emergency from being declared. */
    @Test
    void anEmergencyIsDeclaredAlsoWhereItCannotBeLookedForASchema() {
        Client client = Client.alive();
        List<Integer> looks = new ArrayList<>();
        emergencyBy(client, "nosuch");
        for (int i = 0; i < client.calls().size(); i++) {
            if (client.calls().get(i).what().equals("fact")) {
                looks.add(i);
            }
        }
        assertThat(looks).as("%s", client.calls()).hasSize(1);
        assertThat(world.engine(Client.alive()).thaw(Duration.ZERO).result()).isEqualTo(Result.DONE);

        Client refused = Client.struckAt(looks.get(0), Client.Moment.BEFORE, Client.Fault.REFUSAL, () -> {});
        assertThat(emergencyBy(refused, "nosuch").result()).isEqualTo(Result.DONE);
        assertThat(refused.struck()).isTrue();
        assertThat(world.store().systemState().mode()).isEqualTo(Mode.EMERGENCY);
    }

    private RunReport emergencyBy(Client client, String schema) {
        return world.engine(client).freeze(new FreezeRequest(List.of(schema), "rows go missing", true), Duration.ZERO);
    }

    @Test
    void thatASchemaIsNotThereIsSaid() {
        assertThat(freeze("core", "nosuch").result()).isEqualTo(Result.DONE);

        assertThat(warned(EngineMessage.FROZEN_WITHOUT_SCHEMA))
                .containsExactly("there is no schema nosuch that the server shows");
    }

    @Test
    void manyAreCounted() {
        OtherSession[] many = new OtherSession[8];
        for (int i = 0; i < many.length; i++) {
            many[i] = new OtherSession(i, "a@b");
        }
        world.others(true, many);
        world.run(GOOD);
        assertThat(warned(EngineMessage.OTHERS_SEEN).get(0)).endsWith("a@b (connection 4) and 3 more");
    }

    @Test
    void thatOthersCannotBeSeenIsSaid() {
        world.others(false);

        assertThat(world.run(GOOD).result()).isEqualTo(Result.DONE);

        assertThat(warned(EngineMessage.OTHERS_UNSEEN))
                .hasSize(2)
                .containsOnly("whether others use core while it is frozen cannot be seen: this account lacks PROCESS");
    }

    @Test
    void aPrivilegeIsNamedOnlyWhereItIsTheCause() {
        world.others(false);
        world.run(GOOD);
        assertThat(helpOnUnseen())
                .containsOnly(
                        "exactness is not guaranteed where they write meanwhile; GRANT PROCESS ON *.* lets them be"
                                + " seen.");
    }

    @Test
    void noPrivilegeIsNamedWhereTheConnectionWasLost() {
        world.loseRead("others [core]");
        world.run(GOOD);
        assertThat(helpOnUnseen()).containsExactly("exactness is not guaranteed where they write meanwhile.");
    }

    private List<String> helpOnUnseen() {
        return world.events().stream()
                .filter(RunEvent.Warned.class::isInstance)
                .map(event -> ((RunEvent.Warned) event).problem())
                .filter(problem -> problem.type() == EngineMessage.OTHERS_UNSEEN)
                .map(problem -> problem.help())
                .toList();
    }

    @Test
    void nobodyIsLookedForWithoutAFreeze() {
        world.others(false, new OtherSession(7, "shop@10.0.0.7"));
        world.run(PlanText.plan("p")
                .batch("b", batch -> batch.step("s", "CREATE SCHEMA s"))
                .build());
        assertThat(world.events()).noneMatch(RunEvent.Warned.class::isInstance);
    }

    @Test
    void anAlertThatIsRefusedStopsNothing() {
        world.others(true, new OtherSession(7, "shop@10.0.0.7"));
        world.storeFaults().refuse(Write.Alert.class::isInstance, 2);
        assertThat(world.run(GOOD).result()).isEqualTo(Result.DONE);
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void theNextCommandThawsWhatADeadRunFroze() {
        world.server().faults().strangerBefore("CREATE SCHEMA s", () -> {
            throw new Client.Killed();
        });
        try {
            world.run(GOOD);
        } catch (Client.Killed e) {
            world.store().clientGone();
        }
        SystemState left = world.store().systemState();
        assertThat(left.mode()).isEqualTo(Mode.FROZEN);
        assertThat(left.schemas()).containsExactly("core");
        world.others(true, new OtherSession(7, "shop@10.0.0.7"));
        world.events().clear();

        assertThat(world.recover().result()).isEqualTo(Result.DONE);

        assertThat(published()).containsExactly(Mode.THAWING, Mode.NORMAL);
        assertThat(warned(EngineMessage.OTHERS_SEEN)).hasSize(1);
        assertThat(world.store().systemState().mode()).isEqualTo(Mode.NORMAL);
    }

    @Test
    void aBatchThatIsCompletedByTheNextCommandThawsOnce() {
        world.storeFaults().lose(Write.Tracked.class::isInstance, 1);
        assertThat(world.run(GOOD).result()).isEqualTo(Result.BROKEN);
        world.store().clientGone();
        assertThat(world.store().systemState().mode()).isEqualTo(Mode.THAWING);
        world.others(true, new OtherSession(7, "shop@10.0.0.7"));
        world.events().clear();

        assertThat(world.recover().result()).isEqualTo(Result.DONE);

        assertThat(published()).containsExactly(Mode.NORMAL);
        assertThat(warned(EngineMessage.OTHERS_SEEN)).isEmpty();
    }

    @Test
    void whatWasNeverFrozenIsNotThawed() {
        world.storeFaults()
                .refuse(
                        write -> write instanceof Write.Declared declared
                                && declared.state().mode() == Mode.FROZEN,
                        1);
        world.others(true, new OtherSession(7, "shop@10.0.0.7"));

        assertThat(world.run(GOOD).result()).isEqualTo(Result.UNDONE);

        assertThat(published()).isEmpty();
        assertThat(warned(EngineMessage.OTHERS_SEEN)).isEmpty();
        assertThat(world.unrest()).isEmpty();
    }
}
