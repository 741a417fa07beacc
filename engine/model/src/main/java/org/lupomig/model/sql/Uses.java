package org.lupomig.model.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.lupomig.model.source.Span;

/**
 * What an expression or query makes use of. Each table, function and variable is there once, where it is named first.
 *
 * @param reads tables in its {@code FROM} clauses, without names that {@code WITH} defines, and sequences that it asks
 *     for their last value
 * @param sequences sequences that it moves on or sets
 * @param calls functions that it calls
 * @param variables user and system variables; one that is read and set is there twice
 * @param subqueries queries in parentheses, the outermost ones, parentheses included
 * @param stars every {@code *} that means all columns
 * @param locks {@code FOR UPDATE} and {@code LOCK IN SHARE MODE}
 */
public record Uses(
        List<TableRef> reads,
        List<TableRef> sequences,
        List<FunctionCall> calls,
        List<VariableUse> variables,
        List<Span> subqueries,
        List<Span> stars,
        List<SqlText> locks) {
    /** Nothing at all. */
    public static final Uses NONE =
            new Uses(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public Uses {
        reads = List.copyOf(reads);
        sequences = List.copyOf(sequences);
        calls = List.copyOf(calls);
        variables = List.copyOf(variables);
        subqueries = List.copyOf(subqueries);
        stars = List.copyOf(stars);
        locks = List.copyOf(locks);
    }

    /** What reads these tables and does nothing else, and stands in no script. */
    public static Uses of(List<ObjectName> tables) {
        List<TableRef> reads = new ArrayList<>(tables.size());
        for (ObjectName table : tables) {
            reads.add(new TableRef(table, table.schema() != null, Span.at(0)));
        }
        return new Uses(reads, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** Names of the tables that are read, sorted, each once. */
    public List<ObjectName> tables() {
        return reads.stream().map(TableRef::name).distinct().sorted().toList();
    }

    /** Whether the same rows give the same answer: no function or variable in it says otherwise. */
    public boolean isDeterministic() {
        return variables.isEmpty() && calls.stream().allMatch(call -> call.nature() == FunctionNature.DETERMINISTIC);
    }

    /** Whether it calls what is not built in, and so may do anything. */
    public boolean callsUnknown() {
        return calls.stream().anyMatch(call -> call.nature() == FunctionNature.UNKNOWN);
    }

    /** This and {@code other} together. */
    public Uses and(Uses other) {
        return new Uses(
                joined(reads, other.reads),
                joined(sequences, other.sequences),
                joined(calls, other.calls),
                joined(variables, other.variables),
                joined(subqueries, other.subqueries),
                joined(stars, other.stars),
                joined(locks, other.locks));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        LinkedHashSet<T> all = new LinkedHashSet<>(first);
        all.addAll(second);
        return new ArrayList<>(all);
    }
}
