package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.Alerts;
import org.lupomig.orchestrator.sim.Client;
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

    /** What has completed of a batch that failed in part rests upon those that it requires. */
    @Test
    void whatHasCompletedUponABatchGoesBackWithIt() {
        PlanText plan = PlanText.plan("p")
                .batch("old", batch -> batch.step("s", "CREATE SCHEMA p"))
                .batch("extras", batch -> batch.rollback(RollbackClass.B)
                        .requires("old")
                        .step("t", "CREATE TABLE p.t (id)")
                        .step("u", "CREATE TABLE p.u (id, id)"));

        assertThat(world.run(plan.build()).detail())
                .endsWith("; batch old stays as it was committed"
                        + " (to take it back: lupomig rollback p.old --with-dependents)");
        RollbackRequest named = new RollbackRequest("p", "old", null, null, true, false, false);
        assertThat(world.engine(Client.alive()).rollback(named, Duration.ZERO).result())
                .isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(Examples.world().server().dump());
    }

    @Test
    void nothingIsNamedThatWouldBeRefused() {
        Plan plan = PlanText.plan("p")
                .batch("one", batch -> batch.rollback(RollbackClass.B).step("s", "CREATE SCHEMA p"))
                .batch("two", batch -> batch.step("t", "CREATE TABLE p.t (id, id)"))
                .build();
        assertThat(world.run(plan).detail()).endsWith(" (to take it back: lupomig rollback p.one)");
        world.advance(Duration.ofHours(25));

        assertThat(world.run(plan).detail()).endsWith("; batch one stays as it was committed");

        assertThat(world.rollback("p", "one").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(EngineMessage.WINDOW_CLOSED));
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
