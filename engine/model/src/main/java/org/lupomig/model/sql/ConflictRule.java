package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/**
 * What an INSERT does with a row that is in the way: {@code ON CONFLICT (columns) DO …}.
 *
 * @param target columns and expressions of the key it is about; empty: of any
 * @param targetWhere condition of a partial index; null where not said
 * @param assignments of {@code DO UPDATE}; empty for {@code DO NOTHING}
 * @param where which of the rows are changed; null: all
 * @param span the whole clause
 */
public record ConflictRule(
        List<SqlExpression> target,
        @Nullable Condition targetWhere,
        List<Assignment> assignments,
        @Nullable Condition where,
        Span span) {
    public ConflictRule {
        target = List.copyOf(target);
        assignments = List.copyOf(assignments);
    }
}
