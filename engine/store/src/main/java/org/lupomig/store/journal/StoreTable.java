package org.lupomig.store.journal;

import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.store.StoreSchemas;

/** What is written to, in the order in which every writer goes through them. */
enum StoreTable {
    JOURNAL(
            "lupo_migration_states",
            Repeated.APPENDS,
            "run_id, plan_name, batch_name, step_name, entry_kind, previous_state_id, previous_state, "
                    + "state_id, state, lifecycle, entered_ymdhis, duration_ms, state_data"),
    FILES(
            "migration_files",
            Repeated.REPLACES,
            "run_id, step_key, plan_key, plan_name, batch_name, step_name, file_path, handler_type, "
                    + "state_id, status, file_hash, migration_order, retry_count, error_message, started_ymdhis, "
                    + "ended_ymdhis"),
    BATCHES(
            "migration_batches",
            Repeated.REPLACES,
            "run_id, batch_key, plan_key, plan_name, plan_version, plan_checksum, batch_name, batch_order, "
                    + "requires, status, rollback_class, epoch_from, epoch_to, total_files, completed_files, "
                    + "started_ymdhis, ended_ymdhis"),
    DEPENDENCIES(
            "migration_dependencies",
            Repeated.REPLACES,
            "run_id, edge_key, plan_key, plan_name, batch_name, step_name, on_plan_name, on_batch_name, "
                    + "on_step_name, dependency_type"),
    VALIDATION_LOG(
            "migration_validation_log",
            Repeated.APPENDS,
            "run_id, plan_name, batch_name, step_name, phase, validation_type, title, outcome, detail, "
                    + "duration_ms, checked_ymdhis"),
    VALIDATIONS(
            "lupo_migration_validations",
            Repeated.APPENDS,
            "run_id, plan_name, batch_name, step_name, validation_type, status, message, details, "
                    + "duration_ms, validated_ymdhis"),
    ROLLBACK_LOG(
            "migration_rollback_log",
            Repeated.APPENDS,
            "run_id, plan_name, batch_name, step_name, rollback_class, reason, status, files_affected, "
                    + "duration_ms, error_message, rolled_back_ymdhis"),
    PROGRESS(
            "migration_progress",
            Repeated.REPLACES,
            "run_id, plan_name, phase, files_done, files_total, percentage, estimated_seconds_left, !started_ymdhis"),
    ALERTS("migration_alerts", Repeated.APPENDS, "run_id, alert_type, title, message, status, raised_ymdhis"),
    TRACKING(
            "lupo_migration_tracking",
            Repeated.REPLACES,
            "run_id, migration_type, step_key, plan_key, plan_name, batch_name, step_name, "
                    + "migration_version, plan_checksum, status, execution_order, tables_affected, executed_by, "
                    + "!owner_token, !owner_pid, !owner_since_ymdhis, !started_ymdhis, ended_ymdhis, duration_ms, "
                    + "error_message, rollback_info"),
    SCHEMA_VERSIONS(
            "lupo_schema_versions",
            Repeated.REPLACES,
            "schema_key, schema_name, version_string, version_number, table_count, last_migration"),
    SCHEMA_CLASSES(
            "lupo_schema_versions",
            Repeated.REPLACES,
            "schema_key, schema_name, !version_string, !version_number, !table_count, classification, "
                    + "table_budget, database_name"),
    TABLE_CLASSES(
            "lupo_table_classifications",
            Repeated.REPLACES,
            "table_key, schema_name, table_name, classification, category, migration_priority, "
                    + "target_schema, migration_status");

    /** What a second row of the same key does. */
    private enum Repeated {
        APPENDS,
        REPLACES
    }

    private final String table;
    private final int width;
    private final String columns;
    private final String row;
    private final String replaced;

    /** A column behind an exclamation mark keeps what the first row of its key gave it. */
    StoreTable(String table, Repeated repeated, String columns) {
        // Once, and not for each row: it is written with every step.
        String[] names = columns.split(", ", -1);
        boolean stamped = !table.equals("lupo_migration_states");
        this.table = table;
        this.width = names.length;
        this.columns = columns.replace("!", "") + (stamped ? ", created_ymdhis, updated_ymdhis" : "");
        this.row = "(?" + ", ?".repeat(width - 1) + (stamped ? ", UTC_TIMESTAMP() + 0, UTC_TIMESTAMP() + 0)" : ")");
        var replaced = new StringBuilder();
        if (repeated == Repeated.REPLACES) {
            replaced.append(" ON DUPLICATE KEY UPDATE ");
            for (String column : names) {
                if (column.charAt(0) != '!') {
                    replaced.append(column).append(" = VALUES(").append(column).append("), ");
                }
            }
            replaced.append("updated_ymdhis = VALUES(updated_ymdhis), is_deleted = 0, deleted_ymdhis = NULL");
        }
        this.replaced = replaced.toString();
    }

    /** How many values a row has. */
    int width() {
        return width;
    }

    /** The statement that writes {@code rows} rows. */
    String insert(StoreSchemas schemas, int rows) {
        var sql = new StringBuilder(256 + columns.length() + replaced.length() + rows * (row.length() + 2));
        sql.append("INSERT INTO ").append(in(schemas.orchestration(), table));
        sql.append(" (").append(columns).append(") VALUES ").append(row);
        for (int i = 1; i < rows; i++) {
            sql.append(", ").append(row);
        }
        return sql.append(replaced).toString();
    }

    /** A table's quoted name. */
    static String in(String schema, String table) {
        return SqlQuoting.identifier(schema) + "." + SqlQuoting.identifier(table);
    }
}
