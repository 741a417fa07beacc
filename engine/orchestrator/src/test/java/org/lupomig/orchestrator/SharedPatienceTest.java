package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.claim.PatienceLeft;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** A command that waits several times, for several reasons, waits no longer than was said. */
class SharedPatienceTest {
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Plan FIRST = PlanText.plan("first")
            .batch("b", batch -> batch.step("s", "ALTER TABLE core.users ADD COLUMN a"))
            .build();
    private static final Plan COMMON = PlanText.plan("common")
            .batch("b", batch -> batch.step("s", "ALTER TABLE core.users ADD COLUMN c"))
            .build();

    private final World world = Examples.world();
    private final PatienceLeft left = new PatienceLeft(WAIT, world::now);
    private final List<RunReport> waited = new ArrayList<>();

    /** Does this once while a run is at work. */
    private void besideARun(Runnable work) {
        boolean[] done = new boolean[1];
        RunReport first = world.run(FIRST, () -> {
            if (!done[0]) {
                done[0] = true;
                work.run();
            }
            return false;
        });
        assertThat(first.result()).isEqualTo(Result.DONE);
    }

    private Duration paused() {
        return world.pauses().stream().reduce(Duration.ZERO, Duration::plus);
    }

    private void waits(BooleanSupplier leaves, Function<Engine, RunReport> command) {
        waited.add(command.apply(world.engine(Client.alive()).sharing(left).queued(0, leaves)));
    }

    private static RunReport common(Engine engine) {
        // what the call says is less than what the command has
        return engine.run(COMMON, RunOptions.plain());
    }

    @Test
    void ofThePlansOfACommandEachWaitsForWhatIsLeft() {
        besideARun(() -> {
            waits(() -> paused().compareTo(Duration.ofSeconds(20)) >= 0, SharedPatienceTest::common);
            assertThat(left.left()).isLessThanOrEqualTo(Duration.ofSeconds(10)).isPositive();
            waits(() -> false, SharedPatienceTest::common);
        });

        assertThat(waited)
                .extracting(report -> report.problems().get(0).type())
                .containsExactly(EngineMessage.LEFT_QUEUE, EngineMessage.ANOTHER_RUN);
        assertThat(paused()).isBetween(WAIT, WAIT.plusSeconds(1));
        assertThat(left.isOver()).isTrue();
        assertThat(world.store().locks().waiting()).isZero();
    }

    @Test
    void whoHasWaitedAllTheTimeAsksOnceMoreAndIsSaidWhy() {
        besideARun(() -> {
            waits(() -> false, SharedPatienceTest::common);
            int pauses = world.pauses().size();
            waits(() -> false, engine -> engine.recover(Duration.ofHours(1)));
            waits(() -> false, SharedPatienceTest::common);
            assertThat(world.pauses().size() - pauses)
                    .as("but for the moment of a recovery")
                    .isLessThan(20);
        });

        assertThat(waited)
                .extracting(RunReport::result)
                .containsExactly(Result.REFUSED, Result.NOTHING_TO_DO, Result.REFUSED);
        assertThat(waited.get(2).problems().get(0).help()).startsWith("it was waited for as long as --wait says");
        waits(() -> false, SharedPatienceTest::common);
        assertThat(waited.get(3).result()).isEqualTo(Result.DONE);
    }

    /** Two plans could not be taken back, and the server works on what each had begun. */
    @Test
    void allWaysBackHaveOneMeasureOfTheirOwn() {
        for (Duration wait : List.of(Duration.ZERO, Duration.ofHours(1))) {
            World stuck = Examples.world();
            for (String plan : List.of("p", "q")) {
                String table = plan.equals("p") ? "core.logs" : "core.jobs";
                stuck.server().faults().refuse("RENAME TABLE core." + plan + " TO " + table, 1050, 1);
                Plan broken = PlanText.plan(plan)
                        .batch(
                                "b",
                                batch -> batch.step(
                                        "s",
                                        "RENAME TABLE " + table + " TO core." + plan,
                                        "CREATE TABLE core.twice (id, id)"))
                        .build();
                assertThat(stuck.run(broken).result()).isEqualTo(Result.BROKEN);
            }
            stuck.immortal().add("1");
            int before = stuck.sessionPatience().size();
            PatienceLeft patience = new PatienceLeft(wait, stuck::now);

            RunReport report = stuck.engine(Client.alive()).sharing(patience).retry(null, Duration.ofHours(3));

            assertThat(report.result()).isEqualTo(Result.BROKEN);
            assertThat(report.problems())
                    .extracting(problem -> problem.type())
                    .containsExactly(EngineMessage.UNDO_FAILED, EngineMessage.UNDO_FAILED);
            Duration first = wait.isZero() ? Duration.ofMinutes(10) : wait;
            Duration then = Duration.ofMinutes(1);
            assertThat(stuck.sessionPatience()
                            .subList(before, stuck.sessionPatience().size()))
                    .containsExactly(first, then, then, then);
            assertThat(patience.left()).isEqualTo(wait);
        }
    }

    @Test
    void soDoesWhoWaitsForTheSessionOfADeadRun() {
        Point point = Crash.points(Examples::world, engine -> engine.run(FIRST, RunOptions.plain())).stream()
                .filter(each -> each.what().contains("ALTER TABLE core.users"))
                .findFirst()
                .orElseThrow();
        for (Duration wait : List.of(Duration.ZERO, Duration.ofMinutes(3), Duration.ofHours(1))) {
            World killed = Examples.world();
            Crash.kill(killed, point, engine -> engine.run(FIRST, RunOptions.plain()));
            PatienceLeft patience = new PatienceLeft(wait, killed::now);

            RunReport report = killed.engine(Client.alive()).sharing(patience).run(COMMON, RunOptions.plain());

            assertThat(report.result()).isEqualTo(Result.DONE);
            Duration most = wait.isZero() ? Duration.ofMinutes(1) : wait;
            assertThat(killed.sessionPatience().get(0))
                    .isEqualTo(most.compareTo(Duration.ofMinutes(10)) > 0 ? Duration.ofMinutes(10) : most);
        }
    }
}
