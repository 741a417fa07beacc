package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** Where a step goes back because a statement was refused, the journal says which, and with what. */
class RefusedStatementTest {
    private static final Plan PLAN = PlanText.plan("p")
            .batch("b", batch -> batch.step("fine", "CREATE TABLE core.first (id)")
                    .step("s", step -> step.requires("fine")
                            .sql("CREATE TABLE core.fresh (id)", "CREATE TABLE core.wrong (id, id)")))
            .build();

    @Test
    void theStepThatItIsOfSaysSoAndNoOther() {
        World world = Examples.world();

        RunReport report = world.run(PLAN);

        assertThat(report.result()).isEqualTo(RunReport.Result.UNDONE);
        assertThat(world.store().journal(report.run()))
                .filteredOn(
                        entry -> entry.kind() == JournalEntry.Kind.TRANSITION && entry.current() == State.ROLLING_BACK)
                .hasSize(2)
                .allSatisfy(entry -> {
                    if (entry.step().step().equals("s")) {
                        assertThat(entry.data()).containsEntry("refused", 2L).containsKey("answer");
                        assertThat(String.valueOf(entry.data().get("answer"))).startsWith("the server says ");
                    } else {
                        assertThat(entry.data()).isEmpty();
                    }
                });
    }

    private static List<Map<String, Object>> said(World world, RunReport report, JournalEntry.Kind kind) {
        return world.store().journal(report.run()).stream()
                .filter(entry -> entry.kind() == kind
                        && (kind == JournalEntry.Kind.RETRY || entry.current() == State.ROLLING_BACK))
                .map(JournalEntry::data)
                .toList();
    }

    /** What an attempt heard that is given up is not said of the one behind it. */
    @Test
    void anAttemptSaysOnlyWhatItHasHeardItself() {
        World world = Examples.world();
        String make = "CREATE TABLE core.t (id)";
        world.server().faults().refuse(make, 1637, 1).loseAfter(make);

        RunReport report = world.run(PlanText.plan("p")
                .batch("b", batch -> batch.step("s", step -> step.retry(1).sql(make)))
                .build());

        assertThat(report.result()).isEqualTo(RunReport.Result.UNDONE);
        assertThat(said(world, report, JournalEntry.Kind.RETRY)).singleElement().satisfies(data -> assertThat(data)
                .containsEntry("refused", 1L)
                .containsEntry("answer", "the server says 1637 refused by the test"));
        assertThat(said(world, report, JournalEntry.Kind.TRANSITION)).containsExactly(Map.of());
    }

    /** A refusal of the server has its number; one of ours has that of its message. */
    @Test
    void oneOfOursSaysWhichMessageItIs() {
        World world = Examples.world();
        world.server().faults().refuse("CREATE TABLE core.t (id)", 0, 1);

        RunReport report = world.run(PlanText.plan("p")
                .batch("b", batch -> batch.step("s", "CREATE TABLE core.t (id)"))
                .build());

        assertThat(said(world, report, JournalEntry.Kind.TRANSITION))
                .containsExactly(Map.of("refused", 1L, "answer", "LM5011 refused by the test"));
        assertThat(report.problems().get(0).type().code()).isEqualTo("LM5011");
    }

    @Test
    void theAlertSaysWhichMessageItIs() {
        World world = Examples.world();

        world.run(PlanText.plan("p")
                .batch("b", batch -> batch.step("s", "CREATE TABLE core.users (id)"))
                .build());

        assertThat(world.store().others())
                .filteredOn(Write.Alert.class::isInstance)
                .extracting(alert -> ((Write.Alert) alert).message())
                .containsExactly("p.b: LM5016 core.users exists already; the batch is undone, and everything is as"
                        + " before it");
    }
}
