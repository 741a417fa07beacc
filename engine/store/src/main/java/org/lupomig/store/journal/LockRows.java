package org.lupomig.store.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.claim.Claim;
import org.lupomig.orchestrator.claim.Claims;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.connect.ServerConnection;

/**
 * The rows of {@code lupo_locks}, within whatever transaction is open on the connection.
 *
 * <p>A row of type {@code holder} is a command at work, with its heartbeat; one of type {@code run} says who works on a
 * run that has not ended; all others are what commands claim. The one of type {@code store} is held by whoever changes
 * what there is of these, until the transaction ends: so two of them never meet.
 */
final class LockRows {
    /** How long a lock is good for after its last heartbeat. */
    static final int EXPIRY_SECONDS = 60;

    private static final String NOW = "UTC_TIMESTAMP() + 0";
    private static final String EXPIRES = "(UTC_TIMESTAMP() + INTERVAL " + EXPIRY_SECONDS + " SECOND) + 0";
    private static final int ROWS = 500;

    /** Whether the session that guards an owner's locks is there, by the owner's token. */
    private static final String GUARDED = "(IS_USED_LOCK(CONCAT('lupomig/', %s, '/guard')) IS NOT NULL)";

    private final String locks;
    private final String tracking;

    LockRows(StoreSchemas schemas) {
        this.locks = StoreTable.in(schemas.ephemeral(), "lupo_locks");
        this.tracking = StoreTable.in(schemas.orchestration(), "lupo_migration_tracking");
    }

    /** The name of the table. */
    String table() {
        return locks;
    }

    /**
     * One who holds locks.
     *
     * @param guarded whether the session is there that guards them
     * @param expired whether there was no sign of life for too long
     * @param runs whether it has begun runs that have not ended
     * @param unrecorded whether it works on a run of which no row says so any more: then nobody knows what it claims
     */
    record Holder(Owner owner, String work, boolean guarded, boolean expired, boolean runs, boolean unrecorded) {
        boolean dead() {
            return !guarded || expired;
        }
    }

    /** Waits for all others who change what there is of locks, and makes them wait until the transaction ends. */
    void serialize(ServerConnection connection) {
        connection.update(
                "INSERT INTO " + locks + " (" + COLUMNS + ") VALUES " + VALUES
                        + " ON DUPLICATE KEY UPDATE fence = fence + 1, updated_ymdhis = VALUES(updated_ymdhis)",
                row("store", "store", "", "", NOBODY));
    }

    /** What locks the row of a holder until the transaction ends, and moves its heartbeat: one row where it is one. */
    record Holding(String sql, List<Object> values) {}

    /**
     * How a holder's row is held.
     *
     * @param guard the number of the connection that holds the GET_LOCK
     */
    Holding holding(Owner owner, String name, long guard) {
        return new Holding(
                "UPDATE " + locks + " SET heartbeat_ymdhis = " + NOW + ", expires_ymdhis = " + EXPIRES
                        + " WHERE lock_key = ? AND owner_token = ? AND IS_USED_LOCK(?) = ?",
                List.of(holderKey(owner), owner.token(), name, guard));
    }

    /** Holds it, and gives whether it is a holder still. */
    boolean hold(ServerConnection connection, Owner owner, String name, long guard) {
        Holding holding = holding(owner, name, guard);
        return connection.update(holding.sql(), holding.values().toArray()) == 1;
    }

    /**
     * Everybody who holds locks, or has runs that have not ended. Somebody may have removed the rows of one that is
     * alive: the session that guards it tells.
     */
    List<Holder> holders(ServerConnection connection) {
        Map<String, Holder> found = new LinkedHashMap<>();
        connection.list(
                "SELECT owner_token, owner, owner_pid, owner_since_ymdhis, lock_type, object_name, "
                        + GUARDED.formatted("owner_token") + ", expires_ymdhis < " + NOW + ", lock_id FROM " + locks
                        + " WHERE lock_type IN ('holder', 'run') UNION ALL SELECT t.owner_token, t.executed_by,"
                        + " t.owner_pid, t.owner_since_ymdhis, 'unrecorded', '', TRUE, FALSE, 0 FROM " + tracking
                        + " t LEFT JOIN " + locks + " r ON r.lock_key = CONCAT('run/', t.run_id)"
                        + " WHERE t.migration_type <> 'step' AND t.status = 'running' AND t.is_deleted = 0"
                        + " AND r.lock_id IS NULL AND " + GUARDED.formatted("t.owner_token") + " ORDER BY lock_id",
                (rows, ctx) -> {
                    String type = rows.getString(5);
                    Holder one = new Holder(
                            owner(rows),
                            type.equals("holder") ? rows.getString(6) : "",
                            rows.getBoolean(7),
                            type.equals("holder") && rows.getBoolean(8),
                            !type.equals("holder"),
                            type.equals("unrecorded"));
                    return found.merge(
                            one.owner().token(),
                            one,
                            (a, b) -> new Holder(
                                    a.owner(),
                                    a.work().isEmpty() ? b.work() : a.work(),
                                    a.guarded() && b.guarded(),
                                    a.expired() || b.expired(),
                                    a.runs() || b.runs(),
                                    a.unrecorded() || b.unrecorded()));
                });
        return List.copyOf(found.values());
    }

