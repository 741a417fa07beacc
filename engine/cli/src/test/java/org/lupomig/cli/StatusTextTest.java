package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lupomig.cli.json.Json;
import org.lupomig.cli.text.Style;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Version;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.claim.Claims;
import org.lupomig.orchestrator.claim.LockRequest;
import org.lupomig.orchestrator.freeze.Hold;
import org.lupomig.orchestrator.journal.Barrier;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.NewRun;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.memory.VolatileStore;
import org.lupomig.orchestrator.port.HeldTable;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.purge.HeldInventory;
import org.lupomig.orchestrator.purge.PurgedSteps;
import org.lupomig.store.report.ProgressRecord;

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

    /** What a dead run had sent is no progress any more: nothing is left for it, and what stays is not known yet. */
    @Test
    void howFarARunIsIsOtherWordsOfADeadOne() {
        RunRecord run = running(NewRun.RunKind.RUN, "shop", "1");
        Map<String, String> words = Map.of(
                "migrating",
                "sent, which is not to say that they stay",
                "completing",
                "done",
                "rolling_back",
                "taken back");
        words.forEach((phase, word) -> {
            ProgressRecord progress = new ProgressRecord(7, phase, 30, 31, "96.77", 2L, 20260108120102L);

            assertThat(rendered(run, List.of(), progress))
                    .contains(" and is under way\n    " + phase + ": 30 of 31 steps, 96.77 %, about 2.0 s left, written"
                            + " 2026-01-08 12:01:02 UTC\n");
            assertThat(rendered(run, List.of(run), progress))
                    .contains(" and ended without a word: lupomig recover brings it to an end\n    " + phase
                            + " when it last wrote, 2026-01-08 12:01:02 UTC, with 30 of 31 steps "
                            + word + "\n")
                    .doesNotContain(" left");
            assertThat(document(run, List.of(), progress)).contains("\"secondsLeft\":2");
            assertThat(document(run, List.of(run), progress)).contains("\"secondsLeft\":null");
        });
    }

    /** What is published need not be so: {@code status} says what there is, and what to do where a person froze it. */
    @Test
    void thatWritersAreNotKeptOutIsSaid() {
        SystemState byHand = frozen(true);

        assertThat(rendered(byHand, Hold.HOLDS, List.of()))
                .contains("(core; the whole server is read-only): stocktaking\n")
                .doesNotContain("recover");
        assertThat(rendered(byHand, new Hold.Lapsed("read_only is OFF"), List.of()))
                .contains(
                        "(core; but it does not keep writers out: read_only is OFF): stocktaking",
                        "  lupomig recover keeps them out again, and lupomig thaw ends this");
        assertThat(rendered(byHand, new Hold.Unseen("the server says 1142"), List.of()))
                .contains("(core; the whole server is read-only, as far as is known: the server says 1142)")
                .doesNotContain("recover");
        StoreView view =
                view(new VolatileStore(), byHand, new Hold.Lapsed("read_only is OFF"), List.of(), List.of(), List.of());
        assertThat(Json.line(json -> StatusJson.write(json, view)))
                .contains("\"lapsed\":\"read_only is OFF\"", "\"unknown\":null");
    }

    /** Who is about to keep them out, or has frozen in a run, needs nobody to say so. */
    @Test
    void nobodyIsToldToKeepThemOutWhoIsAboutTo() {
        RunRecord freeze = running(NewRun.RunKind.FREEZE, "", "");
        Hold lapsed = new Hold.Lapsed("read_only is OFF");

        assertThat(rendered(frozen(true), lapsed, List.of(freeze)))
                .contains("but it does not keep writers out")
                .doesNotContain("recover");
        assertThat(rendered(frozen(false), lapsed, List.of()))
                .contains("but it does not keep writers out")
                .doesNotContain("recover");
    }

    private static RunRecord running(NewRun.RunKind kind, String plan, String version) {
        return new RunRecord(
                7,
                kind,
                plan,
                version,
                "",
                RunStatus.RUNNING,
                new Owner("t", "ann@desk", 12, 20260108120000L),
                20260108120000L,
                null,
                0,
                "");
    }

    private static SystemState frozen(boolean byHand) {
        return new SystemState(
                SystemState.Mode.FROZEN,
                "stocktaking",
                List.of("core"),
                20260108120000L,
                new Barrier.ReadOnly("OFF", "db:3306 1700000000"),
                new SystemState.Holder(7, "ann@desk", byHand, 1),
                0);
    }

    private static String rendered(SystemState system, Hold hold, List<RunRecord> unfinished) {
        return new StatusText(Style.PLAIN)
                .render(view(new VolatileStore(), system, hold, unfinished, List.of(), List.of()));
    }

    private static String rendered(RunRecord run, List<RunRecord> dead, ProgressRecord progress) {
        return new StatusText(Style.PLAIN).render(view(new VolatileStore(), run, dead, progress));
    }

    private static String document(RunRecord run, List<RunRecord> dead, ProgressRecord progress) {
        StoreView view = view(new VolatileStore(), run, dead, progress);
        return Json.line(json -> StatusJson.write(json, view));
    }

    /** A store with one run that has not ended. */
    private static StoreView view(Store store, RunRecord run, List<RunRecord> dead, ProgressRecord progress) {
        return view(store, SystemState.normal(1, 0), Hold.HOLDS, List.of(run), dead, List.of(progress));
    }

    private static StoreView view(
            Store store,
            SystemState system,
            Hold hold,
            List<RunRecord> unfinished,
            List<RunRecord> dead,
            List<ProgressRecord> progress) {
        return new StoreView(
                "db.example.org",
                "",
                system,
                hold,
                0,
                0,
                "lupomig_held",
                HeldInventory.of(store, List.of()),
                List.of(),
                unfinished,
                dead,
                List.of(),
                progress,
                3,
                new AlertsView.Counts(0, 0, 0));
    }

    /** A store with one batch of one step. */
    private static StoreView view(
            Store store, BatchRecord batch, StepRecord step, List<HeldTable> held, AlertsView.Counts alerts) {
        return new StoreView(
                "db.example.org",
                "",
                SystemState.normal(1, 0),
                Hold.HOLDS,
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
