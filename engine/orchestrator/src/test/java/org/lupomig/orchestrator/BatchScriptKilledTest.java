package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.World;

/** An author's undo of a whole batch, killed anywhere. */
class BatchScriptKilledTest extends ScriptedBatch {
    @ParameterizedTest
    @EnumSource(
            value = RollbackClass.class,
            names = {"A", "B"})
    void killedAnywhereItIsBroughtToItsEnd(RollbackClass rollbackClass) {
        killed(plan(rollbackClass, SCRIPT));
    }

    @Test
    void killedAnywhereWhereNothingOfItCanBeSent() {
        killed(plan(RollbackClass.A, "DROP TABLE core.logs"));
        killed(plan(RollbackClass.A, REFUSED));
    }

    @ParameterizedTest
    @EnumSource(
            value = RollbackClass.class,
            names = {"A", "B"})
    void killedAnywhereWhereItBreaksOffItWaitsForAPerson(RollbackClass rollbackClass) {
        Plan plan = plan(rollbackClass, BREAKS_OFF);
        Consumer<Engine> rollback = engine -> engine.rollback("p", "b", false, Duration.ZERO);
        Supplier<World> ran = () -> {
            World one = Examples.world();
            one.run(plan);
            one.server().faults().refuse("DROP COLUMN x", 1064, Integer.MAX_VALUE);
            return one;
        };
        int failed = 0;
        for (Point point : Crash.points(ran, rollback)) {
            World killed = ran.get();
            String after = killed.server().dump();
            Crash.kill(killed, point, rollback);
            killed.recover();
            StepStatus found = killed.store().batches("p").get(0).status();
            if (found != StepStatus.FAILED) {
                // Killed while it was sent, the server may have done it after all.
                String expected = found == StepStatus.COMPLETED ? after : before;
                assertThat(killed.server().dump()).as(point.toString()).isEqualTo(expected);
                continue;
            }
            failed++;
            assertThat(retry(killed).result()).as(point.toString()).isEqualTo(Result.BROKEN);

            killed.server().run("ALTER TABLE core.users DROP COLUMN x", "DROP SCHEMA s");

            assertThat(retry(killed).problems()).as(point.toString()).isEmpty();
            assertThat(killed.server().dump()).as(point.toString()).isEqualTo(before);
            assertThat(killed.unrest()).as(point.toString()).isEmpty();
        }
        assertThat(failed).isPositive();
    }

    @Test
    void killedAnywhereWhileItIsGoneOnWith() {
        Plan plan = plan(RollbackClass.A, SCRIPT);
        Consumer<Engine> again = engine -> engine.retry(new Address("p", "b", ""), Duration.ZERO);
        Supplier<World> halfway = () -> {
            World one = Examples.world();
            one.run(plan);
            one.server().faults().refuse("DROP COLUMN x", 1064, 1);
            one.rollback("p", "b");
            return one;
        };
        for (Point point : Crash.points(halfway, again)) {
            World killed = halfway.get();
            Crash.kill(killed, point, again);

            RunReport recovered = killed.recover();

            assertThat(recovered.problems()).as(point.toString()).isEmpty();
            assertThat(killed.server().dump()).as(point.toString()).isEqualTo(before);
            assertThat(killed.unrest()).as(point.toString()).isEmpty();
        }
    }

    private void killed(Plan plan) {
        Consumer<Engine> rollback = engine -> engine.rollback("p", "b", false, Duration.ZERO);
        Supplier<World> ran = () -> {
            World one = Examples.world();
            one.run(plan);
            return one;
        };
        for (Point point : Crash.points(ran, rollback)) {
            World killed = ran.get();
            String after = killed.server().dump();
            Crash.kill(killed, point, rollback);

            RunReport recovered = killed.recover();

            assertThat(recovered.problems()).as(point.toString()).isEmpty();
            boolean begun = killed.store().batches("p").get(0).status() == StepStatus.ROLLED_BACK;
            assertThat(killed.server().dump()).as(point.toString()).isEqualTo(begun ? before : after);
            assertThat(killed.unrest()).as(point.toString()).isEmpty();
            assertThat(killed.run(plan).result())
                    .as(point.toString())
                    .isEqualTo(begun ? Result.DONE : Result.NOTHING_TO_DO);
        }
    }
}
