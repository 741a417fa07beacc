package org.lupomig.store.scratch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;

/**
 * Some rows of some tables that hang together: the first ones of each, and the rows to which these refer by foreign
 * keys, and those in turn. Without these a plan would meet rows without their parents, which are none on the server
 * that they are read from.
 */
final class RowCopy {
    /** Rows that are looked for by one question. */
    private static final int TOGETHER = 100;

    private final ServerConnection connection;
    private final Map<ObjectName, TakenRows> tables = new LinkedHashMap<>();
    private final List<String> unread;

    private RowCopy(ServerConnection connection, List<String> unread) {
        this.connection = connection;
        this.unread = unread;
    }

    /**
     * A foreign key.
     *
     * @param columns of the table that has it
     * @param referred those of its parent that they refer to
     */
    private record Key(ObjectName table, List<String> columns, ObjectName parent, List<String> referred) {}

    /**
     * Reads them; those of each table that can be read.
     *
     * @param names of tables
     * @param rows how many of each to begin with
     * @param unread to which it is added what the server did not let be read
     */
    static Map<ObjectName, TakenRows> read(
            ServerConnection connection, List<ObjectName> names, long rows, List<String> unread) {
        RowCopy copy = new RowCopy(connection, unread);
        for (ObjectName name : names) {
            try {
                TakenRows taken = TakenRows.of(connection, name);
                taken.takeFirst(connection, rows);
                copy.tables.put(name, taken);
            } catch (ServerRefused e) {
                copy.refused("rows of table " + name, e);
            }
        }
        try {
            copy.takeParents();
        } catch (ServerRefused e) {
            copy.refused("rows that others refer to", e);
        }
        return copy.tables;
    }

    private void refused(String what, ServerRefused e) {
        unread.add(what + ": " + e.getMessage() + " (error " + e.code() + ")");
    }

    private void takeParents() {
        List<Key> keys = new ArrayList<>(keys());
        Map<Key, Set<List<String>>> asked = new LinkedHashMap<>();
        boolean more = true;
        while (more) {
            more = false;
            for (Key key : List.copyOf(keys)) {
                int before = rowsOf(key.parent()).count();
                try {
                    takeParents(key, asked.computeIfAbsent(key, k -> new HashSet<>()));
                } catch (ServerRefused e) {
                    keys.remove(key);
                    refused("rows of table " + key.parent() + " that rows of " + key.table() + " refer to", e);
                }
                more |= rowsOf(key.parent()).count() > before;
            }
        }
    }

    private void takeParents(Key key, Set<List<String>> seen) {
        List<List<String>> open = new ArrayList<>();
        for (List<String> values : rowsOf(key.table()).values(key.columns())) {
            if (!values.contains(TakenRows.NULL) && seen.add(values)) {
                open.add(values);
            }
        }
        TakenRows parents = rowsOf(key.parent());
        for (int from = 0; from < open.size(); from += TOGETHER) {
            parents.takeMatching(
                    connection, key.referred(), open.subList(from, Math.min(open.size(), from + TOGETHER)));
        }
    }

    private TakenRows rowsOf(ObjectName table) {
        TakenRows rows = tables.get(table);
        if (rows == null) {
            throw new IllegalStateException("no table that is copied: " + table);
        }
        return rows;
    }

    /** Those of which both tables are copied. */
    private List<Key> keys() {
        Map<String, Key> found = new LinkedHashMap<>();
        Set<String> schemas = new HashSet<>();
        tables.keySet().forEach(table -> schemas.add(String.valueOf(table.schema())));
        for (String schema : schemas) {
            connection
                    .list(
                            "SELECT TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_SCHEMA,"
                                    + " REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME"
                                    + " FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = ?"
                                    + " AND REFERENCED_TABLE_NAME IS NOT NULL"
                                    + " ORDER BY TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION",
                            (row, context) -> List.of(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getString(3),
                                    row.getString(4),
                                    row.getString(5),
                                    row.getString(6)),
                            schema)
                    .forEach(row -> {
                        Key key = found.computeIfAbsent(
                                schema + "\n" + row.get(0) + "\n" + row.get(1),
                                k -> new Key(
                                        new ObjectName(schema, row.get(0)),
                                        new ArrayList<>(),
                                        new ObjectName(row.get(3), row.get(4)),
                                        new ArrayList<>()));
                        key.columns().add(row.get(2));
                        key.referred().add(row.get(5));
                    });
        }
        return found.values().stream()
                .filter(key -> tables.containsKey(key.table()) && tables.containsKey(key.parent()))
                .toList();
    }
}
