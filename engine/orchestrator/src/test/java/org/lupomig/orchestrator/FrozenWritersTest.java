package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.NewRun;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.SystemState.Mode;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.sim.Checks;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;
import org.lupomig.testkit.Counts;

/** Freezes that keep writers out: what was there before is put back, however it ends and wherever it is killed. */
class FrozenWritersTest {
    private static final FreezeRequest BY_HAND = new FreezeRequest(List.of("core"), "a check", false);
    private static final FreezeRequest EMERGENCY = new FreezeRequest(List.of(), "a fire", true);
    private static final Plan GOOD = plan(RollbackClass.A, false);
    private static final Plan BAD = plan(RollbackClass.A, true);

    private static final Plan BESIDE = PlanText.plan("q")
            .batch("b", batch -> batch.freeze("elsewhere").step("s", "CREATE SCHEMA q"))
            .build();

    private static Plan plan(RollbackClass of, boolean fails) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    batch.rollback(of).freeze("core").step("s", "CREATE SCHEMA s");
                    if (fails) {
                        batch.check(Checks.post("no", Checks.equal(Checks.number(1), 2)));
                    }
                })
                .build();
    }

    private static World readOnly() {
        World world = Examples.world();
        world.writers().byReadOnly();
        return world;
    }

    private static World accounts() {
        World world = Examples.world();
        world.writers().byAccounts();
        return world;
    }

    private static RunReport freeze(World world, FreezeRequest request) {
        return world.engine(org.lupomig.orchestrator.sim.Client.alive()).freeze(request, Duration.ZERO);
    }

    private static RunReport thaw(World world) {
        return world.engine(org.lupomig.orchestrator.sim.Client.alive()).thaw(Duration.ZERO);
    }

    private static String shutWhile(World world, Plan plan) {
        String[] seen = {""};
        world.server()
                .faults()
                .strangerBefore(
                        "CREATE SCHEMA s", () -> seen[0] = world.writers().shut());
        world.run(plan);
        return seen[0];
    }

    @Test
    void aServerIsReadOnlyAsLongAsTheBatchRuns() {
        World world = readOnly();
        assertThat(shutWhile(world, GOOD)).isEqualTo("read-only {}");
        assertThat(world.writers().shut()).isEqualTo("{}");
    }

    @Test
    void oneThatWasReadOnlyStaysSo() {
        World world = readOnly();
        world.writers().madeReadOnly();
        world.run(GOOD);
        assertThat(world.writers().shut()).isEqualTo("read-only {}");
    }

    @Test
    void onlyNamedAccountsAreLockedAndAsTheyWereAfterwards() {
        World world = accounts();
        String before = world.writers().shut();
        assertThat(shutWhile(world, BAD)).isEqualTo("{old=true, report=false, shop=true}");
        assertThat(world.writers().shut()).isEqualTo(before).isEqualTo("{old=true, report=false, shop=false}");
    }

    @Test
    void howLongItLastedIsMeasured() {
        World world = readOnly();
        world.server().faults().strangerBefore("CREATE SCHEMA s", () -> world.advance(Duration.ofSeconds(90)));

        RunReport report = world.run(GOOD);

        assertThat(report.detail()).endsWith("1 step in 1 batch done; core was frozen for 1 min 30 s");
        assertThat(world.store().systemState().downtimeMillis()).isBetween(90_000L, 90_100L);
        assertThat(world.store().journal(report.run()))
                .filteredOn(entry -> entry.kind() == JournalEntry.Kind.THAWED)
                .singleElement()
                .satisfies(entry -> assertThat(entry.durationMillis()).isBetween(90_000L, 90_100L));
    }

    @Test
    void nothingIsBegunThatCannotBeFrozen() {
        World world = readOnly();
        world.writers().object("the account may not");

        RunReport report = world.run(GOOD);

        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(report.problems()).extracting(p -> p.type()).containsExactly(EngineMessage.FREEZE_UNFIT);
        assertThat(world.sent()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("classes")
    void aFreezeThatDoesNotHoldStopsTheBatchBeforeAnythingIsTouched(RollbackClass of) {
        World world = accounts();
        world.writers().refuse("a session of shop@% does not end");

        RunReport report = world.run(plan(of, false));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems()).extracting(p -> p.type()).contains(EngineMessage.NOT_FROZEN);
        assertThat(world.sent()).isEmpty();
        assertThat(world.unrest()).isEmpty();
        assertThat(world.writers().shut()).isEqualTo("{old=true, report=false, shop=false}");
    }

    static List<RollbackClass> classes() {
        return List.of(RollbackClass.A, RollbackClass.B);
    }

    @Test
    void whatCannotBeThawedIsSaidAndTriedAgainByWhateverRunsNext() {
        World world = readOnly();
        world.writers().stick("the server says 1227 Access denied");

        RunReport report = world.run(GOOD);

        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(report.detail()).contains("core is still frozen (the whole server is read-only)");
        assertThat(world.store().systemState().mode()).isEqualTo(Mode.THAWING);
        assertThat(world.store().others())
                .anyMatch(write ->
                        write instanceof Write.Alert alert && alert.title().equals("still frozen"));
        RunReport thawed = thaw(world);
        assertThat(thawed.result()).isEqualTo(Result.BROKEN);
        assertThat(thawed.problems()).extracting(p -> p.type()).containsExactly(EngineMessage.NOT_THAWED);
        assertThat(world.run(BESIDE).problems())
                .extracting(p -> p.type())
                .containsExactly(EngineMessage.FROZEN_BY_ANOTHER);

        world.writers().stick(null);
        world.recover();

        assertThat(world.unrest()).isEmpty();
        assertThat(world.writers().shut()).isEqualTo("{}");
    }

    @Test
    void aThawThatIsKilledAndCannotBeDoneIsNotCalledRecovered() {
        Consumer<Engine> thaw = engine -> engine.thaw(Duration.ZERO);
        int stuck = 0;
        for (Point point : Crash.points(FrozenWritersTest::frozen, thaw)) {
            World world = frozen();
            Crash.kill(world, point, thaw);
            boolean open = !world.store().deadRuns().isEmpty()
                    && world.store().systemState().mode() != Mode.NORMAL;
            world.writers().stick("the server says 1227 Access denied");

            RunReport report = world.recover();

            if (open) {
                assertThat(report.result()).as(point.toString()).isEqualTo(Result.BROKEN);
                assertThat(report.problems())
                        .as(point.toString())
                        .extracting(p -> p.type())
                        .contains(EngineMessage.NOT_THAWED);
                assertThat(world.store().runs(10).stream()
                                .filter(run -> run.kind() == NewRun.RunKind.THAW)
                                .findFirst()
                                .orElseThrow()
                                .status())
                        .as(point.toString())
                        .isEqualTo(RunStatus.BROKEN);
                stuck++;
            }
            world.writers().stick(null);
            world.recover();
            assertThat(world.writers().shut()).isIn("{}", "read-only {}");
        }
        assertThat(stuck).isPositive();
    }

    /** It is said with whatever runs, each time, and is no reason not to run it. */
    @Test
    void whatAKilledFreezeByHandLeavesIsTriedAgainAndKeepsNobodyFromRunning() {
        Consumer<Engine> freeze = engine -> engine.freeze(BY_HAND, Duration.ZERO);
        int left = 0;
        for (Point point : Crash.points(FrozenWritersTest::readOnly, freeze)) {
            World world = readOnly();
            Crash.kill(world, point, freeze);
            if (world.store().deadRuns().isEmpty()
                    || world.store().systemState().mode() == Mode.NORMAL) {
                continue;
            }
            left++;
            world.writers().stick("the server says 1227 Access denied");

            for (String schema : List.of("one", "two", "three")) {
                world.events().clear();
                Plan plan = PlanText.plan(schema)
                        .batch("b", batch -> batch.step("s", "CREATE SCHEMA " + schema))
                        .build();
                assertThat(world.run(plan).result()).as("%s %s", point, schema).isEqualTo(Result.DONE);
                assertThat(world.events())
                        .as("%s %s", point, schema)
                        .filteredOn(event -> event instanceof RunEvent.Warned warned
                                && warned.problem().type() == EngineMessage.NOT_THAWED)
                        .hasSize(1);
            }
            for (int i = 0; i < 2; i++) {
                RunReport recovered = world.recover();
                assertThat(recovered.result()).as(point.toString()).isEqualTo(Result.BROKEN);
                assertThat(recovered.detail()).isEqualTo("what was frozen could not be thawed: it needs a person");
                assertThat(recovered.problems()).extracting(p -> p.type()).containsExactly(EngineMessage.NOT_THAWED);
            }
            world.writers().stick(null);
            assertThat(world.recover().result()).isEqualTo(Result.NOTHING_TO_DO);
            assertThat(world.writers().shut()).isEqualTo("{}");
            assertThat(world.unrest()).isEmpty();
        }
        assertThat(left).isPositive();
    }

    private static World frozen() {
        World world = readOnly();
        freeze(world, BY_HAND);
        return world;
    }

    /** What others still wrote while the freeze was not yet in force is not the batch's. */
    @Test
    void whatIsCountedBeforeIsCountedWhenNobodyWritesAnyMore() {
        World world = readOnly();
        Plan counted = PlanText.plan("p")
                .batch("b", batch -> batch.freeze("core")
                        .step("s", "CREATE TABLE core.mine (id)")
                        .check(Checks.post(
                                "one more",
                                Checks.equal(
                                        Checks.tables("core"), Checks.plus(Checks.before(Checks.tables("core")), 1)))))
                .build();
        world.writers().beforeRaising(() -> world.server().run("CREATE TABLE core.theirs (id)"));

        assertThat(world.run(counted).result()).isEqualTo(Result.DONE);
    }

    @Test
    void aPersonFreezesAndThaws() {
        World world = readOnly();

        RunReport frozen = freeze(world, BY_HAND);
        assertThat(frozen.detail()).isEqualTo("core is frozen: a check (the whole server is read-only)");
        SystemState state = world.store().systemState();
        assertThat(state.mode()).isEqualTo(Mode.FROZEN);
        assertThat(state.holder().who()).isEqualTo("anna@build");
        assertThat(freeze(world, BY_HAND).result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(world.writers().shut()).isEqualTo("read-only {}");

        world.advance(Duration.ofMinutes(2));
        assertThat(thaw(world).detail()).isEqualTo("core is thawed, after 2 min 0 s");
        assertThat(world.writers().shut()).isEqualTo("{}");
        assertThat(thaw(world).result()).isEqualTo(Result.NOTHING_TO_DO);
    }

    @Test
    void aRunWithinAPersonsFreezeLeavesItAsItIs() {
        World world = accounts();
        freeze(world, BY_HAND);
        SystemState before = world.store().systemState();

        assertThat(world.run(GOOD).result()).isEqualTo(Result.DONE);
        assertThat(world.run(BAD).result()).isNotEqualTo(Result.BROKEN);
        world.recover();

        assertThat(world.store().systemState()).isEqualTo(before);
        assertThat(world.writers().shut()).isEqualTo("{old=true, report=false, shop=true}");
    }

    @Test
    void whatALiveRunHasFrozenIsItsOwn() {
        World world = readOnly();
        List<RunReport> reports = new ArrayList<>();
        List<String> shut = new ArrayList<>();
        world.server().faults().strangerBefore("CREATE SCHEMA s", () -> {
            reports.add(world.run(BESIDE));
            shut.add(world.writers().shut());
        });

        assertThat(world.run(GOOD).result()).isEqualTo(Result.DONE);

        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.problems()).extracting(p -> p.type()).containsExactly(EngineMessage.ANOTHER_RUN);
            assertThat(report.result()).isEqualTo(Result.REFUSED);
        });
        assertThat(shut).containsExactly("read-only {}");
        assertThat(world.writers().shut()).isEqualTo("{}");
        assertThat(world.run(BESIDE).result()).isEqualTo(Result.DONE);
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void nothingStartsInAnEmergencyUntilItIsThawed() {
        World world = readOnly();
        assertThat(freeze(world, EMERGENCY).result()).isEqualTo(Result.DONE);

        RunReport refused = world.run(GOOD);
        assertThat(refused.result()).isEqualTo(Result.REFUSED);
        assertThat(refused.problems().get(0).message()).contains("anna@build has declared an emergency", "a fire");
        assertThat(world.sent()).isEmpty();
        assertThat(freeze(world, BY_HAND).problems())
                .extracting(p -> p.type())
                .containsExactly(EngineMessage.FROZEN_OTHERWISE);

        assertThat(thaw(world).result()).isEqualTo(Result.DONE);
        assertThat(world.run(GOOD).result()).isEqualTo(Result.DONE);
        assertThat(world.writers().shut()).isEqualTo("{}");
    }

    @Test
    void aFreezeMayBecomeAnEmergency() {
        World world = readOnly();
        freeze(world, BY_HAND);
        assertThat(freeze(world, EMERGENCY).detail())
                .startsWith("an emergency is declared, with core frozen: a fire (");
        thaw(world);
        assertThat(world.writers().shut()).isEqualTo("{}");
        assertThat(world.unrest()).isEmpty();
    }

    /** What is killed, and what it starts from. */
    record Killed(String name, Supplier<World> start, Consumer<Engine> command) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Killed> killed() {
        return Stream.of(RollbackClass.A, RollbackClass.B)
                .flatMap(of -> Stream.of(true, false).flatMap(fails -> Stream.of(true, false)
                        .map(readOnly -> new Killed(
                                of + (fails ? " failing" : "") + (readOnly ? " read-only" : " accounts"),
                                readOnly ? FrozenWritersTest::readOnly : FrozenWritersTest::accounts,
                                engine -> engine.run(plan(of, fails), RunOptions.plain())))))
                .toList();
    }

    private static final Counts COUNTS = new Counts("kills while writers are kept out, in the simulation");

    @AfterAll
    static void print() {
        COUNTS.print();
    }

    @ParameterizedTest
    @MethodSource("killed")
    void nothingStaysFrozenWhereverARunIsKilled(Killed killed) {
        String before = killed.start().get().writers().shut();
        List<Point> points = Crash.points(killed.start(), killed.command());
        for (Point point : points) {
            World world = killed.start().get();
            Crash.kill(world, point, killed.command());

            assertThat(world.recover().result()).as("%s", point).isNotEqualTo(Result.BROKEN);

            assertThat(world.unrest()).as("%s", point).isEmpty();
            assertThat(world.writers().shut()).as("%s", point).isEqualTo(before);
            COUNTS.count("runs");
        }
        assertThat(points)
                .anyMatch(point ->
                        point.what().startsWith("read_only") || point.what().startsWith("lock shop"));
    }

    @ParameterizedTest
    @MethodSource("byHand")
    void halfAFreezeIsNoneAndHalfAThawIsOne(Killed killed) {
        List<Point> points = Crash.points(killed.start(), killed.command());
        for (Point point : points) {
            World world = killed.start().get();
            Crash.kill(world, point, killed.command());

            world.recover();

            boolean frozen = world.store().systemState().mode() != Mode.NORMAL;
            assertThat(world.store().unfinishedRuns()).as("%s", point).isEmpty();
            assertThat(world.writers().shut())
                    .as("%s", point)
                    .isEqualTo(frozen ? "{old=true, report=false, shop=true}" : "{old=true, report=false, shop=false}");
            assertThat(thaw(world).result()).as("%s", point).isIn(Result.DONE, Result.NOTHING_TO_DO);
            assertThat(world.unrest()).as("%s", point).isEmpty();
            assertThat(world.writers().shut()).as("%s", point).isEqualTo("{old=true, report=false, shop=false}");
            COUNTS.count("freezes and thaws");
        }
    }

    static List<Killed> byHand() {
        Supplier<World> frozen = () -> {
            World world = accounts();
            freeze(world, BY_HAND);
            return world;
        };
        return List.of(
                new Killed("freeze", FrozenWritersTest::accounts, engine -> engine.freeze(BY_HAND, Duration.ZERO)),
                new Killed("emergency", FrozenWritersTest::accounts, engine -> engine.freeze(EMERGENCY, Duration.ZERO)),
                new Killed("raised", frozen, engine -> engine.freeze(EMERGENCY, Duration.ZERO)),
                new Killed("thaw", frozen, engine -> engine.thaw(Duration.ZERO)));
    }

    @Test
    void itIsToldWhatKeepsWritersOut() {
        World world = readOnly();
        world.run(GOOD);
        assertThat(world.events().stream()
                        .filter(RunEvent.SystemMoved.class::isInstance)
                        .map(event -> ((RunEvent.SystemMoved) event).state())
                        .map(state -> state.mode() + " " + state.barrier().word()))
                .containsExactly("FROZEN read_only", "THAWING read_only", "NORMAL advisory");
    }
}
