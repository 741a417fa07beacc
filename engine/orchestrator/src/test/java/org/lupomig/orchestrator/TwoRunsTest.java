package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** Two commands at once: the second at every boundary of the first, beside it or upon the same tables. */
class TwoRunsTest {
    private static final Plan FIRST = PlanText.plan("first")
            .batch("b", batch -> batch.step("s", "ALTER TABLE core.users ADD COLUMN a", "CREATE TABLE core.made (id)"))
            .batch("c", batch -> batch.step("t", "ALTER TABLE core.jobs ADD COLUMN j"))
            .build();
    private static final Plan BESIDE = PlanText.plan("beside")
            .batch("b", batch -> batch.step("s", "ALTER TABLE core.logs ADD COLUMN b", "CREATE SCHEMA elsewhere"))
            .build();
    private static final Plan COMMON = PlanText.plan("common")
            .batch("b", batch -> batch.step("s", "ALTER TABLE core.users ADD COLUMN c"))
            .build();

    /** Does something when it is asked for the n-th time whether to stop, and never says that it should. */
    private static final class At implements BooleanSupplier {
        private final int boundary;
        private final Runnable work;
        private int asked;

        At(int boundary, Runnable work) {
            this.boundary = boundary;
            this.work = work;
        }

        @Override
        public boolean getAsBoolean() {
            if (asked++ == boundary) {
                work.run();
            }
            return false;
        }
    }

    private static int boundaries() {
        At none = new At(-1, () -> {});
        Examples.world().run(FIRST, none);
        return none.asked;
    }

    @Test
    void onesBesideEachOtherGoTogether() {
        World alone = Examples.world();
        alone.run(FIRST);
        alone.run(BESIDE);
        int boundaries = boundaries();
        assertThat(boundaries).isGreaterThan(2);
        for (int i = 0; i < boundaries; i++) {
            World world = Examples.world();
            List<RunReport> second = new ArrayList<>();

            RunReport first = world.run(FIRST, new At(i, () -> second.add(world.run(BESIDE))));

            assertThat(second).as("boundary " + i).singleElement().matches(r -> r.result() == Result.DONE);
            assertThat(first.result()).as("boundary " + i).isEqualTo(Result.DONE);
            assertThat(world.server().dump()).isEqualTo(alone.server().dump());
            assertThat(world.unrest()).isEmpty();
            assertThat(world.store().locks().holders()).isEmpty();
        }
    }

    @Test
    void whatIsFinishedAnswersBesideARun() {
        World world = Examples.world();
        world.run(COMMON);
        List<RunReport> second = new ArrayList<>();
        world.run(FIRST, new At(1, () -> {
            second.add(world.run(COMMON));
            second.add(world.dryRun(BESIDE));
        }));
        assertThat(second).extracting(RunReport::result).containsExactly(Result.NOTHING_TO_DO, Result.DONE);
    }

    @Test
    void aBatchInConflictWithOneOfAnotherPlanGoesBackWithoutThatPlanBesideIt() {
        World world = Examples.world();
        assertThat(world.run(BESIDE).result()).isEqualTo(Result.DONE);
        Plan later = PlanText.plan("later")
                .batch("b", batch -> batch.conflicts("beside.b").step("s", "CREATE SCHEMA later"))
                .build();
        assertThat(world.run(later).result()).isEqualTo(Result.DONE);
        Plan more = PlanText.plan("beside")
                .batch("b", batch -> batch.step("s", "ALTER TABLE core.logs ADD COLUMN b", "CREATE SCHEMA elsewhere"))
                .batch("c", batch -> batch.step("t", "CREATE SCHEMA more"))
                .build();
        List<RunReport> second = new ArrayList<>();
        world.server().faults().strangerBefore("DROP SCHEMA later", () -> second.add(world.run(more)));

        assertThat(world.rollback("later", "b").result()).isEqualTo(Result.DONE);

        assertThat(second).singleElement().satisfies(report -> {
            assertThat(report.result()).isEqualTo(Result.REFUSED);
            assertThat(report.problems()).extracting(p -> p.type()).containsExactly(EngineMessage.ANOTHER_RUN);
        });
        assertThat(world.run(more).result()).isEqualTo(Result.DONE);
    }

