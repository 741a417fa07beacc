package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/** An action of {@code ALTER TABLE} on partitions. */
public sealed interface PartitionAction extends AlterAction {

    /** {@code PARTITION BY …}: the rows are divided anew. */
    record PartitionBy(Partitioning partitioning) implements PartitionAction {
        @Override
        public boolean mayHoldSecrets() {
            return partitioning.mayHoldSecrets();
        }

        @Override
        public Span span() {
            return partitioning.span();
        }

        @Override
        public String words() {
            return "PARTITION BY";
        }
    }

    /** {@code REMOVE PARTITIONING}. */
    record RemovePartitioning(Span span) implements PartitionAction {
        @Override
        public String words() {
            return "REMOVE PARTITIONING";
        }
    }

    /**
     * {@code ADD PARTITION (…)}, or {@code ADD PARTITION PARTITIONS n}.
     *
     * @param partitions those that are listed
     * @param count how many more, where none is listed; else 0
     */
    record AddPartition(
            List<Partitioning.Partition> partitions,
            long count,
            @Nullable Span guard,
            Span span) implements PartitionAction {
        public AddPartition {
            partitions = List.copyOf(partitions);
        }

        @Override
        public boolean mayHoldSecrets() {
            return partitions.stream().anyMatch(Partitioning.Partition::mayHoldSecrets);
        }

        @Override
        public String words() {
            return "ADD PARTITION";
        }
    }

    /** {@code DROP PARTITION name, …}, with its rows. */
    record DropPartition(List<String> partitions, @Nullable Span guard, Span span) implements PartitionAction {
        public DropPartition {
            partitions = List.copyOf(partitions);
        }

        @Override
        public String words() {
            return "DROP PARTITION";
        }
    }

    /** {@code TRUNCATE PARTITION name, …}; no name for {@code ALL}. */
    record TruncatePartition(List<String> partitions, Span span) implements PartitionAction {
        public TruncatePartition {
            partitions = List.copyOf(partitions);
        }

        @Override
        public String words() {
            return "TRUNCATE PARTITION";
        }
    }

    /** {@code COALESCE PARTITION n}: so many fewer, their rows go to the others. */
    record CoalescePartition(long count, Span span) implements PartitionAction {
        @Override
        public String words() {
            return "COALESCE PARTITION";
        }
    }

    /** {@code REORGANIZE PARTITION name, … INTO (…)}; neither is there where the server is to do it by itself. */
    record ReorganizePartition(List<String> partitions, List<Partitioning.Partition> into, Span span)
            implements PartitionAction {
        public ReorganizePartition {
            partitions = List.copyOf(partitions);
            into = List.copyOf(into);
        }

        @Override
        public boolean mayHoldSecrets() {
            return into.stream().anyMatch(Partitioning.Partition::mayHoldSecrets);
        }

        @Override
        public String words() {
            return "REORGANIZE PARTITION";
        }
    }

    /**
     * {@code ANALYZE}, {@code CHECK}, {@code OPTIMIZE}, {@code REBUILD} or {@code REPAIR PARTITION name, …}.
     *
     * @param verb which, in upper case
     * @param partitions no name for {@code ALL}
     * @param options words behind the names, such as {@code QUICK}; null where there are none
     */
    record MaintainPartition(
            String verb, List<String> partitions, @Nullable SqlText options, Span span) implements PartitionAction {
        public MaintainPartition {
            partitions = List.copyOf(partitions);
        }

        @Override
        public String words() {
            return verb + " PARTITION";
        }
    }

    /**
     * {@code EXCHANGE PARTITION name WITH TABLE table}: their rows change places.
     *
     * @param validated whether the rows are looked at; null where not said
     */
    record ExchangePartition(
            String partition, TableRef with, @Nullable Boolean validated, Span span) implements PartitionAction {
        @Override
        public String words() {
            return "EXCHANGE PARTITION";
        }
    }

    /** {@code CONVERT PARTITION name TO TABLE table}. */
    record ConvertPartition(String partition, TableRef to, Span span) implements PartitionAction {
        @Override
        public String words() {
            return "CONVERT PARTITION";
        }
    }

    /**
     * {@code CONVERT TABLE table TO PARTITION name …}.
     *
     * @param validated whether the rows are looked at; null where not said
     */
    record ConvertTable(
            TableRef table,
            Partitioning.Partition partition,
            @Nullable Boolean validated,
            Span span) implements PartitionAction {
        @Override
        public boolean mayHoldSecrets() {
            return partition.mayHoldSecrets();
        }

        @Override
        public String words() {
            return "CONVERT TABLE";
        }
    }
}
