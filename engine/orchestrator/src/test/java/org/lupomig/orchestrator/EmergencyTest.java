package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.SystemState.Mode;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;
import org.lupomig.testkit.Counts;

/** An emergency is declared and ended while a run is at work: nobody waits, and nobody writes over what is declared. */
class EmergencyTest {
    private static final FreezeRequest EMERGENCY = new FreezeRequest(List.of(), "a fire", true);
    private static final Plan PLAN = plan(RollbackClass.A, true);
    private static final Counts COUNTS = new Counts("kills around an emergency, in the simulation");

    @AfterAll
    static void print() {
        COUNTS.print();
    }

    private static Plan plan(RollbackClass of, boolean freezes) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    batch.rollback(of);
                    if (freezes) {
                        batch.freeze("core");
                    }
                    batch.step("s", "CREATE SCHEMA s", "CREATE SCHEMA t").step("u", "CREATE SCHEMA u");
                })
                .build();
    }

    private static RunReport declare(Engine engine) {
        return engine.freeze(EMERGENCY, Duration.ZERO);
    }

    private static RunReport byHand(Engine engine) {
        return engine.freeze(new FreezeRequest(List.of("core"), "a check", false), Duration.ZERO);
    }

    private static RunReport thaw(Engine engine) {
        return engine.thaw(Duration.ZERO);
    }

    private static World world() {
        World world = Examples.world();
        world.writers().byReadOnly();
        return world;
    }

    private static RunReport does(World world, Function<Engine, RunReport> command) {
        return command.apply(world.engine(Client.alive()));
    }

    /** What somebody else does while the run is about to send this. */
    private static void during(World world, String sql, Runnable act) {
        world.server().faults().strangerBefore(sql, act);
    }

    private static void atRest(World world) {
        assertThat(world.unrest()).isEmpty();
        assertThat(world.store().systemState().mode()).isEqualTo(Mode.NORMAL);
        assertThat(world.writers().shut()).isEqualTo("{}");
    }

    @ParameterizedTest
    @EnumSource(
            value = RollbackClass.class,
            names = {"A", "B"})
    void itIsDeclaredAtOnceAndTheRunStopsBeforeItsNextStatement(RollbackClass of) {
        World world = world();
        List<RunReport> declared = new ArrayList<>();
        during(world, "CREATE SCHEMA s", () -> declared.add(does(world, EmergencyTest::declare)));

        RunReport run = world.run(plan(of, true));

        assertThat(declared).extracting(RunReport::result).containsExactly(Result.DONE);
        assertThat(run.result()).isEqualTo(Result.UNDONE);
        assertThat(run.problems().get(0).type()).isEqualTo(EngineMessage.STOPPED);
        assertThat(run.problems().get(0).message()).contains("an emergency has been declared");
        assertThat(run.detail()).contains("everything is as before it", "keeps core frozen");
        assertThat(world.sent()).contains("CREATE SCHEMA s").doesNotContain("CREATE SCHEMA t", "CREATE SCHEMA u");
        SystemState state = world.store().systemState();
        assertThat(state.mode()).isEqualTo(Mode.EMERGENCY);
        assertThat(state.reason()).isEqualTo("a fire");
        assertThat(world.writers().shut()).isEqualTo("read-only {}");
        assertThat(world.store().unfinishedRuns()).isEmpty();
        assertThat(does(world, EmergencyTest::declare).result()).isEqualTo(Result.NOTHING_TO_DO);

        assertThat(does(world, EmergencyTest::thaw).result()).isEqualTo(Result.DONE);
        assertThat(does(world, EmergencyTest::thaw).result()).isEqualTo(Result.NOTHING_TO_DO);
        atRest(world);
        assertThat(world.run(plan(of, true)).result()).isEqualTo(Result.DONE);
    }

    @Test
    void aRunWithoutAFreezeStopsTooAndLeavesWhatKeepsWritersOut() {
        World world = world();
        during(world, "CREATE SCHEMA s", () -> does(world, EmergencyTest::declare));

        assertThat(world.run(plan(RollbackClass.A, false)).result()).isEqualTo(Result.UNDONE);

        assertThat(world.writers().shut()).isEqualTo("read-only {}");
        does(world, EmergencyTest::thaw);
        atRest(world);
    }

    /** A rollback would be refused as long as the emergency stands. */
    @Test
    void aRunThatItStopsSuggestsNoRollback() {
        World world = world();
        during(world, "CREATE SCHEMA t", () -> does(world, EmergencyTest::declare));
        Plan plan = PlanText.plan("two")
                .batch("one", batch -> batch.step("s", "CREATE SCHEMA s"))
                .batch("next", batch -> batch.step("t", "CREATE SCHEMA t").step("u", "CREATE SCHEMA u"))
                .build();

        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.detail())
                .contains("batch one stays as it was committed")
                .doesNotContain("lupomig rollback");
    }

    @Test
    void whatARunHasFrozenIsItsOwnAgainWhenTheEmergencyIsOverBeforeIt() {
        World world = world();
        List<SystemState> seen = new ArrayList<>();
        List<String> said = new ArrayList<>();
        during(world, "CREATE SCHEMA s", () -> {
            seen.add(world.store().systemState());
            does(world, EmergencyTest::declare);
            said.add(does(world, EmergencyTest::thaw).detail());
            seen.add(world.store().systemState());
            assertThat(world.writers().shut()).isEqualTo("read-only {}");
        });

        assertThat(world.run(PLAN).result()).isIn(Result.DONE, Result.UNDONE);

        assertThat(seen.get(1)).isEqualTo(seen.get(0));
        assertThat(said).containsExactly("the emergency is over; core stays frozen by run 1 until that has ended");
        atRest(world);
    }

    @Test
    void oneThatIsDeclaredWhileAFreezeEndsHolds() {
        World world = world();
        world.writers().beforeLowering(() -> does(world, EmergencyTest::declare));

        assertThat(world.run(PLAN).result()).isEqualTo(Result.DONE);

        assertThat(world.store().systemState().mode()).isEqualTo(Mode.EMERGENCY);
        assertThat(world.writers().shut()).isEqualTo("read-only {}");
        does(world, EmergencyTest::thaw);
        atRest(world);
    }

    @Test
    void oneThatIsOverBeforeWritersAreKeptOutKeepsNobodyOut() {
        World world = world();
        world.writers().beforeRaising(() -> does(world, EmergencyTest::thaw));

        RunReport declared = does(world, EmergencyTest::declare);

        assertThat(declared.result()).isEqualTo(Result.UNDONE);
        assertThat(declared.detail()).isEqualTo("nothing is frozen");
        assertThat(declared.problems().get(0).message()).contains("ended the emergency before writers were kept out");
        atRest(world);
        does(world, EmergencyTest::declare);
        world.writers().serverStartedAgain();
        world.writers().beforeRaising(() -> does(world, EmergencyTest::thaw));
        assertThat(does(world, EmergencyTest::declare).result()).isEqualTo(Result.UNDONE);
        atRest(world);
    }

    @Test
    void oneThatComesAndGoesWhileAPersonsFreezeWaitsEndsThatToo() {
        World world = world();
        world.writers().beforeRaising(() -> {
            does(world, EmergencyTest::declare);
            does(world, EmergencyTest::thaw);
        });

        RunReport frozen = does(world, EmergencyTest::byHand);

        assertThat(frozen.result()).isEqualTo(Result.REFUSED);
        assertThat(frozen.problems().get(0).message()).contains("an emergency was declared meanwhile, and is over");
        atRest(world);
    }

    /** What is frozen is one thing: who else freezes or thaws waits, so that only an emergency moves it meanwhile. */
    @Test
    void theFreezesOfTwoPlansAreNeverBesideEachOther() {
        Plan other = PlanText.plan("q")
                .batch("b", batch -> {
                    batch.freeze("logs");
                    batch.step("s", "CREATE SCHEMA z");
                })
                .build();
        World world = world();
        List<RunReport> beside = new ArrayList<>();
        world.writers().beforeRaising(() -> {
            beside.add(does(world, engine -> engine.run(other, RunOptions.plain())));
            beside.add(does(world, EmergencyTest::byHand));
            beside.add(does(world, EmergencyTest::thaw));
        });

        RunReport done = does(world, engine -> engine.run(PLAN, RunOptions.plain()));

        assertThat(done.result()).isEqualTo(Result.DONE);
        assertThat(beside)
                .extracting(RunReport::result)
                .containsOnly(Result.REFUSED)
                .hasSize(3);
        atRest(world);
    }

    @Test
    void whatIsRaisedAgainAfterAKillIsNotWhereItIsOverMeanwhile() {
        World world = world();
        Consumer<Engine> command = EmergencyTest::declare;
        Point raising = Crash.points(EmergencyTest::world, command).stream()
                .filter(point -> point.what().startsWith("read_only"))
                .findFirst()
                .orElseThrow();
        Crash.kill(world, raising, command);
        world.writers().beforeRaising(() -> does(world, EmergencyTest::thaw));

        assertThat(world.recover().result()).isNotEqualTo(Result.BROKEN);

        atRest(world);
    }

    /** Where others do not have to wait: between any two calls of the command. */
    @ParameterizedTest
    @ValueSource(strings = {"declare", "declare again", "freeze", "run", "recover"})
    void oneThatComesAndGoesAtAnyTimeLeavesNobodyShutOut(String name) {
        Client counting = Client.alive();
        World counted = begun(name);
        assertThat(command(name).apply(counted.engine(counting)).result()).isNotEqualTo(Result.BROKEN);
        int calls = counting.calls().size();
        for (int from = 0; from < calls; from++) {
            for (int to = from + 1; to <= calls; to++) {
                World world = begun(name);
                List<Function<Engine, RunReport>> left =
                        new ArrayList<>(List.of(EmergencyTest::declare, EmergencyTest::thaw));
                int[] at = {from, to};
                Client client = Client.alive();
                client.beside(call -> {
                    int next = 2 - left.size();
                    if (next < 2 && call >= at[next] && !world.writers().isAlone()) {
                        does(world, left.remove(0));
                    }
                });
                String where = name + " " + from + " " + to;
                RunReport done = command(name).apply(world.engine(client));
                client.exit();
                assertThat(done.result()).as(where).isNotEqualTo(Result.BROKEN);
                boolean shut = world.store().systemState().mode() != Mode.NORMAL;
                assertThat(world.writers().shut()).as(where).isEqualTo(shut ? "read-only {}" : "{}");
                assertThat(world.recover().result()).as(where).isNotEqualTo(Result.BROKEN);
                left.forEach(command -> does(world, command));
                does(world, EmergencyTest::thaw);
                atRest(world);
                COUNTS.count("emergencies that come and go");
            }
        }
    }

    private static Function<Engine, RunReport> command(String name) {
        return switch (name) {
            case "freeze" -> EmergencyTest::byHand;
            case "run" -> engine -> engine.run(PLAN, RunOptions.plain());
            case "recover" -> engine -> engine.recover(Duration.ZERO);
            default -> EmergencyTest::declare;
        };
    }

    private static World begun(String name) {
        World world = world();
        if (name.equals("declare again")) {
            does(world, EmergencyTest::declare);
        } else if (name.equals("recover")) {
            Consumer<Engine> command = EmergencyTest::byHand;
            Point raising = Crash.points(EmergencyTest::world, command).stream()
                    .filter(point -> point.what().startsWith("read_only"))
                    .findFirst()
                    .orElseThrow();
            Crash.kill(world, raising, command);
        }
        return world;
    }

    @Test
    void itStandsWhereverTheRunIsKilledOverWhichItWasDeclared() {
        Consumer<Engine> command = engine -> engine.run(PLAN, RunOptions.plain());
        for (Point point : Crash.points(EmergencyTest::world, command)) {
            World world = world();
            boolean[] declared = {false};
            during(
                    world,
                    "CREATE SCHEMA s",
                    () -> declared[0] = does(world, EmergencyTest::declare).result() == Result.DONE);
            try {
                Crash.kill(world, point, command);
            } catch (AssertionError e) {
                continue; // it stopped before it came to that call
            }
            world.store().clientGone();

            assertThat(world.recover().result()).as("%s", point).isNotEqualTo(Result.BROKEN);

            assertThat(world.store().unfinishedRuns()).as("%s", point).isEmpty();
            assertThat(world.store().systemState().mode())
                    .as("%s", point)
                    .isEqualTo(declared[0] ? Mode.EMERGENCY : Mode.NORMAL);
            assertThat(world.writers().shut()).as("%s", point).isEqualTo(declared[0] ? "read-only {}" : "{}");
            assertThat(does(world, EmergencyTest::thaw).result())
                    .as("%s", point)
                    .isNotEqualTo(Result.BROKEN);
            atRest(world);
            COUNTS.count("runs");
        }
    }

    @Test
    void whoRaisesAndLowersIsWaitedForAndWhereThatIsInVainNothingIsBegun() {
        World world = world();
        world.writers().keepBusy(3);
        assertThat(does(world, EmergencyTest::declare).result()).isEqualTo(Result.DONE);
        assertThat(does(world, EmergencyTest::thaw).result()).isEqualTo(Result.DONE);
        atRest(world);

        world.writers().keepBusy(1_000);
        RunReport declared = does(world, EmergencyTest::declare);
        world.writers().keepBusy(0);

        assertThat(declared.result()).isEqualTo(Result.REFUSED);
        assertThat(declared.problems().get(0).message()).contains("others are freezing or thawing");
        assertThat(world.store().unfinishedRuns()).isEmpty();
        atRest(world);
    }

    @Test
    void whoChangesLocksJustNowDoesNotKeepItFromBeingDeclaredOrEnded() {
        World world = world();
        world.storeFaults().holdUp(3);
        assertThat(does(world, EmergencyTest::declare).result()).isEqualTo(Result.DONE);
        world.storeFaults().holdUp(3);
        assertThat(does(world, EmergencyTest::thaw).result()).isEqualTo(Result.DONE);
        atRest(world);
        world.storeFaults().holdUp(1000);
        assertThat(does(world, EmergencyTest::declare).problems())
                .extracting(p -> p.type())
                .containsExactly(EngineMessage.ANOTHER_RUN);
    }

    @Test
    void whatADeadRunHasFrozenIsThawedWithIt() {
        Consumer<Engine> command = engine -> engine.run(PLAN, RunOptions.plain());
        int frozen = 0;
        for (Point point : Crash.points(EmergencyTest::world, command)) {
            World world = world();
            Crash.kill(world, point, command);
            frozen += world.store().systemState().mode() == Mode.FROZEN ? 1 : 0;
            assertThat(does(world, EmergencyTest::declare).result()).isEqualTo(Result.DONE);

            RunReport thawed = does(world, EmergencyTest::thaw);

            assertThat(thawed.result()).as("%s %s", point, thawed).isEqualTo(Result.DONE);
            assertThat(world.store().systemState().mode()).as("%s", point).isEqualTo(Mode.NORMAL);
            assertThat(world.writers().shut()).as("%s", point).isEqualTo("{}");
            assertThat(world.recover().result()).as("%s", point).isNotEqualTo(Result.BROKEN);
            atRest(world);
        }
        assertThat(frozen).isPositive();
    }

    @Test
    void aDeclarationOrThawThatIsKilledBesideALiveRunIsWholeOrNone() {
        for (boolean thaws : new boolean[] {false, true}) {
            Function<Engine, RunReport> command = thaws ? EmergencyTest::thaw : EmergencyTest::declare;
            for (int call = 0; killedBeside(command, thaws, call, Client.Moment.BEFORE); call++) {
                killedBeside(command, thaws, call, Client.Moment.AFTER);
            }
        }
    }

    /** Whether the command made that many calls. */
    private static boolean killedBeside(
            Function<Engine, RunReport> command, boolean thaws, int call, Client.Moment at) {
        World world = world();
        boolean[] killed = {false};
        during(world, "CREATE SCHEMA s", () -> {
            if (thaws) {
                does(world, EmergencyTest::declare);
            }
            Client client = Client.killedAt(call, at);
            try {
                assertThat(command.apply(world.engine(client))).isNotNull();
                client.exit();
            } catch (Client.Killed e) {
                killed[0] = true;
            }
        });

        RunReport run = world.run(PLAN);

        assertThat(run.result()).as("%s %s %s", call, at, run).isIn(Result.DONE, Result.UNDONE);
        Mode mode = world.store().systemState().mode();
        assertThat(mode).as("%s %s", call, at).isIn(Mode.NORMAL, Mode.EMERGENCY);
        assertThat(world.recover().result()).as("%s %s", call, at).isNotEqualTo(Result.BROKEN);
        assertThat(world.store().systemState().mode()).as("%s %s", call, at).isEqualTo(mode);
        assertThat(world.writers().shut())
                .as("%s %s", call, at)
                .isEqualTo(mode == Mode.EMERGENCY ? "read-only {}" : "{}");
        assertThat(world.store().unfinishedRuns()).as("%s %s", call, at).isEmpty();
        does(world, EmergencyTest::thaw);
        atRest(world);
        COUNTS.count(thaws ? "thaws" : "declarations");
        return killed[0];
    }
}
