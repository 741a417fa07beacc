package org.lupomig.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Schema;
import org.lupomig.model.plan.TableClassification;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.journal.Barrier;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;

/** What the store has for people and applications to ask for, beside what the engine goes by. */
class StoreReportsIT {
    private static final long AT = 20260108000102L;
    private static final SystemState FROZEN = new SystemState(
            SystemState.Mode.FROZEN,
            "tables move",
            List.of("lupopedia", "b"),
            AT,
            new Barrier.Accounts(
                    List.of(new Barrier.Account("shop", "%", false), new Barrier.Account("old", "10.0.0.7", true))),
            new SystemState.Holder(1, "anna@build", true, 1_767_830_400_123L),
            17);

    private static final Address STEP = new Address("phase_a", "federate", "move");

    @RegisterExtension
    final Rig rig = TestServer.cleared().withStore();

    @Test
    void writesEveryOtherKindOfRow() {
        String o = "lupomig_orchestration.";
        try (Store.Lock lock = rig.locked("t1")) {
            long run = lock.begin(Rig.newRun("phase_a", "t1"));
            Address batch = new Address("phase_a", "federate", "");
            List<Write> writes = List.of(
                    new Write.Edge(STEP, new Dependency(new Address("a", "b", "c"), Dependency.Kind.OPTIONAL)),
                    new Write.Validated(
                            batch, Validation.Phase.POST, "integrity", "34 moved", "passed", "77 = 77", 5, AT),
                    new Write.Validated(STEP, Validation.Phase.PRE, null, "plain", "warned", "1 < 2", 6, AT),
                    new Write.RolledBack(batch, RollbackClass.A, "a check failed", true, 3, 99, "", AT),
                    new Write.RolledBack(STEP, RollbackClass.B, "asked", false, 1, 98, "in the way", AT),
                    new Write.Published(FROZEN),
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
            assertThat(rig.store().systemState()).isEqualTo(FROZEN);
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
                    .containsExactly("4.0.25", "4000000000025", "0", "legacy", "null", "phase_a");
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
        try (Store.Lock lock = rig.locked("t1")) {
            long run = lock.begin(Rig.newRun("phase_a", "t1"));
            lock.commit(run, List.of(new Write.Progress("phase_a", "preparing", 0, 4, 0, null, 20260108000000L)));
            lock.commit(run, List.of(new Write.Progress("phase_a", "migrating", 1, 4, 3305, 30L, 20260108000010L)));
            assertThat(rig.values(
                            "SELECT percentage, estimated_seconds_left FROM lupomig_orchestration.migration_progress"))
                    .containsExactly("33.05", "30");
            assertThat(rig.store().reports().progress(run)).satisfies(now -> {
                assertThat(now.phase()).isEqualTo("migrating");
                assertThat(now.stepsDone()).isEqualTo(1);
                assertThat(now.percentage()).isEqualTo("33.05");
                assertThat(now.secondsLeft()).isEqualTo(30);
            });
            assertThat(rig.store().reports().progress(run + 1)).isNull();
        }
    }
}
