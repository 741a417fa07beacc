package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lupomig.cli.text.Style;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Version;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.memory.VolatileStore;
import org.lupomig.orchestrator.purge.HeldInventory;
import org.lupomig.orchestrator.purge.PurgedSteps;

/** What {@code status} says of steps. */
class StatusTextTest {
    private static final String REASON = "shop.orders cannot be put back by itself, since a table of its name is there"
            + " by now; what the step has taken away is held as lupomig_held.r7_s2_orders, and the rows that it had"
            + " changed are in lupomig_held.r7_s2_rows";

    @Test
    void theReasonWhyAStepNeedsAPersonIsThereWhole() {
        StepRecord step = new StepRecord(
                new Address("shop", "move", "orders"),
                7,
                2,
                "orders.sql",
                State.FAILED,
                StepStatus.FAILED,
                "",
                1L,
                2L,
                REASON,
                0);
        BatchRecord batch = new BatchRecord(
                "shop",
                new Version("1"),
                "move",
                7,
                1,
                List.of(),
                StepStatus.FAILED,
                RollbackClass.A,
                null,
                2,
                0,
                1,
                2L);
        VolatileStore store = new VolatileStore();
        StoreView view = new StoreView(
                "db.example.org",
                "",
                SystemState.normal(1, 0),
                0,
                0,
                "lupomig_held",
                HeldInventory.of(store, List.of()),
                List.of(new StoreView.PlanView(
                        "shop", List.of(batch), List.of(step), PurgedSteps.of(store, "shop"), Map.of())),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                3,
                new AlertsView.Counts(3, 2, 1));
        String text = new StatusText(Style.PLAIN).render(view);
        assertThat(text).doesNotContain("…");
        assertThat(text).endsWith("  3 alerts to be seen to, 2 of them new, 1 escalated: lupomig alerts\n");
        assertThat(text.replaceAll("\\s+", " ")).contains(REASON);
        assertThat(text.lines()).allMatch(line -> line.length() <= 147);
    }
}
