package org.lupomig.store.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Epoch;
import org.lupomig.model.plan.Version;
import org.lupomig.model.state.Lifecycle;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.evidence.FrozenJson;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.NewRun.RunKind;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.Write;

/** Reads rows of the store back into records: each with the columns that it reads. */
final class StoreRows {
    static final String RUN = "run_id, migration_type, plan_name, migration_version, plan_checksum, status,"
            + " owner_token, executed_by, owner_pid, owner_since_ymdhis, started_ymdhis, ended_ymdhis, duration_ms,"
            + " error_message";
    /** The same of {@code t}, beside other tables. */
    static final String RUN_OF_T = "t." + RUN.replace(", ", ", t.");

    static final String JOURNAL = "migration_state_id, plan_name, batch_name, step_name, entry_kind, previous_state_id,"
            + " state_id, lifecycle, entered_ymdhis, duration_ms, state_data";
    static final String BATCH = "plan_name, plan_version, batch_name, run_id, batch_order, requires, status,"
            + " rollback_class, epoch_from, epoch_to, total_files, completed_files, started_ymdhis, ended_ymdhis";
    static final String STEP = "plan_name, batch_name, step_name, run_id, migration_order, file_path, state_id, status,"
            + " file_hash, started_ymdhis, ended_ymdhis, error_message, retry_count";
    static final String EDGE =
            "plan_name, batch_name, step_name, on_plan_name, on_batch_name, on_step_name," + " dependency_type";
    static final String SYSTEM = "state, reason, components, since_ymdhis";

    private StoreRows() {}

    static RunRecord run(ResultSet row) throws SQLException {
        return new RunRecord(
                row.getLong(1),
                RunKind.valueOf(constant(row.getString(2))),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                RunStatus.valueOf(constant(row.getString(6))),
                new Owner(row.getString(7), row.getString(8), row.getLong(9), row.getLong(10)),
                row.getLong(11),
                nullableLong(row, 12),
                row.getLong(13),
                row.getString(14));
    }

    static JournalEntry journal(ResultSet row) throws SQLException {
        Long previous = nullableLong(row, 6);
        String lifecycle = row.getString(8);
        return new JournalEntry(
                row.getLong(1),
                new Address(row.getString(2), row.getString(3), row.getString(4)),
                JournalEntry.Kind.valueOf(constant(row.getString(5))),
                previous == null ? null : State.ofId(previous.intValue()),
                State.ofId(row.getInt(7)),
                lifecycle == null ? null : Lifecycle.valueOf(constant(lifecycle)),
                row.getLong(9),
                row.getLong(10),
                JsonTree.map(row.getString(11)));
    }

    static BatchRecord batch(ResultSet row) throws SQLException {
        Long from = nullableLong(row, 9);
        Long to = nullableLong(row, 10);
        return new BatchRecord(
                row.getString(1),
                new Version(row.getString(2)),
                row.getString(3),
                row.getLong(4),
                row.getInt(5),
                JsonTree.strings(row.getString(6)),
                StepStatus.valueOf(constant(row.getString(7))),
                RollbackClass.valueOf(row.getString(8)),
                from == null || to == null ? null : new Epoch(from, to),
                row.getInt(11),
                row.getInt(12),
                row.getLong(13),
                nullableLong(row, 14));
    }

    static StepRecord step(ResultSet row) throws SQLException {
        return new StepRecord(
                new Address(row.getString(1), row.getString(2), row.getString(3)),
                row.getLong(4),
                row.getInt(5),
                row.getString(6),
                State.ofId(row.getInt(7)),
                StepStatus.valueOf(constant(row.getString(8))),
                row.getString(9),
                nullableLong(row, 10),
                nullableLong(row, 11),
                row.getString(12),
                row.getInt(13));
    }

    static Write.Edge edge(ResultSet row) throws SQLException {
        return new Write.Edge(
                new Address(row.getString(1), row.getString(2), row.getString(3)),
                new Dependency(
                        new Address(row.getString(4), row.getString(5), row.getString(6)),
                        Dependency.Kind.valueOf(constant(row.getString(7)))));
    }

    static SystemState system(ResultSet row) throws SQLException {
        return FrozenJson.read(
                SystemState.Mode.valueOf(constant(row.getString(1))),
                row.getString(2),
                row.getLong(4),
                components(row.getString(3)));
    }

    /** Of a store that was made before there was more to say than schemas: a list of those. */
    private static Map<String, Object> components(String text) {
        return text.startsWith("[") ? Map.of("schemas", JsonTree.strings(text)) : JsonTree.map(text);
    }

    private static @Nullable Long nullableLong(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
