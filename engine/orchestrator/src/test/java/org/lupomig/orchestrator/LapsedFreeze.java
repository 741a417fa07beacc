package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.SystemState.Mode;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/**
 * A freeze that does not keep writers out any more, since the server has been started again, and what must be so when
 * it does again.
 */
abstract class LapsedFreeze {
    static final FreezeRequest BY_HAND = new FreezeRequest(List.of("core"), "a check", false);
    static final FreezeRequest EMERGENCY = new FreezeRequest(List.of(), "a fire", true);
    static final Plan PLAN = plan(RollbackClass.A);

    static Plan plan(RollbackClass of) {
        return PlanText.plan("p")
                .batch("b", batch -> batch.rollback(of).freeze("core").step("s", "CREATE SCHEMA s", "CREATE SCHEMA t"))
                .build();
    }

    /** Nothing is frozen, and a freeze would make the whole server read-only. */
    static World readOnly() {
        World world = Examples.world();
        world.writers().byReadOnly();
        return world;
    }

    static RunReport freeze(World world, FreezeRequest request) {
        return world.engine(Client.alive()).freeze(request, Duration.ZERO);
    }

    static RunReport thaw(World world) {
        return world.engine(Client.alive()).thaw(Duration.ZERO);
    }

    static World lapsed(FreezeRequest request) {
        return lapsed(request, false);
    }

    /** Frozen by hand, by a server that has been started again since, and may be read-only by somebody else. */
    static World lapsed(FreezeRequest request, boolean readOnly) {
        World world = readOnly();
        assertThat(freeze(world, request).result()).isEqualTo(Result.DONE);
        startedAgain(world, readOnly);
        world.events().clear();
        return world;
    }

    static World lapsed() {
        return lapsed(BY_HAND);
    }

    static void startedAgain(World world, boolean readOnly) {
        if (readOnly) {
            world.writers().serverStartedReadOnly();
        } else {
            world.writers().serverStartedAgain();
        }
    }

    /** That it had lapsed, as the commands said it. */
    static List<String> told(World world) {
        return world.events().stream()
                .filter(RunEvent.Warned.class::isInstance)
                .map(event -> ((RunEvent.Warned) event).problem())
                .filter(problem -> problem.type() == EngineMessage.FREEZE_LAPSED)
                .map(problem -> problem.message())
                .toList();
    }

    /** The same as alerts have it. */
    static List<String> alerts(World world) {
        return world.store().others().stream()
                .filter(Write.Alert.class::isInstance)
                .map(Write.Alert.class::cast)
                .filter(alert -> alert.title().equals("freeze lapsed"))
                .map(Write.Alert::message)
                .toList();
    }

    /** Writers are kept out, and both who asks and an alert say once that they were not. */
    static void holdsAgain(World world, Mode mode) {
        assertThat(world.writers().shut()).isEqualTo("read-only {}");
        assertThat(world.store().systemState().mode()).isEqualTo(mode);
        assertThat(told(world)).hasSize(1);
        assertThat(alerts(world)).isEqualTo(told(world));
    }

    static void thawsWhole(World world) {
        assertThat(thaw(world).result()).isEqualTo(Result.DONE);
        assertThat(world.writers().shut()).isEqualTo("{}");
        assertThat(world.unrest()).isEmpty();
    }
}
