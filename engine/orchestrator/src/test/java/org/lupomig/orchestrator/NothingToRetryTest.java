package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** A retry where nothing is left of what failed says what to do where something has gone back. */
class NothingToRetryTest {
    private static final String MAKE = "CREATE TABLE core.t (id)";
    private static final Plan PLAN =
            PlanText.plan("p").batch("b", batch -> batch.step("s", MAKE)).build();
    private static final String NOTHING = "nothing has failed with something left";

    private final World world = Examples.world();

    private String retry(Address what) {
        RunReport report = world.engine(Client.alive()).retry(what, Duration.ZERO);
        assertThat(report.result()).isEqualTo(Result.NOTHING_TO_DO);
        return report.detail();
    }

    @Test
    void ofAStepThatWentBackRunIsNamed() {
        world.server().faults().refuse(MAKE, 1637, 1);
        assertThat(world.run(PLAN).result()).isEqualTo(Result.UNDONE);

        assertThat(retry(new Address("p", "b", "s")))
                .isEqualTo(NOTHING + "; what has gone back is run again by lupomig run");
        assertThat(retry(new Address("q", "", ""))).isEqualTo(NOTHING);
        assertThat(world.run(PLAN).result()).isEqualTo(Result.DONE);
        assertThat(retry(new Address("p", "", ""))).isEqualTo(NOTHING);
    }
}
