package org.lupomig.store.scratch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.store.connect.ServerConnection;

/** Rows of one table that are copied, each once, their values as literals; and the statements that insert them. */
final class TakenRows {
    /** The literal. */
    static final String NULL = "NULL";

    /** Rows of one INSERT. */
    private static final int TOGETHER = 100;

    private final ObjectName table;
    private final List<Reading.ValueColumn> columns;
    private final Set<String> written;
    private final List<String> key;
    /** By their keys; without one, by all that they hold and how many alike there were. */
    private final Map<List<String>, List<String>> rows = new LinkedHashMap<>();

    private TakenRows(ObjectName table, List<Reading.ValueColumn> columns, Set<String> written, List<String> key) {
        this.table = table;
        this.columns = columns;
        this.written = written;
        this.key = key;
    }

    /** None yet. */
    static TakenRows of(ServerConnection connection, ObjectName table) {
        return new TakenRows(
                table,
                Reading.columns(connection, table, true),
                Reading.columns(connection, table, false).stream()
                        .map(Reading.ValueColumn::name)
                        .collect(Collectors.toSet()),
                Reading.texts(
                        connection,
                        "SELECT COLUMN_NAME FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?"
                                + " AND INDEX_NAME = 'PRIMARY' ORDER BY SEQ_IN_INDEX",
                        String.valueOf(table.schema()),
                        table.name()));
    }

    /** Takes the first ones, by the primary key where there is one. */
    void takeFirst(ServerConnection connection, long most) {
        String order = key.isEmpty()
                ? ""
                : " ORDER BY " + key.stream().map(SqlQuoting::identifier).collect(Collectors.joining(", "));
        take(connection, order + " LIMIT " + most);
    }

    /**
     * Takes those that have one of some values in some columns.
     *
     * @param values literals, in the order of the columns
     */
    void takeMatching(ServerConnection connection, List<String> names, List<List<String>> values) {
        StringJoiner any = new StringJoiner(" OR ");
        for (List<String> each : values) {
            StringJoiner all = new StringJoiner(" AND ", "(", ")");
            for (int i = 0; i < names.size(); i++) {
                all.add(SqlQuoting.identifier(names.get(i)) + " = " + each.get(i));
            }
            any.add(all.toString());
        }
        take(connection, " WHERE " + any);
    }

    private void take(ServerConnection connection, String which) {
        if (columns.isEmpty()) {
            return;
        }
        String all = columns.stream().map(Reading.ValueColumn::expression).collect(Collectors.joining(", "));
        List<List<String>> read =
                connection.list("SELECT " + all + " FROM " + SqlQuoting.identifier(table) + which, (row, context) -> {
                    List<String> literals = new ArrayList<>();
                    for (int i = 0; i < columns.size(); i++) {
                        String value = row.getString(i + 1);
                        literals.add(
                                value == null
                                        ? NULL
                                        : columns.get(i).binary() && !value.isEmpty()
                                                ? "0x" + value
                                                : SqlQuoting.literal(value));
                    }
                    return literals;
                });
        Map<List<String>, Integer> alike = new LinkedHashMap<>();
        for (List<String> row : read) {
            List<String> identity = key.isEmpty() ? new ArrayList<>(row) : of(row, key);
            if (key.isEmpty()) {
                identity.add(String.valueOf(alike.merge(row, 1, Integer::sum)));
            }
            rows.putIfAbsent(identity, row);
        }
    }

    /** How many there are. */
    int count() {
        return rows.size();
    }

    /** What the rows hold in some columns, each once. */
    Set<List<String>> values(List<String> names) {
        Set<List<String>> values = new LinkedHashSet<>();
        rows.values().forEach(row -> values.add(of(row, names)));
        return values;
    }

    private List<String> of(List<String> row, List<String> names) {
        List<String> values = new ArrayList<>();
        for (String name : names) {
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                    values.add(row.get(i));
                }
            }
        }
        return values;
    }

    /** As statements that insert them elsewhere. */
    List<String> inserts() {
        List<Reading.ValueColumn> own = columns.stream()
                .filter(column -> written.contains(column.name()))
                .toList();
        List<String> statements = new ArrayList<>();
        if (own.isEmpty()) {
            return statements;
        }
        List<String> names = own.stream().map(Reading.ValueColumn::name).toList();
        String into = "INSERT INTO " + SqlQuoting.identifier(table) + " ("
                + names.stream().map(SqlQuoting::identifier).collect(Collectors.joining(", ")) + ") VALUES ";
        List<String> values = rows.values().stream()
                .map(row -> "(" + String.join(", ", of(row, names)) + ")")
                .toList();
        for (int from = 0; from < values.size(); from += TOGETHER) {
            statements.add(into + String.join(", ", values.subList(from, Math.min(values.size(), from + TOGETHER))));
        }
        return statements;
    }
}