    /** What everybody claims, by token. */
    Map<String, Claims> claims(ServerConnection connection) {
        Map<String, TreeSet<Claim>> found = new LinkedHashMap<>();
        connection.list(
                "SELECT owner_token, lock_type, schema_name, object_name FROM " + locks
                        + " WHERE lock_type NOT IN ('store', 'holder', 'run')",
                (rows, ctx) -> found.computeIfAbsent(rows.getString(1), token -> new TreeSet<>())
                        .add(new Claim(kind(rows.getString(2)), rows.getString(3), rows.getString(4))));
        Map<String, Claims> claims = new LinkedHashMap<>();
        found.forEach((token, all) -> claims.put(token, new Claims(all)));
        return claims;
    }

    /** Who works on a run, null where nobody is recorded; whether its process is there is the second part. */
    @Nullable
    Holder worker(ServerConnection connection, long run) {
        return connection.first(
                "SELECT r.owner_token, r.owner, r.owner_pid, r.owner_since_ymdhis, "
                        + GUARDED.formatted("r.owner_token")
                        + " AND h.lock_id IS NOT NULL, COALESCE(h.expires_ymdhis < " + NOW + ", TRUE) FROM " + locks
                        + " r LEFT JOIN " + locks + " h ON h.lock_key = CONCAT('holder/', r.owner_token)"
                        + " WHERE r.lock_key = ?",
                (rows, ctx) -> new Holder(owner(rows), "", rows.getBoolean(5), rows.getBoolean(6), true, false),
                runKey(run));
    }

    /**
     * How a query finds those runs of {@code t} on which nobody works. Where no row says who does, the session tells
     * that guards the one that began it. Where the server does not answer that, nothing is found: the query fails.
     */
    String unworked() {
        return " LEFT JOIN " + locks + " r ON r.lock_key = CONCAT('run/', t.run_id) LEFT JOIN " + locks
                + " h ON h.lock_key = CONCAT('holder/', r.owner_token) WHERE IF(r.lock_id IS NULL, NOT "
                + GUARDED.formatted("t.owner_token") + ", h.lock_id IS NULL OR h.expires_ymdhis < " + NOW + " OR NOT "
                + GUARDED.formatted("r.owner_token") + ")";
    }

