package org.lupomig.cli;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What the store on a server holds of runs, read as an auditor reads it: by SQL, not through the engine. */
final class JournalPath {
    private static final String STORE = "lupomig_orchestration";

    private final TestDatabase database;

    JournalPath(TestDatabase database) {
        this.database = database;
    }

    /**
     * All moves of a step, of all runs, in order, each as {@code state lifecycle}, or {@code state} where the lifecycle
     * has no name for it, and what was set aside in between. Each move begins where the one before ended, or this
     * fails.
     *
     * @param step as {@code plan.batch.step}
     */
    List<String> path(String step) throws SQLException {
        List<String> rows = database.query("SELECT entry_kind, previous_state, state, lifecycle FROM " + STORE
                + ".lupo_migration_states WHERE CONCAT_WS('.', plan_name, batch_name, step_name) = '" + step
                + "' AND (entry_kind = 'transition' OR lifecycle IS NOT NULL) ORDER BY migration_state_id");
        List<String> path = new ArrayList<>();
        String at = "idle";
        for (int i = 0; i < rows.size(); i += 4) {
            String state = rows.get(i + 2);
            String lifecycle = rows.get(i + 3);
            if (rows.get(i).equals("transition")) {
                if (!rows.get(i + 1).equals(at)) {
                    throw new AssertionError(step + " leaves " + rows.get(i + 1) + " and was in " + at);
                }
                path.add(lifecycle.equals("NULL") ? state : state + " " + lifecycle);
            } else {
                path.add(state + " " + lifecycle);
            }
            at = state;
        }
        return path;
    }

    /** Rows of a table of the store, each as the values of these columns, in order, with blanks between them. */
    List<String> rows(String table, String columns) throws SQLException {
        return database.query("SELECT CONCAT_WS(' ', " + columns + ") FROM " + STORE + "." + table + " ORDER BY 1");
    }

    /** Where each batch stands. */
    List<String> batches() throws SQLException {
        return rows("migration_batches", "batch_name, status, rollback_class, completed_files, 'of', total_files");
    }

    /** Where each step stands, and how often it was taken up again. */
    List<String> files() throws SQLException {
        return rows("migration_files", "step_name, status, state_id, 'again', retry_count");
    }

    /** What was checked. */
    List<String> checks() throws SQLException {
        return rows("migration_validation_log", "phase, validation_type, title, outcome");
    }

    /** What was rolled back. */
    List<String> rollbacks() throws SQLException {
        return rows("migration_rollback_log", "batch_name, step_name, rollback_class, status, files_affected");
    }

    /** What a person was told. */
    List<String> alerts() throws SQLException {
        return rows("migration_alerts", "alert_type, title, status");
    }

    /** What the runs were, and how each ended. */
    List<String> runs() throws SQLException {
        return database.query("SELECT CONCAT_WS(' ', plan_name, status) FROM " + STORE
                + ".lupo_migration_tracking WHERE step_key IS NULL ORDER BY run_id");
    }
}
