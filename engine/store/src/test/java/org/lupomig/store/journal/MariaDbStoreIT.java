package org.lupomig.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Epoch;
import org.lupomig.model.plan.Schema;
import org.lupomig.model.plan.TableClassification;
import org.lupomig.model.plan.Validation;
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
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.store.Rig;
import org.lupomig.store.StorePlan;
import org.lupomig.store.StoreState;
import org.lupomig.store.TestServer;

class MariaDbStoreIT {
    private static final Address STEP = new Address("phase_a", "federate", "move");
    private static final long AT = 20260108000102L;

    private Rig rig;

    @BeforeEach
    void connect() {
        rig = TestServer.cleared();
    }

    @AfterEach
    void disconnect() {
        rig.close();
    }

    @Test
    void readsAsEmptyWhereThereIsNoStore() {
        Store store = rig.store();
        assertThat(store.unfinishedRuns()).isEmpty();
        assertThat(store.runs(10)).isEmpty();
        assertThat(store.run(1)).isEmpty();
        assertThat(store.journal(1)).isEmpty();
        assertThat(store.batches("phase_a")).isEmpty();
        assertThat(store.steps("phase_a")).isEmpty();
        assertThat(store.plans()).isEmpty();
        assertThat(store.systemState().mode()).isEqualTo(SystemState.Mode.NORMAL);
        assertThat(store.schemas()).containsExactly("lupomig_orchestration", "lupomig_ephemeral", "lupomig_held");
    }

    @Test
    void knowsWhetherItsPlanMustRun() {
        StoreState none = rig.store().state();
        assertThat(none).isInstanceOf(StoreState.Missing.class);
        assertThat(((StoreState.Missing) none).missing()).hasSize(18).contains("lupomig_ephemeral.lupo_locks");

        rig.makeStore("ephemeral_1_0_0.sql");
        assertThat(((StoreState.Missing) rig.store().state()).missing()).hasSize(13);

        rig.withStore();
        assertThat(rig.store().state()).isEqualTo(new StoreState.Ready(StorePlan.VERSION));
        assertThat(rig.values("SELECT version_string FROM lupomig_orchestration.lupo_schema_versions"))
                .containsExactly("1.0.0");

        rig.sql("UPDATE lupomig_orchestration.lupo_schema_versions SET version_string = '0.9'");
        assertThat(rig.store().state()).isEqualTo(new StoreState.Older(new Version("0.9")));
        rig.store().made();
        assertThat(rig.store().state()).isInstanceOf(StoreState.Ready.class);
        rig.sql("UPDATE lupomig_orchestration.lupo_schema_versions SET version_string = '1.0.1'");
        assertThat(rig.store().state()).isEqualTo(new StoreState.Newer(new Version("1.0.1")));
    }

    @Test
    void aStoreThatLacksATableIsNotTakenForAnEmptyOne() {
        rig.withStore();
        assertThat(rig.store().state()).isInstanceOf(StoreState.Ready.class);
        try (Store.Lock lock = rig.locked("t1")) {
            lock.begin(Rig.newRun("phase_a", "t1"));
        }
        rig.sql("RENAME TABLE lupomig_orchestration.migration_batches TO lupomig_orchestration.elsewhere");
        StoreState.Damaged damaged = new StoreState.Damaged(List.of("lupomig_orchestration.migration_batches"));
        assertThat(rig.store().state()).isEqualTo(damaged);
        assertDamaged(
                () -> rig.store().batches("phase_a"),
                "LM6041",
                "the store on this server is damaged: Table 'lupomig_orchestration.migration_batches' doesn't exist");
        assertThat(rig.store().damage(damaged).message())
                .isEqualTo("the store on this server is damaged: it lacks lupomig_orchestration.migration_batches");
        rig.sql("RENAME TABLE lupomig_orchestration.elsewhere TO lupomig_orchestration.migration_batches");
        assertThat(rig.store().state()).isInstanceOf(StoreState.Ready.class);

        // the table that says which version it is, too: it is not a store that was never finished
        rig.sql("DROP TABLE lupomig_orchestration.lupo_schema_versions");
        assertThat(rig.store().state())
                .isEqualTo(new StoreState.Damaged(List.of("lupomig_orchestration.lupo_schema_versions")));
        assertThat(rig.store().runs(9)).hasSize(1);
    }

    @Test
    void aStoreThatLacksAColumnOrItsLocksIsDamagedToo() {
        rig.withStore();
        assertThat(rig.store().state()).isInstanceOf(StoreState.Ready.class);
        rig.sql("ALTER TABLE lupomig_orchestration.migration_files DROP COLUMN file_hash");
        assertDamaged(() -> rig.store().steps("phase_a"), "LM6041", "file_hash");
        rig.sql("DROP SCHEMA lupomig_ephemeral");
        assertDamaged(() -> rig.locked("t1"), "LM6041", "lupomig_ephemeral");
    }

