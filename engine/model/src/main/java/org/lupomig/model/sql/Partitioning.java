package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/**
 * {@code PARTITION BY …}.
 *
 * @param by what decides on a row's partition
 * @param count how many, where {@code PARTITIONS n} says so; 0 where not
 * @param sub what divides each partition again; null where nothing does
 * @param subCount how many parts each then has, where it is said; 0 where not
 * @param partitions those that are listed, in order
 * @param span all of it
 */
public record Partitioning(
        Method by, long count, @Nullable Method sub, long subCount, List<Partition> partitions, Span span) {
    public Partitioning {
        partitions = List.copyOf(partitions);
    }

    /** Whether a password may be written among the options of its partitions. */
    public boolean mayHoldSecrets() {
        return partitions.stream().anyMatch(Partition::mayHoldSecrets);
    }

    /**
     * A way to divide rows.
     *
     * @param kind {@code HASH}, {@code KEY}, {@code RANGE}, {@code RANGE COLUMNS}, {@code LIST}, {@code LIST COLUMNS}
     *     or {@code SYSTEM_TIME}
     * @param linear whether {@code LINEAR} stands before it
     * @param of what it is computed from: the expression or columns with their parentheses, or how long and how many
     *     for {@code SYSTEM_TIME}; null where nothing is said
     */
    public record Method(
            String kind, boolean linear, @Nullable SqlExpression of) {}

    /**
     * One partition, or part of one.
     *
     * @param name its name, unquoted
     * @param values which rows are in it, as written: {@code VALUES LESS THAN (10)}, {@code HISTORY}; null where its
     *     place decides
     * @param options its own
     * @param parts the parts that it is divided into, where they are listed
     */
    public record Partition(
            String name, @Nullable SqlText values, List<TableOption> options, List<Partition> parts, Span span) {
        public Partition {
            options = List.copyOf(options);
            parts = List.copyOf(parts);
        }

        /** Whether a password may be written among its options, or among those of its parts. */
        public boolean mayHoldSecrets() {
            return options.stream().anyMatch(TableOption::mayHoldSecrets)
                    || parts.stream().anyMatch(Partition::mayHoldSecrets);
        }
    }
}
