package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.State;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.claim.Claims;
import org.lupomig.orchestrator.claim.LockRequest;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.NewRun.RunKind;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.sim.Checks;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** What is kept for rollbacks goes when their window has closed, or when a person says so, and nothing else does. */
class PurgeTest {
    private static final Plan PLAN = PlanText.plan("p")
            .batch(
                    "b",
                    batch -> batch.step(
                            "s",
                            "DROP TABLE core.jobs",
                            "TRUNCATE TABLE core.users",
                            "CREATE OR REPLACE TABLE core.logs (id)"))
            .build();

    private static World ran(RollbackClass rollbackClass) {
        World world = Examples.world();
        world.run(PLAN);
        declare(world, rollbackClass);
        return world;
    }

    /** As a batch of another class would have left its record. */
    static void declare(World world, RollbackClass rollbackClass) {
        BatchRecord was = world.store().batches("p").get(0);
        BatchRecord is = new BatchRecord(
                was.plan(),
                was.version(),
                was.batch(),
                was.run(),
                was.position(),
                was.requires(),
                was.status(),
                rollbackClass,
                was.epoch(),
                was.totalSteps(),
                was.completedSteps(),
                was.started(),
                was.ended());
        Store.LockAttempt attempt = world.store()
                .ticket(new LockRequest(new Owner("test", "test", 1, 1), "test", Claims.server(), 0))
                .ask(false);
        try (Store.Lock lock = ((Store.LockAttempt.Held) attempt).lock()) {
            lock.commit(was.run(), List.of(new Write.Batch(is, "")));
        }
    }

    private static RunReport purge(World world) {
        return world.engine(Client.alive()).purge(PurgeRequest.expired(false), Duration.ZERO);
    }

    private static RunReport purge(World world, String batch) {
        return world.engine(Client.alive()).purge(PurgeRequest.of("p", batch, false), Duration.ZERO);
    }

    /** To the second, as the stamps are, of a batch and of a step of it alone. */
    @ParameterizedTest
    @CsvSource({"B, 24, p.b", "B, 24, p.b.s", "C, 168, p.b", "C, 168, p.b.s", "D, 720, p.b", "D, 720, p.b.s"})
    void aWindowEndsToTheSecond(RollbackClass each, int hours, String name) {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.rollback(each)
                        .step("s", "DROP TABLE core.jobs", "TRUNCATE TABLE core.users"))
                .build();
        String step = name.equals("p.b") ? null : "s";
        RollbackRequest asked = new RollbackRequest("p", "b", step, null, false, false, false);

        World early = Examples.world();
        String before = early.server().dump();
        assertThat(early.run(plan).result()).isEqualTo(Result.DONE);
        waitUntil(early, closes(early, hours).minusSeconds(1));
        assertThat(purge(early).detail()).isEqualTo("nothing that is held has expired");
        assertThat(early.engine(Client.alive()).rollback(asked, Duration.ZERO).result())
                .isEqualTo(Result.DONE);
        assertThat(early.server().dump()).isEqualTo(before);
        assertThat(early.server().held()).isEmpty();

