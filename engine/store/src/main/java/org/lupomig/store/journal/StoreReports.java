package org.lupomig.store.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.report.AlertRecord;
import org.lupomig.store.report.CheckRecord;
import org.lupomig.store.report.ProgressRecord;
import org.lupomig.store.report.WaitingRecord;

/** Reads of a store what is shown of it beside runs, batches and steps. */
public final class StoreReports {
    private static final String ALERT = "SELECT migration_alert_id, run_id, alert_type, title, message, status,"
            + " escalation_level, raised_ymdhis FROM ";

    private final MariaDbStore store;
    private final StoreSchemas schemas;

    StoreReports(MariaDbStore store, StoreSchemas schemas) {
        this.store = store;
        this.schemas = schemas;
    }

    /** How far a run is; null where nothing was written of that. */
    public @Nullable ProgressRecord progress(long run) {
        List<ProgressRecord> rows = store.read(reader -> reader.list(
                "SELECT phase, files_done, files_total, percentage, estimated_seconds_left, updated_ymdhis FROM "
                        + in("migration_progress") + " WHERE run_id = ? AND is_deleted = 0",
                (row, ctx) -> {
                    long left = row.getLong(5);
                    Long known = row.wasNull() ? null : Long.valueOf(left);
                    return new ProgressRecord(
                            run,
                            row.getString(1),
                            row.getInt(2),
                            row.getInt(3),
                            row.getString(4),
                            known,
                            row.getLong(6));
                },
                run));
        return rows.isEmpty() ? null : rows.get(0);
    }

    /** The commands that wait for locks, in the order of their turns. */
    public List<WaitingRecord> waiting() {
        return store.read(new QueueRows(schemas)::shown);
    }

    /** The checks that a run made, in order. */
    public List<CheckRecord> checks(long run) {
        return store.read(reader -> reader.list(
                "SELECT batch_name, step_name, phase, validation_type, title, outcome, detail, duration_ms,"
                        + " checked_ymdhis FROM " + in("migration_validation_log")
                        + " WHERE run_id = ? AND is_deleted = 0 ORDER BY migration_validation_log_id",
                (row, ctx) -> check(row),
                run));
    }

    /** The alerts that a run raised, in order. */
    public List<AlertRecord> alerts(long run) {
        return store.read(reader -> reader.list(
                ALERT + in("migration_alerts") + " WHERE run_id = ? AND is_deleted = 0 ORDER BY migration_alert_id",
                (row, ctx) -> alert(row),
                run));
    }

    /** Alerts that are still to be seen to, the oldest first. */
    public List<AlertRecord> openAlerts() {
        return alertsWhere("status <> '" + AlertRecord.RESOLVED + "'");
    }

    /** All alerts that there ever were, the oldest first. */
    public List<AlertRecord> allAlerts() {
        return alertsWhere("TRUE");
    }

    private List<AlertRecord> alertsWhere(String condition) {
        return store.read(reader -> reader.list(
                ALERT + in("migration_alerts") + " WHERE is_deleted = 0 AND " + condition
                        + " ORDER BY migration_alert_id",
                (row, ctx) -> alert(row)));
    }

    /**
     * Notes what somebody did about alerts: of all of them, or of none. One that is resolved stays as it is.
     *
     * @param status {@link AlertRecord#ACKNOWLEDGED} or {@link AlertRecord#RESOLVED}
     * @param note who did it, when and why: a line below the alert's message
     * @return how many were changed
     */
    public int mark(List<Long> alerts, String status, String note) {
        List<@Nullable Object> values = new ArrayList<>(List.of(status, "\n" + note));
        values.addAll(alerts);
        return store.changed(
                "UPDATE " + in("migration_alerts")
                        + " SET status = ?, message = CONCAT(message, ?), updated_ymdhis = UTC_TIMESTAMP() + 0"
                        + " WHERE status <> '" + AlertRecord.RESOLVED
                        + "' AND is_deleted = 0 AND migration_alert_id IN ("
                        + "?, ".repeat(alerts.size() - 1) + "?)",
                values.toArray());
    }

    /** Writes down that nobody has looked at an alert for so long. What somebody has looked at meanwhile stays. */
    public void escalate(long alert, int level) {
        store.changed(
                "UPDATE " + in("migration_alerts") + " SET status = '" + AlertRecord.ESCALATED
                        + "', escalation_level = ?, updated_ymdhis = UTC_TIMESTAMP() + 0 WHERE migration_alert_id = ?"
                        + " AND status IN ('" + AlertRecord.NEW + "', '" + AlertRecord.ESCALATED
                        + "') AND escalation_level < ?",
                level,
                alert,
                level);
    }

    /** Writes down what a person has decided about the store itself: an alert of no run, which is resolved. */
    public void decided(String title, String message) {
        store.changed(
                "INSERT INTO " + in("migration_alerts") + " (run_id, alert_type, title, message, status,"
                        + " raised_ymdhis, created_ymdhis, updated_ymdhis) VALUES (0, 'warning', ?, ?, '"
                        + AlertRecord.RESOLVED + "', UTC_TIMESTAMP() + 0, UTC_TIMESTAMP() + 0, UTC_TIMESTAMP() + 0)",
                title,
                message);
    }

    private static CheckRecord check(ResultSet row) throws SQLException {
        return new CheckRecord(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getLong(8),
                row.getLong(9));
    }

    private static AlertRecord alert(ResultSet row) throws SQLException {
        return new AlertRecord(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                row.getLong(8));
    }

    private String in(String table) {
        return StoreTable.in(schemas.orchestration(), table);
    }
}
