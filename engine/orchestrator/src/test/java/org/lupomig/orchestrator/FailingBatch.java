package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.number;
import static org.lupomig.orchestrator.sim.Checks.post;

import java.util.function.Consumer;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.PlanText.BatchText;
import org.lupomig.orchestrator.sim.World;

/** A batch that fails when all of its steps have run, on the example world, and what must be true then. */
abstract class FailingBatch {
    final World world = Examples.world();

    final String before = world.server().dump();

    /** A batch whose check fails when all of its steps have run. */
    static Plan failing(Consumer<BatchText> with) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    with.accept(batch);
                    batch.check(post("never", equal(number(1), 2)));
                })
                .build();
    }

    static Plan failing(String... sql) {
        return failing(batch -> batch.step("s", sql));
    }

    RunReport undone(Plan plan) {
        RunReport report = world.run(plan);
        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(world.unrest()).isEmpty();
        return report;
    }

    void broken(Plan plan, String reason) {
        RunReport report = world.run(plan);
        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems().get(1).message()).contains(reason);
        assertThat(world.store().others()).anySatisfy(write -> assertThat(write)
                .isInstanceOfSatisfying(
                        Write.Alert.class, alert -> assertThat(alert.level()).isEqualTo(Write.Alert.Level.CRITICAL)));
        assertThat(world.unrest()).isEmpty();
    }

    /** Stopped for this, and undone by what is derived. */
    void stopped(String reason) {
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.events()).anySatisfy(event -> assertThat(event)
                .isInstanceOfSatisfying(RunEvent.ScriptStopped.class, script -> assertThat(script.message())
                        .contains(reason)));
    }

    /** The names of the tables that are held, each as a pattern, in order. */
    void kept(String... patterns) {
        assertThat(world.server().held()).hasSize(patterns.length);
        for (int i = 0; i < patterns.length; i++) {
            assertThat(world.server().held().get(i)).matches(patterns[i]);
        }
    }
}
