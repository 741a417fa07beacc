package org.lupomig.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Epoch;
import org.lupomig.model.plan.Version;
import org.lupomig.model.state.Lifecycle;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.JournalEntry.Kind;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;

/** Runs, batches, steps and the journal come back from the store as they were written. */
class StoreRecordsIT {
    private static final Address STEP = new Address("phase_a", "federate", "move");
    private static final long AT = 20260108000102L;

    @RegisterExtension
    final Rig rig = TestServer.cleared().withStore();

    @Test
    void recordsRuns() {
        try (Store.Lock lock = rig.locked("t1")) {
            long first = lock.begin(Rig.newRun("phase_a", "t1"));
            long second = lock.begin(Rig.newRun("Phase_A", "t1"));
            assertThat(first).isEqualTo(1);
            assertThat(second).isEqualTo(2);
            RunRecord running = new RunRecord(
                    first,
                    org.lupomig.orchestrator.journal.NewRun.RunKind.RUN,
                    "phase_a",
                    "4.0.3",
                    "c0ffee",
                    RunStatus.RUNNING,
                    Rig.owner("t1"),
                    20260108000001L,
                    null,
                    0,
                    "");
            assertThat(rig.store().run(first)).contains(running);
            assertThat(rig.store().unfinishedRuns()).extracting(RunRecord::id).containsExactly(first, second);

            lock.commit(first, List.of(new Write.RunEnded(RunStatus.COMPLETED, "all done", 1234, AT)));
            RunRecord ended = rig.store().run(first).orElseThrow();
            assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(ended.ended()).isEqualTo(AT);
            assertThat(ended.durationMillis()).isEqualTo(1234);
            assertThat(ended.detail()).isEqualTo("all done");
            assertThat(rig.store().unfinishedRuns()).extracting(RunRecord::id).containsExactly(second);

            lock.commit(first, List.of(new Write.RunReopened(AT)));
            RunRecord reopened = rig.store().run(first).orElseThrow();
            assertThat(reopened.status()).isEqualTo(RunStatus.RUNNING);
            assertThat(reopened.ended()).isNull();

            assertThat(rig.store().runs(1)).extracting(RunRecord::id).containsExactly(second);
            assertThat(rig.store().plans()).containsExactly("Phase_A", "phase_a");
        }
    }

