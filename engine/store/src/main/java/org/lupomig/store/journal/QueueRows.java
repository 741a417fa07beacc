package org.lupomig.store.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.claim.Claim;
import org.lupomig.orchestrator.claim.Claims;
import org.lupomig.orchestrator.claim.LockRequest;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.report.WaitingRecord;

/**
 * The rows of {@code lupo_job_queue}: commands that wait for locks. They are in the order of {@code scheduled_ymdhis},
 * which is when each came, so much earlier as its priority is worth. Read and changed only while all locks are held up.
 */
final class QueueRows {
    private static final String NOW = "UTC_TIMESTAMP() + 0";

    private static final String WAITING = " WHERE job_type = 'lock' AND status = 'waiting'";
    private static final String IN_ORDER = " ORDER BY scheduled_ymdhis, job_id";

    /** Whether one's session is there, and it has asked again of late. */
    private static final String ALIVE =
            "IS_USED_LOCK(CONCAT('lupomig/', JSON_VALUE(parameters, '$.token'), '/guard')) IS NOT NULL"
                    + " AND updated_ymdhis >= (UTC_TIMESTAMP() - INTERVAL " + LockRows.EXPIRY_SECONDS + " SECOND) + 0";

    private final String queue;

    QueueRows(StoreSchemas schemas) {
        this.queue = StoreTable.in(schemas.ephemeral(), "lupo_job_queue");
    }

    /**
     * One who waits.
     *
     * @param scheduled when its turn is, among others
     * @param alive whether its session is there, and it has asked again of late
     */
    record Waiter(long job, long scheduled, Owner owner, String work, Claims claims, boolean alive) {}

    /** When the turn of one who comes now is, among others. */
    long scheduled(ServerConnection connection, int priority) {
        return connection.one(
                "SELECT (UTC_TIMESTAMP() - INTERVAL ? MINUTE) + 0",
                (rows, ctx) -> rows.getLong(1),
                priority * LockRequest.MINUTES_EACH);
    }

    /** All who wait, in their order. */
    List<Waiter> waiting(ServerConnection connection) {
        return connection.list(
                "SELECT job_id, scheduled_ymdhis, requested_by, parameters, " + ALIVE + " FROM " + queue + WAITING
                        + IN_ORDER,
                (rows, ctx) -> {
                    Map<String, Object> said = JsonTree.map(rows.getString(4));
                    return new Waiter(
                            rows.getLong(1),
                            rows.getLong(2),
                            new Owner(
                                    text(said, "token"), rows.getString(3), number(said, "pid"), number(said, "since")),
                            text(said, "work"),
                            claims(said),
                            rows.getBoolean(5));
                });
    }

    /** Those that wait and are alive, for people: as they stand at the moment, whatever is about to change. */
    List<WaitingRecord> shown(ServerConnection connection) {
        return connection.list(
                "SELECT requested_by, parameters, priority, created_ymdhis FROM " + queue + WAITING + " AND " + ALIVE
                        + IN_ORDER,
                (rows, ctx) -> {
                    Map<String, Object> said = JsonTree.map(rows.getString(2));
                    return new WaitingRecord(
                            rows.getString(1),
                            number(said, "pid"),
                            text(said, "work"),
                            rows.getInt(3),
                            rows.getLong(4));
                });
    }

    /** Gets in line. */
    long enter(ServerConnection connection, LockRequest request, long scheduled) {
        Owner owner = request.owner();
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("token", owner.token());
        said.put("pid", owner.pid());
        said.put("since", owner.since());
        said.put("work", request.work());
        List<Object> claims = new ArrayList<>();
        for (Claim claim : request.claims().all()) {
            claims.add(List.of(claim.kind().word(), claim.schema(), claim.name()));
        }
        said.put("claims", claims);
        return connection.one(
                "INSERT INTO " + queue + " (job_type, status, priority, parameters, requested_by, scheduled_ymdhis,"
                        + " error_message, retry_count, created_ymdhis, updated_ymdhis) VALUES ('lock', 'waiting', ?, ?, ?,"
                        + " ?, '', 0, " + NOW + ", " + NOW + ") RETURNING job_id",
                (rows, ctx) -> rows.getLong(1),
                request.priority(),
                JsonTree.text(said),
                owner.who(),
                scheduled);
    }

    /**
     * Says that one waits still.
     *
     * @return whether it was in line
     */
    boolean stay(ServerConnection connection, long job) {
        return connection.update("UPDATE " + queue + " SET updated_ymdhis = " + NOW + " WHERE job_id = ?", job) == 1;
    }

    /** Takes one out of the line. */
    void leave(ServerConnection connection, long job) {
        connection.update("DELETE FROM " + queue + " WHERE job_id = ?", job);
    }

    private static Claims claims(Map<String, Object> said) {
        TreeSet<Claim> claims = new TreeSet<>();
        if (said.get("claims") instanceof List<?> list) {
            for (Object one : list) {
                if (one instanceof List<?> parts) {
                    claims.add(new Claim(
                            LockRows.kind(String.valueOf(parts.get(0))),
                            String.valueOf(parts.get(1)),
                            String.valueOf(parts.get(2))));
                }
            }
        }
        return new Claims(claims);
    }

    private static String text(Map<String, Object> said, String key) {
        return String.valueOf(said.get(key));
    }

    private static long number(Map<String, Object> said, String key) {
        @Nullable Object value = said.get(key);
        return value instanceof Long number ? number : 0;
    }
}
