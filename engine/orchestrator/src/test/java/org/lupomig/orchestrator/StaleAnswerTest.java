package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.memory.VolatileLocks;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/**
 * A command that is silent until its locks have expired, while another one changes what it has read: it does not answer
 * from that.
 */
class StaleAnswerTest {
    private static final Plan PLAN = PlanText.plan("p")
            .batch("b", batch -> batch.step("s", "CREATE TABLE core.made (id)", "ALTER TABLE core.users ADD COLUMN x"))
            .build();

    /** A way back was refused: whatever comes upon that needs a person, until it is tried again. */
    private static World stuck() {
        World world = Examples.world();
        assertThat(world.run(PLAN).result()).isEqualTo(Result.DONE);
        world.server().faults().refuse("ALTER TABLE core.users DROP", 1114, 1);
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.BROKEN);
        return world;
    }

    private static void isNotAnsweredFromBefore(Function<Engine, RunReport> command) {
        Client undisturbed = Client.alive();
        RunReport stale = command.apply(stuck().engine(undisturbed));
        assertThat(stale.run()).isZero();
        List<String> calls = undisturbed.calls().stream().map(Client.Call::what).toList();
        int asked = calls.lastIndexOf("check");
        assertThat(asked).as("%s", calls).isPositive();
        int lost = 0;
        for (int i = 0; i <= asked; i++) {
            World world = stuck();
            int silent = i;
            Client first = Client.alive();
            first.beside(call -> {
                if (call == silent) {
                    world.advance(VolatileLocks.EXPIRY.plus(Duration.ofSeconds(1)));
                    assertThat(world.recover().result()).isEqualTo(Result.DONE);
                }
            });

            RunReport report = command.apply(world.engine(first));

            assertThat(report).as("call " + i + ", " + calls.get(i)).isNotEqualTo(stale);
            lost += report.problems().stream().anyMatch(p -> p.type() == EngineMessage.LOCK_LOST) ? 1 : 0;
        }
        assertThat(lost).isPositive();
    }

    @Test
    void ofARunThatNeededAPerson() {
        isNotAnsweredFromBefore(engine -> engine.run(PLAN, RunOptions.plain()));
    }

    @Test
    void ofARollbackThatDid() {
        isNotAnsweredFromBefore(engine -> engine.rollback("p", "b", false, Duration.ZERO));
    }
}
