package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/**
 * What an INSERT or REPLACE says of its rows.
 *
 * @param target the table
 * @param partitions those it is confined to; empty: all
 * @param columns those it gives values for; empty where it names none
 * @param source where the rows come from
 * @param assignments of {@code SET a = 1, …}; empty for the other forms
 * @param priority {@code LOW_PRIORITY}, {@code HIGH_PRIORITY}, {@code DELAYED}; null where not said
 * @param ignore whether rows that cannot be inserted are left out
 * @param onDuplicate null where not said
 * @param returning null where not said
 * @param uses what its values, its query and its assignments use
 * @param resolution {@code OR ABORT} and the like of SQLite; null where not said
 * @param conflicts {@code ON CONFLICT …} of SQLite, in order
 */
public record InsertedRows(
        TableRef target,
        List<String> partitions,
        List<ColumnRef> columns,
        Source source,
        List<Assignment> assignments,
        @Nullable SqlText priority,
        boolean ignore,
        @Nullable OnDuplicate onDuplicate,
        @Nullable Span returning,
        Uses uses,
        @Nullable SqlText resolution,
        List<ConflictRule> conflicts) {
    public InsertedRows {
        partitions = List.copyOf(partitions);
        columns = List.copyOf(columns);
        assignments = List.copyOf(assignments);
        conflicts = List.copyOf(conflicts);
    }

    /** Rows of a dialect that knows neither {@code OR} nor {@code ON CONFLICT}. */
    public InsertedRows(
            TableRef target,
            List<String> partitions,
            List<ColumnRef> columns,
            Source source,
            List<Assignment> assignments,
            @Nullable SqlText priority,
            boolean ignore,
            @Nullable OnDuplicate onDuplicate,
            @Nullable Span returning,
            Uses uses) {
        this(
                target,
                partitions,
                columns,
                source,
                assignments,
                priority,
                ignore,
                onDuplicate,
                returning,
                uses,
                null,
                List.of());
    }

    /** Rows of a statement that stands in no script: only its tables are known. */
    public static InsertedRows into(ObjectName table, Uses uses) {
        TableRef target = new TableRef(table, table.schema() != null, Span.at(0));
        return new InsertedRows(target, List.of(), List.of(), Source.VALUES, List.of(), null, false, null, null, uses);
    }

    /** Where rows come from. */
    public enum Source {
        /** One row of defaults. */
        DEFAULTS,
        VALUES,
        SET,
        QUERY
    }

    /** {@code ON DUPLICATE KEY UPDATE …}, and the {@code DO UPDATE} of all {@code ON CONFLICT} together. */
    public record OnDuplicate(List<Assignment> assignments, Span span) {
        public OnDuplicate {
            assignments = List.copyOf(assignments);
        }
    }
}
