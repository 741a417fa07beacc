package org.lupomig.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.model.plan.Version;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.store.Rig;
import org.lupomig.store.StorePlan;
import org.lupomig.store.StoreState;
import org.lupomig.store.TestServer;

/** Whether there is a store, which one, and whether it is whole. */
class MariaDbStoreIT {
    @RegisterExtension
    final Rig rig = TestServer.cleared();

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
        assertThat(rig.store().state()).isEqualTo(new StoreState.Ready(StorePlan.VERSION, 0));
        assertThat(rig.values("SELECT version_string FROM lupomig_orchestration.lupo_schema_versions"))
                .containsExactly("1.0.0");

        rig.sql("UPDATE lupomig_orchestration.lupo_schema_versions SET version_string = '0.9'");
        assertThat(rig.store().state()).isEqualTo(new StoreState.Older(new Version("0.9")));
        rig.store().made();
        assertThat(rig.store().state()).isInstanceOf(StoreState.Ready.class);
        rig.sql("UPDATE lupomig_orchestration.lupo_schema_versions SET version_string = '1.0.1'");
        assertThat(rig.store().state()).isEqualTo(new StoreState.Newer(new Version("1.0.1")));
        // whose tables may be others
        rig.sql("ALTER TABLE lupomig_orchestration.migration_alerts DROP COLUMN alert_type");
        assertThat(rig.store().state()).isEqualTo(new StoreState.Newer(new Version("1.0.1")));
        rig.sql("RENAME TABLE lupomig_orchestration.migration_alerts TO lupomig_orchestration.alerts");
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
            rig.sql(
                    "CREATE TABLE lupomig_held.r13_1_1_t (id INT)",
                    "CREATE TABLE lupomig_held.k13_1_1_t (id INT)",
                    "CREATE TABLE lupomig_held.t13_1_1_t (id INT)");
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