    /** Writes that somebody holds all this from now on; claims in their order. */
    void take(ServerConnection connection, Owner owner, String work, Collection<Claim> claims) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(row(holderKey(owner), "holder", "", StoreText.cut(work, 512), owner));
        for (Claim claim : claims) {
            String key = claim.isShared()
                    ? RowKey.of(claim.kind().word(), claim.schema(), claim.name(), owner.token())
                    : RowKey.of(claim.kind().word(), claim.schema(), claim.name());
            rows.add(row("claim/" + key, claim.kind().word(), claim.schema(), claim.name(), owner));
        }
        insert(connection, rows);
    }

    /** Writes that somebody works on a run from now on. */
    void worksOn(ServerConnection connection, Owner owner, long run) {
        insert(connection, List.<@Nullable Object[]>of(row(runKey(run), "run", "", "", owner)));
    }

    /** Writes that a run has ended. */
    void ended(ServerConnection connection, long run) {
        connection.update("DELETE FROM " + locks + " WHERE lock_key = ?", runKey(run));
    }

    /** Gives all that somebody has claimed, and the runs, to another one; gives these runs. */
    List<Long> handOver(ServerConnection connection, String from, Owner to) {
        List<String> keys = connection.list(
                "SELECT lock_key FROM " + locks + " WHERE owner_token = ? AND lock_type <> 'holder'",
                (rows, ctx) -> rows.getString(1),
                from);
        // By key: the holder's own row may be locked by the last transaction of one of its sessions. In a small table
        // the server would rather go through all rows, and wait for that one.
        for (int i = 0; i < keys.size(); i += ROWS) {
            List<String> some = keys.subList(i, Math.min(keys.size(), i + ROWS));
            List<Object> values = new ArrayList<>(List.of(to.token(), to.who(), to.pid(), to.since()));
            values.addAll(some);
            connection.update(
                    "UPDATE " + locks
                            + " FORCE INDEX (uq_lupo_locks_key) SET fence = fence + 1, owner_token = ?, owner = ?, owner_pid = ?,"
                            + " owner_since_ymdhis = ?, acquired_ymdhis = " + NOW + ", heartbeat_ymdhis = " + NOW
                            + ", expires_ymdhis = " + EXPIRES + ", updated_ymdhis = " + NOW + " WHERE lock_key IN (?"
                            + ", ?".repeat(some.size() - 1) + ")",
                    values.toArray());
        }
        return keys.stream()
                .filter(key -> key.startsWith("run/"))
                .map(key -> Long.valueOf(key.substring("run/".length())))
                .toList();
    }

    /** Removes what somebody holds, or the sign of life alone where runs are left that somebody has to end. */
    void giveBack(ServerConnection connection, Owner owner, boolean runsLeft) {
        if (runsLeft) {
            connection.update("DELETE FROM " + locks + " WHERE lock_key = ?", holderKey(owner));
        } else {
            connection.update(
                    "DELETE " + locks + " FROM " + locks + " FORCE INDEX (ix_lupo_locks_owner) WHERE owner_token = ?",
                    owner.token());
        }
    }

    /**
     * Removes what a dead one holds that has no runs; a row that its last transaction still locks goes another time.
     */
    void forget(ServerConnection connection, Owner dead) {
        List<Long> free = connection.list(
                "SELECT lock_id FROM " + locks
                        + " FORCE INDEX (ix_lupo_locks_owner) WHERE owner_token = ? FOR UPDATE SKIP LOCKED",
                (rows, ctx) -> rows.getLong(1),
                dead.token());
        for (int i = 0; i < free.size(); i += ROWS) {
            List<Long> some = free.subList(i, Math.min(free.size(), i + ROWS));
            connection.update(
                    "DELETE " + locks + " FROM " + locks + " FORCE INDEX (PRIMARY) WHERE lock_id IN (?"
                            + ", ?".repeat(some.size() - 1) + ")",
                    some.toArray());
        }
    }

    static Claim.Kind kind(String word) {
        return Claim.Kind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private void insert(ServerConnection connection, List<@Nullable Object[]> rows) {
        for (int i = 0; i < rows.size(); i += ROWS) {
            List<@Nullable Object[]> some = rows.subList(i, Math.min(rows.size(), i + ROWS));
            List<@Nullable Object> values = new ArrayList<>();
            some.forEach(row -> values.addAll(Arrays.asList(row)));
            connection.update(
                    "INSERT INTO " + locks + " (" + COLUMNS + ") VALUES " + VALUES
                            + (", " + VALUES).repeat(some.size() - 1),
                    values.toArray());
        }
    }

    private static final String COLUMNS = "lock_key, lock_type, schema_name, object_name, fence, owner_token, owner,"
            + " owner_pid, owner_since_ymdhis, acquired_ymdhis, heartbeat_ymdhis, expires_ymdhis, created_ymdhis,"
            + " updated_ymdhis";
    private static final String VALUES =
            "(?, ?, ?, ?, 1, ?, ?, ?, ?, " + NOW + ", " + NOW + ", " + EXPIRES + ", " + NOW + ", " + NOW + ")";
    private static final Owner NOBODY = new Owner("", "", 0, 0);

    private static @Nullable Object[] row(String key, String type, String schema, String name, Owner owner) {
        return new @Nullable Object[] {key, type, schema, name, owner.token(), owner.who(), owner.pid(), owner.since()};
    }

    private static Owner owner(ResultSet rows) throws SQLException {
        return new Owner(rows.getString(1), rows.getString(2), rows.getLong(3), rows.getLong(4));
    }

    private static String holderKey(Owner owner) {
        return "holder/" + owner.token();
    }

    private static String runKey(long run) {
        return "run/" + run;
    }
}
