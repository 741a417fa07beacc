package org.lupomig.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A table's definition as {@code SHOW CREATE TABLE} gives it, taken apart.
 *
 * <p>Texts are the server's own. Two definitions of one table compare only when both were read with the same
 * {@code sql_mode} and {@code sql_quote_show_create=1}.
 *
 * @param name the table's name
 * @param columns in the table's order
 * @param primaryKey {@code PRIMARY KEY (…)}, or null
 * @param keys the other indexes, in the server's order
 * @param foreignKeys in the server's order
 * @param checks constraints of the table, those of columns are in the column's text
 * @param periods {@code PERIOD FOR …} clauses
 * @param options what stands behind the columns, without the AUTO_INCREMENT counter and partitions
 * @param partitions {@code PARTITION BY …}, or empty
 */
public record TableDefinition(
        String name,
        List<Part> columns,
        @Nullable String primaryKey,
        List<Part> keys,
        List<Part> foreignKeys,
        List<Part> checks,
        List<String> periods,
        String options,
        String partitions) {
    public TableDefinition {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
        foreignKeys = List.copyOf(foreignKeys);
        checks = List.copyOf(checks);
        periods = List.copyOf(periods);
    }

    /**
     * A column, index or constraint.
     *
     * @param name its name, unquoted
     * @param text its whole definition, the name included
     */
    public record Part(String name, String text) {}

    /** Takes a definition apart; empty where it is not that of a table in the form described above. */
    public static Optional<TableDefinition> parse(String showCreateTable) {
        return DefinitionReader.read(showCreateTable);
    }

    /** The names of its partitions, in their order; none where it has none, or they cannot be read. */
    public List<String> partitionNames() {
        return partitions.isEmpty() ? List.of() : PartitionNames.of(partitions);
    }

    /** The names of those that hold earlier versions of rows, and no row as it is now. */
    public List<String> historyPartitionNames() {
        return partitions.isEmpty() ? List.of() : PartitionNames.ofHistory(partitions);
    }

    /** Whether each part of it is as in one or as in the other, and what both have is there. */
    public boolean between(TableDefinition before, TableDefinition after) {
        return between(columns, before.columns, after.columns, false)
                && either(primaryKey, before.primaryKey, after.primaryKey)
                && between(rebuiltKeys(), before.rebuiltKeys(), after.rebuiltKeys(), false)
                // One that changes is dropped first.
                && between(foreignKeys, before.foreignKeys, after.foreignKeys, true)
                && between(checks, before.checks, after.checks, false)
                && either(periods, before.periods, after.periods)
                && either(partitions, before.partitions, after.partitions)
                && optionsBetween(before.options, after.options);
    }

    private boolean optionsBetween(String before, String after) {
        Map<String, String> was = OptionWay.read(before);
        Map<String, String> then = OptionWay.read(after);
        Map<String, String> is = OptionWay.read(options);
        if (was == null || then == null || is == null) {
            return either(options, before, after);
        }
        Set<String> names = new HashSet<>(was.keySet());
        names.addAll(then.keySet());
        names.addAll(is.keySet());
        return names.stream().allMatch(name -> either(is.get(name), was.get(name), then.get(name)));
    }

    private static boolean between(List<Part> live, List<Part> before, List<Part> after, boolean mayLack) {
        Map<String, String> is = WayBuilder.byName(live);
        Map<String, String> was = WayBuilder.byName(before);
        Map<String, String> then = WayBuilder.byName(after);
        Set<String> names = new HashSet<>(was.keySet());
        names.addAll(then.keySet());
        names.addAll(is.keySet());
        return names.stream()
                .allMatch(name -> either(is.get(name), was.get(name), then.get(name))
                        || (mayLack && !is.containsKey(name) && !Objects.equals(was.get(name), then.get(name))));
    }

    private static boolean either(@Nullable Object live, @Nullable Object one, @Nullable Object other) {
        return Objects.equals(live, one) || Objects.equals(live, other);
    }

    /**
     * The definition for a fingerprint: without the table's name and the AUTO_INCREMENT counter, secondary indexes
     * sorted by name, and of unique ones without what the server forgets at the next ALTER. Equal texts mean tables
     * that behave alike.
     */
    public String normalised() {
        StringBuilder out = new StringBuilder();
        lines(out, columns);
        if (primaryKey != null) {
            out.append(primaryKey).append('\n');
        }
        TreeMap<String, String> sorted = new TreeMap<>();
        for (Part key : rebuiltKeys()) {
            sorted.put(key.name(), key.text());
        }
        for (String key : sorted.values()) {
            out.append(key).append('\n');
        }
        lines(out, foreignKeys);
        lines(out, checks);
        for (String period : periods) {
            out.append(period).append('\n');
        }
        out.append(") ").append(options).append('\n');
        return partitions.isEmpty()
                ? out.toString()
                : out.append(partitions).append('\n').toString();
    }

    /** The keys as the server leaves them when it builds the table anew. */
    List<Part> rebuiltKeys() {
        return RebuiltKey.of(keys, options);
    }

    private static void lines(StringBuilder out, List<Part> parts) {
        for (Part part : parts) {
            out.append(part.text()).append('\n');
        }
    }
}