    @Test
    void onesWithSomethingInCommonQueue() {
        for (int i = 0; i < boundaries(); i++) {
            World world = Examples.world();
            List<RunReport> second = new ArrayList<>();
            RunReport first = world.run(
                    FIRST,
                    new At(
                            i,
                            () -> second.add(world.engine(Client.alive())
                                    .run(COMMON, new RunOptions(false, Duration.ofSeconds(30), () -> false)))));

            assertThat(first.result()).as("boundary " + i).isEqualTo(Result.DONE);
            assertThat(second.get(0).problems())
                    .singleElement()
                    .matches(problem -> problem.type() == EngineMessage.ANOTHER_RUN)
                    .matches(problem -> problem.help().startsWith("it was waited for as long as --wait says"));
            assertThat(world.events())
                    .filteredOn(RunEvent.Queued.class::isInstance)
                    .singleElement()
                    .satisfies(event -> {
                        RunEvent.Queued queued = (RunEvent.Queued) event;
                        assertThat(queued.place()).isEqualTo(1);
                        assertThat(queued.ahead().get(0).work()).isEqualTo("run of plan first");
                        assertThat(queued.ahead().get(0).common()).hasToString("[core.users]");
                    });
            assertThat(world.store().locks().waiting()).isZero();
            assertThat(world.run(COMMON).result()).isEqualTo(Result.DONE);
        }
    }

    @Test
    void theSamePlanQueuesAlways() {
        World world = Examples.world();
        List<RunReport> second = new ArrayList<>();
        world.run(BESIDE, new At(1, () -> second.add(world.run(BESIDE))));
        assertThat(second.get(0).problems().get(0).type()).isEqualTo(EngineMessage.ANOTHER_RUN);
    }

    @Test
    void whoIsAskedToStopLeavesTheQueue() {
        World world = Examples.world();
        List<RunReport> second = new ArrayList<>();
        world.run(
                FIRST,
                new At(
                        1,
                        () -> second.add(world.engine(Client.alive())
                                .queued(0, () -> true)
                                .run(COMMON, new RunOptions(false, Duration.ofHours(1), () -> false)))));
        assertThat(second.get(0).problems().get(0).type()).isEqualTo(EngineMessage.LEFT_QUEUE);
        assertThat(world.store().locks().waiting()).isZero();
    }

    @Test
    void whoWaitsEndsWhatItsHolderLeftWhenThatDies() {
        World done = Examples.world();
        done.run(COMMON);
        for (Point point : Crash.points(Examples::world, engine -> engine.run(FIRST, RunOptions.plain()))) {
            World world = Examples.world();
            Crash.kill(world, point, engine -> engine.run(FIRST, RunOptions.plain()));
            assertThat(world.run(COMMON).result()).as(point.toString()).isEqualTo(Result.DONE);
            assertThat(world.unrest()).as(point.toString()).isEmpty();
            assertThat(world.store().locks().holders()).as(point.toString()).isEmpty();
        }
    }

    @Test
    void whoIsSilentForTooLongLosesItsLocksAndWritesNoMore() {
        for (int i = 0; i < boundaries(); i++) {
            World world = Examples.world();
            List<RunReport> second = new ArrayList<>();
            int[] entries = new int[1];
            int[] sent = new int[1];

            RunReport first = world.run(FIRST, new At(i, () -> {
                world.advance(Duration.ofMinutes(2));
                second.add(world.run(COMMON));
                entries[0] = world.store().journal(1).size();
                sent[0] = world.sent().size();
            }));

            assertThat(second.get(0).result()).as("boundary " + i).isEqualTo(Result.DONE);
            assertThat(first.result()).as("boundary " + i).isEqualTo(Result.BROKEN);
            assertThat(first.problems().get(0).type()).isEqualTo(EngineMessage.LOCK_LOST);
            assertThat(world.store().journal(1)).hasSize(entries[0]);
            assertThat(world.sent()).hasSize(sent[0]);
            assertThat(world.store().run(1).orElseThrow().status()).isEqualTo(RunStatus.RECOVERED);
            assertThat(world.unrest()).isEmpty();
        }
    }

    @Test
    void aLiveRunIsLeftAloneByARecovery() {
        for (int i = 0; i < boundaries(); i++) {
            World world = Examples.world();
            List<RunReport> second = new ArrayList<>();
            RunReport first = world.run(FIRST, new At(i, () -> second.add(world.recover())));
            assertThat(second.get(0).result()).isEqualTo(Result.NOTHING_TO_DO);
            assertThat(first.result()).isEqualTo(Result.DONE);
        }
    }

    @Test
    void aRollbackBesideARun() {
        World world = Examples.world();
        String before = world.server().dump();
        world.run(BESIDE);
        List<RunReport> second = new ArrayList<>();
        RunReport first = world.run(FIRST, new At(1, () -> {
            second.add(world.rollback("beside", "b"));
            second.add(world.rollback("first", "b"));
        }));
        assertThat(first.result()).isEqualTo(Result.DONE);
        assertThat(second).extracting(RunReport::result).containsExactly(Result.DONE, Result.REFUSED);
        world.rollback("first", "c");
        world.rollback("first", "b");
        assertThat(world.server().dump()).isEqualTo(before);
    }
}