        World late = Examples.world();
        assertThat(late.run(plan).result()).isEqualTo(Result.DONE);
        Instant closes = closes(late, hours);
        String date = UtcStamp.show(UtcStamp.of(closes));
        waitUntil(late, closes.plusSeconds(1));
        String now = late.server().dump();
        RunReport refused = late.engine(Client.alive()).rollback(asked, Duration.ZERO);
        assertThat(refused.result()).isEqualTo(Result.REFUSED);
        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.type()).isEqualTo(EngineMessage.WINDOW_CLOSED);
            assertThat(problem.type().code()).isEqualTo("LM5090");
            assertThat(problem.message())
                    .isEqualTo(name + " could be rolled back until " + date + ", where the window of class " + each
                            + " closed");
        });
        assertThat(late.server().held()).hasSize(2);

        assertThat(purge(late).result()).isEqualTo(Result.DONE);

        assertThat(late.server().held()).isEmpty();
        assertThat(late.server().dump()).isEqualTo(now);
        assertThat(late.engine(Client.alive()).rollback(asked, Duration.ZERO).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(EngineMessage.WAY_BACK_PURGED);
                    assertThat(problem.message())
                            .startsWith(name + " cannot be rolled back: ")
                            .endsWith(", its window closed on " + date);
                });
        assertThat(late.run(plan).result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(late.unrest()).isEmpty();
    }

    private static Instant closes(World world, int hours) {
        long completed = Objects.requireNonNull(world.step("p", "b", "s").ended());
        return UtcStamp.instant(completed).plus(Duration.ofHours(hours));
    }

    private static void waitUntil(World world, Instant then) {
        world.advance(Duration.between(world.now(), then));
    }

    @Test
    void classAHasNoEnd() {
        World world = ran(RollbackClass.A);
        String before = Examples.world().server().dump();
        world.advance(Duration.ofDays(4000));
        assertThat(purge(world).result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void aWeakerClassIsRefusedAndAStrongerOneIsNot() {
        World world = ran(RollbackClass.B);
        RunReport weaker = world.engine(Client.alive())
                .rollback(new RollbackRequest("p", "b", null, RollbackClass.C, false, false, false), Duration.ZERO);
        assertThat(weaker.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.type()).isEqualTo(EngineMessage.WEAKER_CLASS);
            assertThat(problem.message()).isEqualTo("p.b is of class B, and class C takes back less");
        });
        assertThat(world.engine(Client.alive())
                        .rollback(
                                new RollbackRequest("p", "b", null, RollbackClass.A, false, false, false),
                                Duration.ZERO)
                        .result())
                .isEqualTo(Result.DONE);
    }

    @Test
    void whatHasExpiredGoesAndTheBatchIsRefusedFromThenOn() {
        World world = ran(RollbackClass.B);
        world.server().run("CREATE TABLE held.theirs (id)", "CREATE TABLE held.h1_1_9_00000000_theirs (id)");
        world.advance(Duration.ofHours(25));
        String now = world.server().dump();

        RunReport dry = world.engine(Client.alive()).purge(PurgeRequest.expired(true), Duration.ZERO);
        assertThat(dry.detail())
                .isEqualTo("dry run: 3 tables (6 KB) would be removed; p.b could no longer be rolled back");
        assertThat(world.server().held()).hasSize(5);

        RunReport report = purge(world);
        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(report.detail()).isEqualTo("3 tables (6 KB) are removed; p.b can no longer be rolled back");
        assertThat(world.server().held()).containsExactlyInAnyOrder("h1_1_9_00000000_theirs", "theirs");
        assertThat(world.events())
                .contains(
                        new RunEvent.Note("held.theirs is of no run that is recorded here: it stays"),
                        new RunEvent.Note("held.h1_1_9_00000000_theirs is of no run that is recorded here: it stays"));
        assertThat(world.server().dump()).isEqualTo(now);
        assertThat(world.store().runs(1).get(0).kind()).isEqualTo(RunKind.PURGE);
        assertThat(world.store().runs(1).get(0).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.store().runs(1).get(0).detail())
                .matches("batch b: 3 tables \\(6 KB\\) removed, its window closed on 2026-01-09 00:00:0\\d UTC");
        assertThat(world.rollback("p", "b").problems()).singleElement().satisfies(problem -> {
            assertThat(problem.type()).isEqualTo(EngineMessage.WAY_BACK_PURGED);
            assertThat(problem.message())
                    .matches("p\\.b cannot be rolled back: what was kept for that was purged on 2026-01-09 .* by"
                            + " anna@build, its window closed on 2026-01-09 00:00:0\\d UTC");
        });
        assertThat(purge(world).result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(world.run(PLAN).result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void aBatchThatIsNamedLosesWhatIsKeptForIt() {
        World world = ran(RollbackClass.A);
        assertThat(purge(world, "nope").problems().get(0).type()).isEqualTo(EngineMessage.UNKNOWN_BATCH);
        assertThat(purge(world, "b").result()).isEqualTo(Result.DONE);
        assertThat(world.server().held()).isEmpty();
        assertThat(world.rollback("p", "b").problems().get(0).message()).endsWith("by anna@build, asked for");
        assertThat(purge(world, "b").detail()).isEqualTo("nothing is held for batch p.b");
    }

    @Test
    void whatIsKeptForAPersonGoesOnlyWhenItsBatchIsNamed() {
        World world = Examples.world();
        world.server().faults().strangerAfter("CREATE SCHEMA s", () -> world.server()
                .run("INSERT INTO core.t VALUES 99"));
        world.run(PlanText.plan("p")
                .batch(
                        "b",
                        batch -> batch.step(
                                "s",
                                "CREATE TABLE core.t (id)",
                                "INSERT INTO core.t VALUES 1",
                                "CREATE SCHEMA s",
                                "CREATE TABLE core.broken (id, id)"))
                .build());
        assertThat(world.server().held()).singleElement().satisfies(name -> assertThat(name)
                .startsWith("k1_1_1_"));
        world.advance(Duration.ofDays(4000));
        assertThat(purge(world).result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(world.server().held()).hasSize(1);
        assertThat(purge(world, "b").detail()).isEqualTo("1 table (2 KB) is removed");
        assertThat(world.server().held()).isEmpty();
    }

    /** A script by hand writes into no journal: that its statement was sent is there, and no other is taken for it. */
    @Test
    void whatAScriptByHandHasSetAsideGoesWithItsBatch() {
        World world = ran(RollbackClass.A);
        world.server()
                .run(
                        "CREATE TABLE held.k1_1_2_byhand_users (id)",
                        "CREATE TABLE held.k1_1_99_byhand_users (id)",
                        "CREATE TABLE held.k1_7_2_byhand_users (id)",
                        "CREATE TABLE held.k1_1_x_byhand_users (id)");
        world.advance(Duration.ofDays(4000));
        assertThat(purge(world).result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(world.events())
                .doesNotContain(
                        new RunEvent.Note("held.k1_1_2_byhand_users is of no run that is recorded here: it stays"))
                .contains(new RunEvent.Note("held.k1_1_99_byhand_users is of no run that is recorded here: it stays"));

        assertThat(purge(world, "b").detail())
                .startsWith("4 tables (")
                .endsWith(" are removed; p.b can no longer be rolled back");

        assertThat(world.server().held())
                .containsExactlyInAnyOrder("k1_1_99_byhand_users", "k1_7_2_byhand_users", "k1_1_x_byhand_users");
    }

    @Test
    void whatAnUndoThatFailedStillNeedsStays() {
        World world = ran(RollbackClass.B);
        world.server().faults().refuse("RENAME TABLE held", 1030, 9);
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.BROKEN);
        world.advance(Duration.ofDays(2));
        int held = world.server().held().size();

        assertThat(purge(world).result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(purge(world, "b").problems()).singleElement().satisfies(problem -> {
            assertThat(problem.type()).isEqualTo(EngineMessage.STILL_NEEDED);
            assertThat(problem.message()).isEqualTo("what is kept for p.b is needed: p.b.s is failed");
        });
        assertThat(world.server().held()).hasSize(held);
    }

    @Test
    void aTableThatIsNotTheOneThatWasPutThereStays() {
        World world = ran(RollbackClass.A);
        String name = world.server().held().get(0);
        world.server().run("DROP TABLE held." + name, "CREATE TABLE held." + name + " (id)");

        RunReport report = purge(world, "b");

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.type()).isEqualTo(EngineMessage.NOT_REMOVED);
            assertThat(problem.message())
                    .isEqualTo("held." + name + " was not removed: it is not the table that was put there");
        });
        assertThat(world.server().held()).containsExactly(name);
    }

    @Test
    void aPurgeThatIsKilledIsMadeAgain() {
        Supplier<World> expired = () -> {
            World world = ran(RollbackClass.B);
            world.advance(Duration.ofHours(25));
            return world;
        };
        Consumer<Engine> purge = engine -> engine.purge(PurgeRequest.expired(false), Duration.ZERO);
        killed(expired, purge, PurgeTest::purge);
    }

    @Test
    void aPurgeOfABatchThatIsKilledIsMadeAgain() {
        Consumer<Engine> purge = engine -> engine.purge(PurgeRequest.of("p", "b", false), Duration.ZERO);
        killed(() -> ran(RollbackClass.A), purge, world -> purge(world, "b"));
    }

    private static void killed(Supplier<World> setUp, Consumer<Engine> purge, Consumer<World> again) {
        String now = setUp.get().server().dump();
        int points = 0;
        for (Point point : Crash.points(setUp, purge)) {
            points++;
            World world = setUp.get();
            Crash.kill(world, point, purge);
            // Either everything is there still, or the batch is refused.
            if (world.server().held().size() < 3) {
                RunReport report = world.rollback("p", "b");
                assertThat(report.problems())
                        .as(point.toString())
                        .extracting(problem -> problem.type())
                        .isEqualTo(List.of(EngineMessage.WAY_BACK_PURGED));
            }
            assertThat(world.server().dump()).as(point.toString()).isEqualTo(now);

            again.accept(world);

            assertThat(world.server().held()).as(point.toString()).isEmpty();
            assertThat(world.server().dump()).as(point.toString()).isEqualTo(now);
            assertThat(world.rollback("p", "b").problems().get(0).type())
                    .as(point.toString())
                    .isEqualTo(EngineMessage.WAY_BACK_PURGED);
            assertThat(world.unrest()).as(point.toString()).isEmpty();
        }
        assertThat(points).isGreaterThan(20);
    }

    @Test
    void aStepThatFailedBeforeAnythingOfItWasTouchedKeepsNothingFromGoing() {
        World world = Examples.world();
        RunReport run = world.run(PlanText.plan("p")
                .batch("b", batch -> batch.rollback(RollbackClass.B)
                        .step("s", "DROP TABLE core.jobs")
                        .step("never", step -> step.sql("CREATE TABLE core.t (id)")
                                .check(Checks.as(
                                        RollbackClass.B, Checks.pre("never", Checks.equal(Checks.number(1), 2))))))
                .build());
        assertThat(run.result()).isEqualTo(Result.UNDONE);
        assertThat(world.step("p", "b", "never").state()).isEqualTo(State.FAILED);

        assertThat(purge(world, "b").result()).isEqualTo(Result.DONE);

        assertThat(world.server().held()).isEmpty();
    }
}