    private static void assertDamaged(ThrowingCallable work, String code, String detail) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Store.Damaged.class,
                        damaged -> assertThat(damaged.problem().type().code()).isEqualTo(code))
                .hasMessageContaining(detail);
    }

    @Test
    void runsAreCountedFromBehindWhatAnEarlierStoreHasLeft() {
        rig.sql(
                "CREATE SCHEMA lupomig_held",
                "CREATE TABLE lupomig_held.r12_1_1_t (id INT)",
                "CREATE TABLE lupomig_held.k7_1_1_t (id INT)",
                "CREATE TABLE lupomig_held.rows_of_mine (id INT)");
        assertThat(rig.store().heldBefore()).containsExactly("k7_1_1_t", "r12_1_1_t", "rows_of_mine");
        rig.withStore();
        try (Store.Lock lock = rig.locked("t1")) {
            assertThat(lock.begin(Rig.newRun("phase_a", "t1"))).isEqualTo(13);
            rig.sql("CREATE TABLE lupomig_held.r13_1_1_t (id INT)");
            assertThat(lock.begin(Rig.newRun("phase_a", "t1"))).isEqualTo(14);
        }
        assertThat(rig.store().heldBefore()).containsExactly("k7_1_1_t", "r12_1_1_t", "rows_of_mine");
    }

    @Test
    void itsPlanMakesExactlyTheTablesThatItNames() {
        rig.withStore().withStore();
        assertThat(rig.values("SELECT TABLE_NAME FROM information_schema.TABLES"
                        + " WHERE TABLE_SCHEMA = 'lupomig_orchestration' ORDER BY 1"))
                .containsExactlyElementsOf(StorePlan.ORCHESTRATION_TABLES);
        assertThat(rig.values("SELECT TABLE_NAME FROM information_schema.TABLES"
                        + " WHERE TABLE_SCHEMA = 'lupomig_ephemeral' ORDER BY 1"))
                .containsExactlyElementsOf(StorePlan.EPHEMERAL_TABLES);
        assertThat(rig.values("SHOW SCHEMAS LIKE 'lupomig_held'")).containsExactly("lupomig_held");
    }

    @Test
    void itsTablesKeepTheHouseDoctrine() {
        rig.withStore();
        String ours = " WHERE TABLE_SCHEMA LIKE 'lupomig\\_%'";
        assertThat(rig.values(
                        "SELECT DISTINCT CONCAT(ENGINE, ' ', TABLE_COLLATION) FROM information_schema.TABLES" + ours))
                .containsExactly("InnoDB utf8mb4_unicode_ci");
        assertThat(rig.values("SELECT DISTINCT COLUMN_TYPE FROM information_schema.COLUMNS" + ours
                        + " AND (COLUMN_KEY = 'PRI' OR COLUMN_NAME LIKE '%\\_ymdhis')"))
                .containsExactly("bigint(20) unsigned");
        assertThat(rig.values("SELECT COUNT(*) FROM information_schema.COLUMNS" + ours
                        + " AND COLUMN_NAME IN ('is_deleted', 'deleted_ymdhis')"))
                .containsExactly("36");
        assertThat(rig.values("SELECT TABLE_NAME FROM information_schema.TABLE_CONSTRAINTS" + ours
                        + " AND CONSTRAINT_TYPE = 'FOREIGN KEY'"))
                .isEmpty();
    }

    @Test
    void recordsRuns() {
        rig.withStore();
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
        rig.withStore();
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
        }
    }

    @Test
    void stepsAndBatchesAreReplacedAndComeInPlanOrder() {
        rig.withStore();
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
    void writesEveryOtherKindOfRow() {
        rig.withStore();
        String o = "lupomig_orchestration.";
        try (Store.Lock lock = rig.locked("t1")) {
            long run = lock.begin(Rig.newRun("phase_a", "t1"));
            Address batch = new Address("phase_a", "federate", "");
            List<Write> writes = List.of(
                    new Write.Edge(STEP, new Dependency(new Address("a", "b", "c"), Dependency.Kind.OPTIONAL)),
                    new Write.Validated(
                            batch,
                            Validation.Phase.POST,
                            Validation.Kind.INTEGRITY,
                            "34 moved",
                            "passed",
                            "77 = 77",
                            5,
                            AT),
                    new Write.Validated(STEP, Validation.Phase.PRE, null, "plain", "warned", "1 < 2", 6, AT),
                    new Write.RolledBack(batch, RollbackClass.A, "a check failed", true, 3, 99, "", AT),
                    new Write.RolledBack(STEP, RollbackClass.B, "asked", false, 1, 98, "in the way", AT),
                    new Write.Published(
                            new SystemState(SystemState.Mode.FROZEN, "tables move", List.of("lupopedia", "b"), AT)),
                    new Write.Progress("phase_a", "migrating", 1, 3, AT),
                    new Write.Alert(Write.Alert.Level.CRITICAL, "undo failed", "look at t", AT),
                    new Write.Tracked(STEP, "4.0.3", StepStatus.COMPLETED, 2, 12, "anna@build-7", 77, "", AT),
                    new Write.SchemaClassified(new Schema("lupopedia", Schema.Classification.CORE, 111, "main"), AT),
                    new Write.SchemaVersion("lupopedia", "4.0.25", 77, "phase_a", AT),
                    new Write.SchemaClassified(new Schema("lupopedia", Schema.Classification.LEGACY, null, "main"), AT),
                    new Write.Classified(
                            new TableClassification(
                                    "lupopedia", "lupo_x", Schema.Classification.EPHEMERAL, "sessions", 10, "eph"),
                            "migrated",
                            AT),
                    new Write.Classified(
                            new TableClassification(
                                    "lupopedia", "LUPO_X", Schema.Classification.CORE, null, null, null),
                            "unmigrated",
                            AT));
            lock.commit(run, writes);
            lock.commit(run, writes);

            assertThat(rig.values("SELECT plan_name, batch_name, step_name, on_plan_name, on_batch_name, on_step_name,"
                            + " dependency_type FROM " + o + "migration_dependencies"))
                    .containsExactly("phase_a", "federate", "move", "a", "b", "c", "optional");
            assertThat(rig.values("SELECT step_name, phase, validation_type, title, outcome, detail, duration_ms FROM "
                            + o + "migration_validation_log WHERE migration_validation_log_id <= 2"))
                    .containsExactly(
                            "",
                            "post",
                            "integrity",
                            "34 moved",
                            "passed",
                            "77 = 77",
                            "5",
                            "move",
                            "pre",
                            "null",
                            "plain",
                            "warned",
                            "1 < 2",
                            "6");
            assertThat(rig.values("SELECT status, message, details FROM " + o + "lupo_migration_validations"))
                    .hasSize(12)
                    .startsWith("passed", "34 moved", "77 = 77");
            assertThat(rig.values("SELECT rollback_class, reason, status, files_affected, error_message FROM " + o
                            + "migration_rollback_log LIMIT 2"))
                    .containsExactly(
                            "A", "a check failed", "completed", "3", "", "B", "asked", "failed", "1", "in the way");
            assertThat(rig.store().systemState())
                    .isEqualTo(new SystemState(SystemState.Mode.FROZEN, "tables move", List.of("lupopedia", "b"), AT));
            assertThat(rig.values("SELECT phase, files_done, files_total, percentage FROM " + o + "migration_progress"))
                    .containsExactly("migrating", "1", "3", "33.33");
            assertThat(rig.values("SELECT alert_type, title, message, status FROM " + o + "migration_alerts LIMIT 1"))
                    .containsExactly("critical", "undo failed", "look at t", "new");
            assertThat(rig.values("SELECT migration_type, step_name, status, execution_order, tables_affected,"
                            + " executed_by, duration_ms FROM " + o
                            + "lupo_migration_tracking WHERE step_name <> '' AND run_id = " + run))
                    .containsExactly("step", "move", "completed", "2", "12", "anna@build-7", "77");
            assertThat(rig.values("SELECT version_string, version_number, table_count, classification, table_budget,"
                            + " last_migration FROM " + o + "lupo_schema_versions"))
                    .containsExactly("4.0.25", "4000000000025", "77", "legacy", "null", "phase_a");
            assertThat(rig.values("SELECT table_name, classification, category, migration_priority, target_schema,"
                            + " migration_status FROM " + o + "lupo_table_classifications"))
                    .containsExactly(
                            "lupo_x",
                            "ephemeral",
                            "sessions",
                            "10",
                            "eph",
                            "migrated",
                            "LUPO_X",
                            "core",
                            "null",
                            "null",
                            "null",
                            "unmigrated");
            // runs are not steps
            assertThat(rig.store().runs(10)).hasSize(1);
        }
    }

    @Test
    void progressSaysHowLongTheRestWillTake() {
        rig.withStore();
        try (Store.Lock lock = rig.locked("t1")) {
            long run = lock.begin(Rig.newRun("phase_a", "t1"));
            lock.commit(run, List.of(new Write.Progress("phase_a", "migrating", 0, 4, 20260108000000L)));
            lock.commit(run, List.of(new Write.Progress("phase_a", "migrating", 1, 4, 20260108000010L)));
            assertThat(rig.values(
                            "SELECT percentage, estimated_seconds_left FROM lupomig_orchestration.migration_progress"))
                    .containsExactly("25.00", "30");
        }
    }

    @Test
    void nothingOfACommitStaysWhereOneRowIsRefused() {
        rig.withStore();
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
        rig.withStore();
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

    @Test
    void twoDoNotMakeTheStoreAtOnce() throws Exception {
        try (StoreClaim claim = rig.store().claim(Duration.ZERO)) {
            assertThat(claim).isNotNull();
            assertThat(new MariaDbStore(rig.server(), org.lupomig.store.StoreSchemas.DEFAULT)
                            .claim(Duration.ofMillis(50)))
                    .isNull();
        }
        try (StoreClaim claim = rig.store().claim(Duration.ZERO)) {
            assertThat(claim).isNotNull();
        }
    }
}
