package org.lupomig.store.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.journal.NewRun;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.connect.ServerConnection;

/** The statements that write to the store, within whatever transaction is open on the connection. */
final class StoreSql {
    /** A statement's rows together, in characters: half of what the smallest sensible server takes. */
    private static final int STATEMENT_CHARS = 500_000;

    private static final int STATEMENT_ROWS = 200;

    /** How long a lock is believed in after its last heartbeat. Its GET_LOCK decides; this is for people. */
    private static final String EXPIRY = "(UTC_TIMESTAMP() + INTERVAL 60 SECOND) + 0";

    private static final String RUN_CHANGED =
            " updated_ymdhis = UTC_TIMESTAMP() + 0 WHERE run_id = ? AND migration_type <> 'step'";

    private final StoreSchemas schemas;
    private final String locks;
    private final String tracking;

    StoreSql(StoreSchemas schemas) {
        this.schemas = schemas;
        this.locks = StoreTable.in(schemas.ephemeral(), "lupo_locks");
        this.tracking = StoreTable.in(schemas.orchestration(), "lupo_migration_tracking");
    }

    /** Signs the lock and gives the new fence. */
    long takeFence(ServerConnection connection, Owner owner) {
        return connection.one(
                "INSERT INTO " + locks
                        + " (lock_key, lock_type, fence, owner_token, owner, owner_pid, owner_since_ymdhis,"
                        + " acquired_ymdhis, heartbeat_ymdhis, expires_ymdhis, created_ymdhis, updated_ymdhis)"
                        + " VALUES ('store', 'run', 1, ?, ?, ?, ?, UTC_TIMESTAMP() + 0, UTC_TIMESTAMP() + 0, "
                        + EXPIRY + ", UTC_TIMESTAMP() + 0, UTC_TIMESTAMP() + 0)"
                        + " ON DUPLICATE KEY UPDATE fence = fence + 1, owner_token = VALUES(owner_token),"
                        + " owner = VALUES(owner), owner_pid = VALUES(owner_pid),"
                        + " owner_since_ymdhis = VALUES(owner_since_ymdhis), acquired_ymdhis = VALUES(acquired_ymdhis),"
                        + " heartbeat_ymdhis = VALUES(heartbeat_ymdhis), expires_ymdhis = VALUES(expires_ymdhis),"
                        + " released_ymdhis = NULL, updated_ymdhis = VALUES(updated_ymdhis) RETURNING fence",
                (rows, ctx) -> rows.getLong(1),
                owner.token(),
                owner.who(),
                owner.pid(),
                owner.since());
    }

    /**
     * Locks the row of the lock until the transaction ends, and moves its heartbeat.
     *
     * @param holder the connection that holds the GET_LOCK
     * @return whether the lock is still the one with this fence
     */
    boolean holdFence(ServerConnection connection, long fence, long holder) {
        return connection.update(
                        "UPDATE " + locks + " SET heartbeat_ymdhis = UTC_TIMESTAMP() + 0, expires_ymdhis = " + EXPIRY
                                + " WHERE lock_key = 'store' AND fence = ? AND IS_USED_LOCK(?) = ?",
                        fence,
                        schemas.lockName(),
                        holder)
                == 1;
    }

    /** Says that nobody holds the lock any more. */
    void releaseFence(ServerConnection connection, long fence) {
        connection.update(
                "UPDATE " + locks + " SET released_ymdhis = UTC_TIMESTAMP() + 0 WHERE lock_key = 'store' AND fence = ?",
                fence);
    }

    /** Who holds the lock, null where nobody signed it. */
    @Nullable
    Owner owner(ServerConnection connection) {
        return connection.first(
                "SELECT owner_token, owner, owner_pid, owner_since_ymdhis FROM " + locks
                        + " WHERE lock_key = 'store' AND released_ymdhis IS NULL",
                (rows, ctx) -> new Owner(rows.getString(1), rows.getString(2), rows.getLong(3), rows.getLong(4)));
    }

    /** Inserts the row of a new run and gives its number. The fence is held: no other run is given one now. */
    long begin(ServerConnection connection, NewRun run) {
        Owner owner = run.owner();
        long number = nextRun(connection);
        connection.update(
                "INSERT INTO " + tracking
                        + " (run_id, migration_type, plan_key, plan_name, batch_name, step_name, migration_version,"
                        + " plan_checksum, status, execution_order, tables_affected, executed_by, owner_token,"
                        + " owner_pid, owner_since_ymdhis, started_ymdhis, duration_ms, error_message,"
                        + " created_ymdhis, updated_ymdhis)"
                        + " VALUES (?, ?, ?, ?, '', '', ?, ?, 'running', 0, 0, ?, ?, ?, ?, ?, 0, '',"
                        + " UTC_TIMESTAMP() + 0, UTC_TIMESTAMP() + 0)",
                number,
                run.kind().word(),
                RowKey.of(run.plan()),
                run.plan(),
                run.version(),
                run.checksum(),
                owner.who(),
                owner.token(),
                owner.pid(),
                owner.since(),
                run.started());
        return number;
    }

    /** Runs are counted from 1; in a store made anew, from behind what an earlier one has left in the held schema. */
    private long nextRun(ServerConnection connection) {
        Long last = connection.first("SELECT MAX(run_id) FROM " + tracking, (rows, ctx) -> {
            long number = rows.getLong(1);
            return rows.wasNull() ? null : number;
        });
        return 1 + (last == null ? HeldNames.in(schemas.held(), connection).lastRun() : last);
    }

    /** Writes everything, one statement to a table where it fits. */
    void write(ServerConnection connection, long run, List<Write> writes) {
        var rows = new WriteRows(run, writes);
        for (Map.Entry<StoreTable, List<@Nullable Object[]>> entry :
                rows.byTable().entrySet()) {
            insert(connection, entry.getKey(), entry.getValue());
        }
        for (Write ending : rows.endings()) {
            end(connection, run, ending);
        }
    }

    private void insert(ServerConnection connection, StoreTable table, List<@Nullable Object[]> rows) {
        var values = new ArrayList<@Nullable Object>();
        int count = 0;
        int chars = 0;
        for (Object[] row : rows) {
            int length = length(row);
            if (count > 0 && (count == STATEMENT_ROWS || chars + length > STATEMENT_CHARS)) {
                connection.update(table.insert(schemas, count), values.toArray());
                values.clear();
                count = 0;
                chars = 0;
            }
            values.addAll(Arrays.asList(row));
            count++;
            chars += length;
        }
        connection.update(table.insert(schemas, count), values.toArray());
    }

    private void end(ServerConnection connection, long run, Write ending) {
        if (ending instanceof Write.RunEnded w) {
            connection.update(
                    "UPDATE " + tracking + " SET status = ?, error_message = ?, ended_ymdhis = ?, duration_ms = ?,"
                            + RUN_CHANGED,
                    w.status().word(),
                    StoreText.cut(w.detail()),
                    w.at(),
                    w.durationMillis(),
                    run);
        } else {
            connection.update(
                    "UPDATE " + tracking + " SET status = 'running', ended_ymdhis = NULL," + RUN_CHANGED, run);
        }
    }

    private static int length(@Nullable Object[] row) {
        int length = row.length * 4;
        for (Object value : row) {
            length += value instanceof String text ? text.length() : 8;
        }
        return length;
    }
}