    @Test
    void journalComesBackInOrderAndWhole() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("sql", "INSERT INTO t VALUES ('it''s a \\ back', \"q?\", ':n', '日本語 😀')\n");
        data.put("rows", 9_007_199_254_740_993L);
        data.put("own", true);
        data.put("none", List.of());
        data.put("nested", Map.of("a", List.of("x", 1L, false, Map.of("deep", "er"))));
        data.put("long", "z".repeat(700_000));
        List<Write> writes = new ArrayList<>();
        List<JournalEntry> entries = new ArrayList<>();
        entries.add(new JournalEntry(0, STEP, Kind.TRANSITION, null, State.IDLE, null, AT, 0, Map.of()));
        entries.add(new JournalEntry(
                0, STEP, Kind.INTENT, State.MIGRATING, State.MIGRATING, Lifecycle.EXECUTION, AT, 17, data));
        for (Kind kind : Kind.values()) {
            entries.add(new JournalEntry(
                    0,
                    new Address("phase_a", "federate", ""),
                    kind,
                    State.PREPARING,
                    State.VALIDATING_PRE,
                    Lifecycle.VALIDATION,
                    AT,
                    1,
                    Map.of("kind", kind.word())));
        }
        for (int i = 0; i < 450; i++) {
            entries.add(new JournalEntry(
                    0, STEP, Kind.DONE, State.MIGRATING, State.MIGRATING, null, AT, i, Map.of("i", (long) i)));
        }
        entries.forEach(entry -> writes.add(new Write.Journal(entry)));
        try (Store.Lock lock = rig.locked("t1")) {
            long other = lock.begin(Rig.newRun("other", "t1"));
            long run = lock.begin(Rig.newRun("phase_a", "t1"));
            lock.commit(other, List.of(writes.get(0)));
            lock.commit(run, writes);
            List<JournalEntry> read = rig.store().journal(run);
            assertThat(read).extracting(JournalEntry::sequence).isSorted().doesNotHaveDuplicates();
            assertThat(read)
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("sequence")
                    .isEqualTo(entries);
            assertThat(read.get(1).data().keySet()).containsExactlyElementsOf(data.keySet());

            lock.commit(run, List.of(writes.get(0), writes.get(1)));
            assertThat(rig.store().journal(run))
                    .hasSize(read.size() + 2)
                    .startsWith(read.toArray(JournalEntry[]::new))
                    .extracting(JournalEntry::sequence)
                    .isSorted();
        }
    }

    @Test
    void stepsAndBatchesAreReplacedAndComeInPlanOrder() {
        try (Store.Lock lock = rig.locked("t1")) {
            long run = lock.begin(Rig.newRun("phase_a", "t1"));
            StepRecord second = new StepRecord(
                    STEP, run, 2, "sql/b.sql", State.MIGRATING, StepStatus.RUNNING, "cafe", AT, null, "", 0);
            StepRecord first = new StepRecord(
                    new Address("phase_a", "federate", "Move"),
                    run,
                    1,
                    "",
                    State.IDLE,
                    StepStatus.PENDING,
                    "",
                    null,
                    null,
                    "it's",
                    3);
            BatchRecord batch = new BatchRecord(
                    "phase_a",
                    new Version("4.0.3"),
                    "federate",
                    run,
                    2,
                    List.of("other.first", "headers"),
                    StepStatus.RUNNING,
                    RollbackClass.A,
                    new Epoch(20260108000000L, 20260115000000L),
                    3,
                    0,
                    AT,
                    null);
            BatchRecord plain = new BatchRecord(
                    "phase_a",
                    new Version("4.0.3"),
                    "Federate",
                    run,
                    1,
                    List.of(),
                    StepStatus.SKIPPED,
                    RollbackClass.D,
                    null,
                    0,
                    0,
                    AT,
                    AT);
            lock.commit(
                    run,
                    List.of(
                            new Write.Step(second, "sql"),
                            new Write.Step(first, "sql"),
                            new Write.Batch(batch, "sum"),
                            new Write.Batch(plain, "sum")));
            assertThat(rig.store().steps("phase_a")).containsExactly(first, second);
            assertThat(rig.store().batches("phase_a")).containsExactly(plain, batch);
            assertThat(rig.store().steps("PHASE_A")).isEmpty();

            StepRecord done = new StepRecord(
                    STEP, run, 2, "sql/b.sql", State.IDLE, StepStatus.COMPLETED, "cafe", AT, AT + 1, "", 1);
            BatchRecord ended = batch.ended(StepStatus.COMPLETED, 3, AT + 2);
            // the last of two writes of one row is the one that stays
            lock.commit(
                    run,
                    List.of(new Write.Step(second, "sql"), new Write.Step(done, "sql"), new Write.Batch(ended, "sum")));
            assertThat(rig.store().steps("phase_a")).containsExactly(first, done);
            assertThat(rig.store().batches("phase_a")).containsExactly(plain, ended);
        }
    }

    @Test
    void nothingOfACommitStaysWhereOneRowIsRefused() {
        try (Store.Lock lock = rig.locked("t1")) {
            long run = lock.begin(Rig.newRun("phase_a", "t1"));
            JournalEntry fine = new JournalEntry(0, STEP, Kind.DONE, State.IDLE, State.IDLE, null, AT, 0, Map.of());
            JournalEntry tooLong = new JournalEntry(
                    0,
                    new Address("x".repeat(600), "b", "s"),
                    Kind.DONE,
                    State.IDLE,
                    State.IDLE,
                    null,
                    AT,
                    0,
                    Map.of());
            assertThatThrownBy(() -> lock.commit(run, List.of(new Write.Journal(fine), new Write.Journal(tooLong))))
                    .isInstanceOf(ServerRefused.class);
            assertThat(rig.store().journal(run)).isEmpty();
            lock.commit(run, List.of(new Write.Journal(fine)));
            assertThat(rig.store().journal(run)).hasSize(1);
        }
    }

    @Test
    void aTextLongerThanTheServerTakesIsRefusedAndTheLockLives() {
        long most = Long.parseLong(rig.values("SELECT @@max_allowed_packet").get(0));
        try (Store.Lock lock = rig.locked("t1")) {
            long run = lock.begin(Rig.newRun("phase_a", "t1"));
            JournalEntry huge = new JournalEntry(
                    0, STEP, Kind.INTENT, null, State.IDLE, null, AT, 0, Map.of("sql", "x".repeat((int) most)));
            assertThatThrownBy(() -> lock.commit(run, List.of(new Write.Journal(huge))))
                    .isInstanceOfSatisfying(
                            ServerRefused.class, e -> assertThat(e.code()).isEqualTo(1153));
            lock.check();
            assertThat(rig.store().journal(run)).isEmpty();
        }
    }
}
