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
import org.lupomig.orchestrator.claim.Claims;
import org.lupomig.orchestrator.claim.LockRequest;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.NewRun;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.memory.VolatileStore;
import org.lupomig.orchestrator.port.HeldTable;
import org.lupomig.orchestrator.port.Store;
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
        StoreView view = view(store, batch, step, List.of(), new AlertsView.Counts(3, 2, 1));
        String text = new StatusText(Style.PLAIN).render(view);
        assertThat(text).doesNotContain("…");
        assertThat(text).endsWith("  3 alerts to be seen to, 2 of them new, 1 escalated: lupomig alerts\n");
        assertThat(text.replaceAll("\\s+", " ")).contains(REASON);
        assertThat(text.lines()).allMatch(line -> line.length() <= 147);
    }

    /** Images of a step whose way back is not at its end are no leftovers; what was set aside for a person is one. */
    @Test
    void whatTheWayBackNeedsIsToldFromWhatIsKeptForAPerson() {
        VolatileStore store = new VolatileStore();
        Owner owner = new Owner("test", "test", 1, 1);
        Store.LockAttempt attempt =
                store.ticket(new LockRequest(owner, "test", Claims.server(), 0)).ask(false);
        BatchRecord batch;
        StepRecord step;
        long run;
        try (Store.Lock lock = ((Store.LockAttempt.Held) attempt).lock()) {
            run = lock.begin(new NewRun(NewRun.RunKind.RUN, "shop", "1", "", owner, 1));
            step = new StepRecord(
                    new Address("shop", "move", "orders"),
                    run,
                    2,
                    "orders.sql",
                    State.ROLLING_BACK,
                    StepStatus.RUNNING,
                    "",
                    1L,
                    null,
                    "",
                    0);
            batch = new BatchRecord(
                    "shop",
                    new Version("1"),
                    "move",
                    run,
                    1,
                    List.of(),
                    StepStatus.RUNNING,
                    RollbackClass.A,
                    null,
                    2,
                    0,
                    1,
                    null);
            lock.commit(run, List.of(new Write.Batch(batch, ""), new Write.Step(step, "sql")));
        }
        String image = "i" + run + "_2_1_orders";
        String kept = "k" + run + "_2_1_orders";
        List<HeldTable> held = List.of(new HeldTable(image, "BASE TABLE", 1), new HeldTable(kept, "BASE TABLE", 1));
        StoreView view = view(store, batch, step, held, new AlertsView.Counts(0, 0, 0));

        assertThat(new StatusText(Style.PLAIN).render(view))
                .containsPattern("kept for its way back, as long as it is half way: 1 table, .*: \\w+\\." + image)
                .containsPattern("kept for a person, until lupomig purge shop\\.move: 1 table, .*: \\w+\\." + kept);
    }

    /** A store with one batch of one step. */
    private static StoreView view(
            Store store, BatchRecord batch, StepRecord step, List<HeldTable> held, AlertsView.Counts alerts) {
        return new StoreView(
                "db.example.org",
                "",
                SystemState.normal(1, 0),
                held.size(),
                0,
                "lupomig_held",
                HeldInventory.of(store, held),
                List.of(new StoreView.PlanView(
                        "shop", List.of(batch), List.of(step), PurgedSteps.of(store, "shop"), Map.of())),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                3,
                alerts);
    }
}
