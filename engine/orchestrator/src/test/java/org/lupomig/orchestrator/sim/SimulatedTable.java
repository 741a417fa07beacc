package org.lupomig.orchestrator.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.RowDigest;

/**
 * A table at one moment.
 *
 * @param id which a rename keeps, and a table that is built anew does not
 * @param rows by column; a column that a row lacks has its default there
 */
record SimulatedTable(
        long id,
        List<String> columns,
        List<String> keys,
        List<ForeignKey> foreignKeys,
        List<String> triggers,
        List<Map<String, String>> rows) {
    SimulatedTable {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
        foreignKeys = List.copyOf(foreignKeys);
        triggers = List.copyOf(triggers);
        rows = List.copyOf(rows);
    }

    /** A foreign key. */
    record ForeignKey(String name, ObjectName references) {}

    SimulatedTable builtAnew(long now) {
        return new SimulatedTable(now, columns, keys, foreignKeys, triggers, rows);
    }

    SimulatedTable withColumns(List<String> now) {
        return new SimulatedTable(id, now, keys, foreignKeys, triggers, rows);
    }

    SimulatedTable withKeys(List<String> now) {
        return new SimulatedTable(id, columns, now, foreignKeys, triggers, rows);
    }

    SimulatedTable withForeignKeys(List<ForeignKey> now) {
        return new SimulatedTable(id, columns, keys, now, triggers, rows);
    }

    SimulatedTable withTrigger(String trigger) {
        return new SimulatedTable(id, columns, keys, foreignKeys, with(triggers, trigger), rows);
    }

    SimulatedTable withTriggers(List<String> now) {
        return new SimulatedTable(id, columns, keys, foreignKeys, now, rows);
    }

    SimulatedTable withRow(String first) {
        List<Map<String, String>> now = new ArrayList<>(rows);
        now.add(Map.of(columns.get(0), first));
        return new SimulatedTable(id, columns, keys, foreignKeys, triggers, now);
    }

    /** With other rows. */
    SimulatedTable withRows(List<Map<String, String>> now) {
        return new SimulatedTable(id, columns, keys, foreignKeys, triggers, now);
    }

    /** Every row with another value in one column. */
    SimulatedTable withValues(String column, String value) {
        return withValues(column, value, row -> true);
    }

    /** Some rows with another value in one column. */
    SimulatedTable withValues(String column, String value, Predicate<Map<String, String>> where) {
        return eachRow(row -> {
            Map<String, String> now = new TreeMap<>(row);
            if (where.test(row)) {
                now.put(column, value);
            }
            return now;
        });
    }

    /** The column by which its rows are told apart. */
    String key() {
        return columns.get(0);
    }

    /** Without a column and what was in it. */
    SimulatedTable without(String column) {
        return withColumns(minus(columns, column)).eachRow(row -> {
            Map<String, String> now = new TreeMap<>(row);
            now.remove(column);
            return now;
        });
    }

    private SimulatedTable eachRow(UnaryOperator<Map<String, String>> change) {
        return withRows(rows.stream().map(change).toList());
    }

    RowDigest digest() {
        long sum = 0;
        for (Map<String, String> row : rows) {
            sum += Objects.hash(columns.stream().map(row::get).toList()) * 31L + 7;
        }
        return new RowDigest(rows.size(), sum);
    }

    /** As {@code SHOW CREATE TABLE} has it: references within the same schema are not qualified. */
    String definition(ObjectName name) {
        List<String> lines = new ArrayList<>();
        columns.forEach(column -> lines.add("  `" + column + "` int"));
        keys.forEach(key -> lines.add("  KEY `" + key + "`"));
        for (ForeignKey key : foreignKeys) {
            ObjectName to = key.references();
            String target = Objects.equals(to.schema(), name.schema())
                    ? "`" + to.name() + "`"
                    : "`" + to.schema() + "`.`" + to.name() + "`";
            lines.add("  CONSTRAINT `" + key.name() + "` FOREIGN KEY (x) REFERENCES " + target);
        }
        String counter = rows.isEmpty() ? "" : " AUTO_INCREMENT=" + (rows.size() + 1);
        return "CREATE TABLE `" + name.name() + "` (\n" + String.join(",\n", lines) + "\n) ENGINE=InnoDB" + counter;
    }

    /** For comparing worlds: counters, ids and the order of keys do not count. */
    String dump(ObjectName name) {
        return name + " " + TinyDefinitions.parts(definition(name)) + " triggers "
                + triggers.stream().sorted().toList() + " rows "
                + rows.stream().map(Map::toString).sorted().toList();
    }

    static <T> List<T> with(List<T> list, T one) {
        List<T> out = new ArrayList<>(list);
        out.add(one);
        return out;
    }

    static <T> List<T> minus(List<T> list, T one) {
        List<T> out = new ArrayList<>(list);
        out.remove(one);
        return out;
    }
}
