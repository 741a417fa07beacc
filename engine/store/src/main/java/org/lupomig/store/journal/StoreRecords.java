package org.lupomig.store.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.StoreState;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;
import org.lupomig.store.report.StoreEnds;

/**
 * Reads what is recorded of runs, plans and the system. Where the store was never made, everything reads as empty;
 * where it lacks something, reading throws {@link Store.Damaged}.
 */
final class StoreRecords {
    private final MariaDbServer server;
    private final StoreSchemas schemas;
    private final LockRows locks;
    private final Supplier<StoreState> state;
    private final Function<String, Problem> damage;
    private final SeenJournals journals = new SeenJournals();

    /**
     * In these schemas.
     *
     * @param state whether they are there
     * @param damage how it is said what is wrong with the store
     */
    StoreRecords(
            MariaDbServer server,
            StoreSchemas schemas,
            LockRows locks,
            Supplier<StoreState> state,
            Function<String, Problem> damage) {
        this.server = server;
        this.schemas = schemas;
        this.locks = locks;
        this.state = state;
        this.damage = damage;
    }

    List<RunRecord> deadRuns() {
        return read(reader -> reader.list(
                "SELECT " + StoreRows.RUN_OF_T + " FROM " + tracking() + " t" + locks.unworked()
                        + " AND t.migration_type <> 'step' AND t.status = 'running'"
                        + " AND t.is_deleted = 0 ORDER BY t.run_id",
                (row, ctx) -> StoreRows.run(row)));
    }

    List<RunRecord> unfinishedRuns() {
        return read(reader -> reader.list(
                "SELECT " + StoreRows.RUN + " FROM " + tracking()
                        + " WHERE migration_type <> 'step' AND status = 'running' AND is_deleted = 0"
                        + " ORDER BY run_id",
                (row, ctx) -> StoreRows.run(row)));
    }

    List<RunRecord> runs(int limit) {
        return read(reader -> reader.list(
                "SELECT " + StoreRows.RUN + " FROM " + tracking()
                        + " WHERE migration_type <> 'step' AND is_deleted = 0"
                        + " ORDER BY run_id DESC LIMIT ?",
                (row, ctx) -> StoreRows.run(row),
                limit));
    }

    StoreEnds ends(List<Long> others) {
        String runs = "(SELECT " + StoreRows.RUN + " FROM " + tracking()
                + " WHERE migration_type <> 'step' AND is_deleted = 0";
        String[] server = {""};
        List<RunRecord> ends = read(reader -> reader.list(
                "SELECT " + StoreRows.RUN + ", CONCAT(@@hostname, ':', @@port) AS server FROM (" + runs
                        + " ORDER BY run_id LIMIT 1) UNION " + runs + " ORDER BY run_id DESC LIMIT 1) UNION " + runs
                        + " AND run_id IN (0" + ", ?".repeat(others.size()) + "))) ends ORDER BY run_id",
                (row, ctx) -> {
                    server[0] = row.getString("server");
                    return StoreRows.run(row);
                },
                others.toArray()));
        if (ends.isEmpty()) {
            server[0] = this.server.name();
        }
        return new StoreEnds(server[0], ends);
    }

    List<RunRecord> purges(String plan) {
        return read(reader -> reader.list(
                "SELECT " + StoreRows.RUN + " FROM " + tracking()
                        + " WHERE migration_type = 'purge' AND plan_key = ? AND is_deleted = 0 ORDER BY run_id",
                (row, ctx) -> StoreRows.run(row),
                RowKey.of(plan)));
    }

    Optional<RunRecord> run(long id) {
        return read(reader -> reader.list(
                        "SELECT " + StoreRows.RUN + " FROM " + tracking()
                                + " WHERE run_id = ? AND migration_type <> 'step' AND is_deleted = 0",
                        (row, ctx) -> StoreRows.run(row),
                        id))
                .stream()
                .findFirst();
    }

