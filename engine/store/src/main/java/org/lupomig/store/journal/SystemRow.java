package org.lupomig.store.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.evidence.FrozenJson;
import org.lupomig.orchestrator.journal.Barrier;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.store.StoreSchemas;

/**
 * The one row of {@code migration_system_state}, and how it is changed: as it is in the same transaction, so that
 * nobody writes over what another has declared meanwhile.
 */
final class SystemRow {
    /** A number that no server gives by itself: the row says something else than what it was declared upon. */
    static final int MOVED = 31_112;

    private static final String NORMAL = " (scope, run_id, state, reason, components, user_message, since_ymdhis,"
            + " created_ymdhis, updated_ymdhis) VALUES ('system', 0, 'normal', '', '{}', '', 0, UTC_TIMESTAMP() + 0,"
            + " UTC_TIMESTAMP() + 0) ON DUPLICATE KEY UPDATE scope = 'system'";
    private static final String SET = " SET run_id = ?, state = ?, reason = ?, components = ?, user_message = ?,"
            + " since_ymdhis = ?, updated_ymdhis = UTC_TIMESTAMP() + 0, is_deleted = 0, deleted_ymdhis = NULL"
            + " WHERE scope = 'system' AND ";
    private static final String HOLDER = "COALESCE(JSON_VALUE(components, '$.run'), 0)";

    private final String table;

    SystemRow(StoreSchemas schemas) {
        this.table = StoreTable.in(schemas.orchestration(), "migration_system_state");
    }

    /** What tells whether there is an emergency: 1, or 0. */
    String emergency() {
        return "(SELECT COUNT(*) FROM " + table + " WHERE scope = 'system' AND state = 'emergency')";
    }

    /** What makes the row where there is none. */
    String made() {
        return "INSERT INTO " + table + NORMAL;
    }

    /** What a run changes: where nobody has frozen anything, or it has itself. */
    String published() {
        return "UPDATE " + table + SET + "(state = 'normal' OR (state <> 'emergency' AND " + HOLDER + " = ?))";
    }

    List<@Nullable Object> values(long run, Write.Published w) {
        List<@Nullable Object> values = row(run, w.state());
        values.add(run);
        return values;
    }

    /** What changes it only where it is as it was read; it fails with {@link #MOVED} where it is not. */
    String declared() {
        return "BEGIN NOT ATOMIC UPDATE " + table + SET + "state = ? AND since_ymdhis = ? AND " + HOLDER
                + " = ? AND COALESCE(JSON_VALUE(components, '$.frozen_at_ms'), 0) = ?"
                + " AND COALESCE(JSON_VALUE(components, '$.downtime_ms'), 0) = ?"
                + " AND COALESCE(JSON_VALUE(components, '$." + FrozenJson.SERVER + "'), '') = ?;"
                + " IF ROW_COUNT() <> 1 THEN SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = " + MOVED
                + ", MESSAGE_TEXT = 'the system state has been moved'; END IF; END";
    }

    List<@Nullable Object> values(long run, Write.Declared w) {
        List<@Nullable Object> values = row(run, w.state());
        SystemState before = w.before();
        values.addAll(List.of(
                before.mode().word(),
                before.since(),
                before.holder().run(),
                before.holder().atMillis(),
                before.downtimeMillis(),
                before.barrier() instanceof Barrier.ReadOnly readOnly ? readOnly.server() : ""));
        return values;
    }

    private static List<@Nullable Object> row(long run, SystemState state) {
        String reason = StoreText.cut(state.reason());
        return new ArrayList<>(Arrays.asList(
                run, state.mode().word(), reason, JsonTree.text(FrozenJson.of(state)), reason, state.since()));
    }
}
