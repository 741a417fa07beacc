package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.Alerts;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** Where a batch fails, the others are spoken of, too. */
class OtherBatchesTest {
    private final World world = Examples.world();

    @Test
    void aBatchThatFailsSaysWhatBecameOfTheOthers() {
        PlanText plan = PlanText.plan("p").batch("one", batch -> batch.step("s", "CREATE SCHEMA p"));
        PlanText failing = plan.batch("two", batch -> batch.step("t", "CREATE TABLE p.t (id, id)"))
                .batch("three", batch -> batch.step("u", "CREATE TABLE p.u (id)"));
        String undone = "batch two failed and is undone: everything is as before it; ";

        RunReport report = world.run(failing.build());

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.detail())
                .isEqualTo(undone + "batch one stays as it was committed (to take it back: lupomig rollback p.one);"
                        + " batch three was not begun");
        assertThat(world.server().dump()).contains("schema p");
        assertThat(world.run(failing.build()).detail()).as("of an earlier run").isEqualTo(report.detail());
        world.rollback("p", "one");
        assertThat(world.store().openAlerts(Alerts.BATCH_FAILED))
                .as("what becomes of one batch says nothing of another one of its run")
                .hasSize(2)
                .allSatisfy(message -> assertThat(message).startsWith("p.two: "));
        assertThat(world.run(PlanText.plan("p")
                                .batch("two", batch -> batch.step("t", "CREATE TABLE core.t (id, id)"))
                                .build())
                        .detail())
                .isEqualTo("batch two failed and is undone: everything is as before it");
    }

    @Test
    void ofManyBatchesTheFirstAreNamed() {
        PlanText plan = PlanText.plan("p");
        for (int i = 1; i <= 7; i++) {
            String schema = "CREATE SCHEMA p" + i;
            plan.batch("b" + i, batch -> batch.step("s", schema));
        }
        plan.batch("last", batch -> batch.step("t", "CREATE TABLE p1.t (id, id)"));

        assertThat(world.run(plan.build()).detail())
                .endsWith("; batches b1, b2, b3, b4, b5 and 2 others stay as they were committed"
                        + " (to take the last of them back: lupomig rollback p.b7)");
    }
}
