package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lupomig.orchestrator.sim.Checks.before;
import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.post;
import static org.lupomig.orchestrator.sim.Checks.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Diamond;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.PlanText.BatchText;
import org.lupomig.orchestrator.sim.World;

/**
 * A run may take back what earlier ones have completed of its batch, as long as the checks of that have not passed: so
 * nobody else is on these tables meanwhile.
 */
class TwoRunsUponUncheckedTest {
    private static final Plan COMMON = PlanText.plan("common")
            .batch("b", batch -> batch.step("s", "ALTER TABLE core.users ADD COLUMN c"))
            .build();
    private static final Plan BESIDE = PlanText.plan("beside")
            .batch("b", batch -> batch.step("s", "ALTER TABLE core.logs ADD COLUMN b"))
            .build();

    private final World world = Examples.world();
    private final List<RunReport> second = new ArrayList<>();

    private static Plan plan(RollbackClass rollbackClass, Consumer<BatchText> more) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    batch.rollback(rollbackClass)
                            .step("s1", "ALTER TABLE core.users ADD COLUMN a")
                            .step("s2", "ALTER TABLE core.jobs ADD COLUMN j");
                    more.accept(batch);
                })
                .build();
    }

    private static void asMany(BatchText batch) {
        batch.check(post("as many", equal(before(tables("core")), tables("core"))));
    }

    /** Runs the first step, and leaves the second. */
    private void runFirst(Plan plan) {
        RunOptions first = RunOptions.plain().upTo(new Address("p", "b", "s1"));
        assertThat(world.engine(Client.alive()).run(plan, first).result()).isEqualTo(Result.DONE);
    }

    /** Runs these when it is asked for the first time whether to stop, and never says that it should. */
    private BooleanSupplier beside(Plan... others) {
        return () -> {
            if (second.isEmpty()) {
                for (Plan other : others) {
                    second.add(world.run(other));
                }
            }
            return false;
        };
    }

    private static void isRefusedFor(String common, RunReport report) {
        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.type()).isEqualTo(EngineMessage.ANOTHER_RUN);
            assertThat(problem.message()).contains(common);
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = RollbackClass.class,
            names = {"B", "C", "D"})
    void whatAnEarlierRunHasCompletedIsClaimed(RollbackClass rollbackClass) {
        Plan plan = plan(rollbackClass, TwoRunsUponUncheckedTest::asMany);
        runFirst(plan);

        RunReport rest = world.run(plan, beside(COMMON, BESIDE));

        assertThat(rest.result()).isEqualTo(Result.DONE);
        assertThat(second).hasSize(2);
        isRefusedFor("core.users", second.get(0));
        assertThat(second.get(1).result()).isEqualTo(Result.DONE);
        assertThat(world.run(COMMON).result()).isEqualTo(Result.DONE);
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void itGoesBackWithNobodyElseUponIt() {
        String before = world.server().dump();
        Plan plan = plan(RollbackClass.B, batch -> batch.check(Diamond.never(RollbackClass.A)));
        runFirst(plan);

        RunReport rest = world.run(plan, beside(COMMON));

        assertThat(rest.result()).isEqualTo(Result.UNDONE);
        isRefusedFor("core.users", second.get(0));
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void theRestWaitsForWhoIsUponIt() {
        Plan plan = plan(RollbackClass.B, batch -> {});
        runFirst(plan);

        RunReport common = world.run(COMMON, beside(plan));

        assertThat(common.result()).isEqualTo(Result.DONE);
        isRefusedFor("core.users", second.get(0));
    }

    @Test
    void soDoesTheRestOfAPlanThatHasTheStepNoMore() {
        runFirst(plan(RollbackClass.B, batch -> {}));
        Plan without = PlanText.plan("p")
                .batch("b", batch -> batch.rollback(RollbackClass.B).step("s2", "ALTER TABLE core.jobs ADD COLUMN j"))
                .build();

        world.run(COMMON, beside(without));

        isRefusedFor("core.users", second.get(0));
    }

    @Test
    void whatTheChecksHavePassedForIsNotClaimedAgain() {
        assertThat(world.run(plan(RollbackClass.B, TwoRunsUponUncheckedTest::asMany))
                        .result())
                .isEqualTo(Result.DONE);
        Plan more = plan(RollbackClass.B, batch -> batch.step("s3", "ALTER TABLE core.logs ADD COLUMN l"));

        RunReport rest = world.run(more, beside(COMMON));

        assertThat(rest.result()).isEqualTo(Result.DONE);
        assertThat(second).extracting(RunReport::result).containsExactly(Result.DONE);
    }

    @Test
    void soItIsWhereOnlyTheChecksAreToBeMade() {
        Plan plan = plan(RollbackClass.B, batch -> {
            asMany(batch);
            batch.freeze("core");
        });
        Plan freezes = PlanText.plan("freezes")
                .batch("b", batch -> batch.freeze("core").step("s", "ALTER TABLE core.logs ADD COLUMN l"))
                .build();
        Consumer<Engine> command = engine -> engine.run(plan, RunOptions.plain());
        int found = 0;
        for (Point point : Crash.differentWorlds(Examples::world, command)) {
            for (Plan other : List.of(COMMON, freezes)) {
                TwoRunsUponUncheckedTest each = new TwoRunsUponUncheckedTest();
                Crash.kill(each.world, point, command);
                assertThat(each.world.recover().result()).isIn(Result.DONE, Result.NOTHING_TO_DO);
                if (each.isCompletedButForItsChecks()) {
                    found++;
                    assertThat(each.world.run(other, each.beside(plan)).result())
                            .as(point.toString())
                            .isEqualTo(Result.DONE);
                    isRefusedFor(other.equals(COMMON) ? "core.users" : "the freeze", each.second.get(0));
                    assertThat(each.world.run(plan).result())
                            .as(point.toString())
                            .isEqualTo(Result.DONE);
                    assertThat(each.world.unrest()).as(point.toString()).isEmpty();
                }
            }
        }
        assertThat(found).isGreaterThan(1);
    }

    private boolean isCompletedButForItsChecks() {
        return world.store().batches("p").stream()
                .anyMatch(batch -> batch.completedSteps() == 2 && batch.status() != StepStatus.COMPLETED);
    }
}
