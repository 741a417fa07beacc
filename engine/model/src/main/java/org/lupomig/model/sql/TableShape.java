package org.lupomig.model.sql;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a table consists of, as a statement defines it.
 *
 * @param columns in order
 * @param keys those of the table; a column's own are among its attributes
 * @param foreignKeys those of the table; a column's own are among its attributes
 * @param checks those of the table; a column's own are among its attributes
 * @param periods at most one of the application's and one of the history
 * @param options in the order written
 * @param partitioning null where it is not divided
 */
public record TableShape(
        List<Column> columns,
        List<Key> keys,
        List<ForeignKey> foreignKeys,
        List<Check> checks,
        List<Period> periods,
        List<TableOption> options,
        @Nullable Partitioning partitioning) {
    /** Nothing, as {@code CREATE TABLE … LIKE} says it. */
    public static final TableShape EMPTY =
            new TableShape(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null);

    public TableShape {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
        foreignKeys = List.copyOf(foreignKeys);
        checks = List.copyOf(checks);
        periods = List.copyOf(periods);
        options = List.copyOf(options);
    }

    /** The tables that its foreign keys refer to, those of columns included, sorted. */
    public List<ObjectName> references() {
        TreeSet<ObjectName> tables = new TreeSet<>();
        for (ForeignKey key : foreignKeys) {
            tables.add(key.target().table().name());
        }
        for (Column column : columns) {
            for (ColumnAttribute attribute : column.attributes()) {
                if (attribute instanceof ColumnAttribute.References references) {
                    tables.add(references.target().table().name());
                }
            }
        }
        return List.copyOf(tables);
    }

    /** Whether a password may be written among its options, or among those of its partitions. */
    public boolean mayHoldSecrets() {
        return options.stream().anyMatch(TableOption::mayHoldSecrets)
                || (partitioning != null && partitioning.mayHoldSecrets());
    }

    /** The last option of a name, in upper case; null where there is none. */
    public @Nullable TableOption option(String name) {
        for (int i = options.size() - 1; i >= 0; i--) {
            if (options.get(i).name().equals(name)) {
                return options.get(i);
            }
        }
        return null;
    }
}