    List<JournalEntry> journal(long run) {
        return journals.of(
                run,
                first -> read(reader -> reader.list(
                        "SELECT " + StoreRows.JOURNAL + " FROM " + in("lupo_migration_states")
                                + " WHERE run_id = ? AND migration_state_id >= ? ORDER BY migration_state_id",
                        (row, ctx) -> StoreRows.journal(row),
                        run,
                        first)));
    }

    List<BatchRecord> batches(String plan) {
        return read(reader -> reader.list(
                "SELECT " + StoreRows.BATCH + " FROM " + in("migration_batches")
                        + " WHERE plan_key = ? AND is_deleted = 0 ORDER BY batch_order, migration_batch_id",
                (row, ctx) -> StoreRows.batch(row),
                RowKey.of(plan)));
    }

    List<StepRecord> steps(String plan) {
        return read(reader -> reader.list(
                "SELECT " + StoreRows.STEP + " FROM " + in("migration_files")
                        + " WHERE plan_key = ? AND is_deleted = 0 ORDER BY migration_order, migration_file_id",
                (row, ctx) -> StoreRows.step(row),
                RowKey.of(plan)));
    }

    List<Write.Edge> edges(String plan) {
        return read(reader -> reader.list(
                "SELECT " + StoreRows.EDGE + " FROM " + in("migration_dependencies")
                        + " WHERE plan_key = ? AND is_deleted = 0 ORDER BY migration_dependency_id",
                (row, ctx) -> StoreRows.edge(row),
                RowKey.of(plan)));
    }

    Map<Address, Long> durations(String plan) {
        Map<Address, Long> durations = new LinkedHashMap<>();
        read(reader -> reader.list(
                "SELECT batch_name, step_name, duration_ms FROM " + tracking()
                        + " WHERE plan_key = ? AND migration_type = 'step' AND status = 'completed' AND is_deleted = 0"
                        + " ORDER BY run_id",
                (row, ctx) -> durations.put(new Address(plan, row.getString(1), row.getString(2)), row.getLong(3)),
                RowKey.of(plan)));
        return durations;
    }

    long expiredRows() {
        return read(new ExpiringRows(schemas)::expired).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    List<String> plans() {
        List<String> plans = new ArrayList<>(read(reader -> reader.list(
                "SELECT MIN(plan_name) FROM " + tracking()
                        + " WHERE migration_type IN ('run', 'rollback') AND is_deleted = 0 GROUP BY plan_key",
                (row, ctx) -> row.getString(1))));
        plans.sort(null);
        return plans;
    }

    SystemState systemState() {
        List<SystemState> rows = read(reader -> reader.list(
                "SELECT " + StoreRows.SYSTEM + " FROM " + in("migration_system_state") + " WHERE scope = 'system'",
                (row, ctx) -> StoreRows.system(row)));
        return rows.isEmpty() ? SystemState.normal(0, 0) : rows.get(0);
    }

    <T> List<T> read(Function<ServerConnection, List<T>> work) {
        try {
            return server.reading(work);
        } catch (ServerRefused e) {
            // where nothing was ever made there is nothing to read; anything else must not look like that
            if (isDamage(e) && state.get() instanceof StoreState.Missing) {
                return List.of();
            }
            throw judged(e);
        }
    }

    private static boolean isDamage(ServerRefused e) {
        return switch (e.code()) {
            case ServerError.NO_SUCH_SCHEMA,
                    ServerError.NO_SUCH_TABLE,
                    ServerError.NO_SUCH_TABLE_IN_ENGINE,
                    ServerError.NO_SUCH_COLUMN -> true;
            default -> false;
        };
    }

    /** What such a refusal means: where tables or columns are missing, that the store is damaged. */
    RuntimeException judged(ServerRefused e) {
        return isDamage(e) ? new Store.Damaged(damage.apply(String.valueOf(e.getMessage()))) : e;
    }

    private String tracking() {
        return in("lupo_migration_tracking");
    }

    private String in(String table) {
        return StoreTable.in(schemas.orchestration(), table);
    }
}
