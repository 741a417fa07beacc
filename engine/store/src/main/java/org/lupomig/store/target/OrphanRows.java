package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.Orphans;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * Rows that refer to nothing by one foreign key: noted before a statement, and held against what was noted when it is
 * taken back.
 *
 * @param child the table that has the key
 * @param own its columns
 * @param parent the table that they refer to
 * @param referred the columns of that
 * @param named what the child is called in the queries
 * @param from what stands in them from {@code FROM} on, with a condition that more can be put behind
 */
record OrphanRows(
        ObjectName child, List<String> own, ObjectName parent, List<String> referred, String named, String from) {
    private static final int FEW = 5;

    OrphanRows {
        own = List.copyOf(own);
        referred = List.copyOf(referred);
    }

    /**
     * Those of a table that refer to nothing by one of its foreign keys.
     *
     * @param rows the table, or one that has the same rows
     * @param named what it is called
     * @param other what the parent is called; null where there is none
     * @param which condition that they meet besides
     */
    static OrphanRows by(
            RowReferences.Parent key,
            ObjectName child,
            ObjectName rows,
            String named,
            @Nullable String other,
            String which) {
        StringJoiner same = new StringJoiner(" AND ");
        StringBuilder sql =
                new StringBuilder("FROM " + SqlQuoting.identifier(rows) + " AS " + named + " WHERE " + which);
        for (int i = 0; i < key.own().size(); i++) {
            String column = named + "." + SqlQuoting.identifier(key.own().get(i));
            sql.append(" AND " + column + " IS NOT NULL");
            same.add(other + "." + SqlQuoting.identifier(key.referred().get(i)) + " = " + column);
        }
        if (other != null) {
            sql.append(" AND NOT EXISTS (SELECT 1 FROM " + SqlQuoting.identifier(key.table()) + " AS " + other
                    + " WHERE " + same + ")");
        }
        return new OrphanRows(child, key.own(), key.table(), key.referred(), named, sql.toString());
    }

    /** Notes those of a table by some of its foreign keys, one after the other. */
    static List<Orphans> all(
            Map<String, RowReferences.Parent> keys, ObjectName table, List<String> names, ServerConnection connection) {
        List<Orphans> all = new ArrayList<>();
        keys.forEach((name, key) -> {
            if (names.stream().anyMatch(name::equalsIgnoreCase)) {
                all.add(noted(parent -> by(key, table, table, "r", parent ? "f" : null, "TRUE"), connection));
            }
        });
        return all;
    }

    /**
     * Notes them.
     *
     * @param rows those by one key, whether its parent is there or not
     */
    static Orphans noted(Function<Boolean, OrphanRows> rows, ServerConnection connection) {
        try {
            return rows.apply(true).noted(connection);
        } catch (ServerRefused e) {
            if (e.code() != ServerError.NO_SUCH_TABLE) {
                throw e;
            }
            return rows.apply(false).noted(connection);
        }
    }

    /** Notes them. Nothing is locked for that. */
    Orphans noted(ServerConnection connection) {
        try {
            List<String> found = RowSql.texts(
                    Digests.MODE + "SELECT CONCAT(" + hash() + ", ' ', COUNT(*)) " + from + " GROUP BY " + hash()
                            + " LIMIT " + (Orphans.MOST + 1),
                    connection);
            if (found.size() > Orphans.MOST) {
                return new Orphans(child, own, parent, referred, count("", connection), null);
            }
            long rows = 0;
            List<String> values = new ArrayList<>();
            for (String each : found) {
                int space = each.indexOf(' ');
                values.add(each.substring(0, space));
                rows += Long.parseLong(each.substring(space + 1));
            }
            return new Orphans(child, own, parent, referred, rows, values);
        } catch (ServerRefused e) {
            return switch (e.code()) {
                case ServerError.TABLE_DENIED,
                        ServerError.COLUMN_DENIED,
                        ServerError.SCHEMA_DENIED,
                        ServerError.COLLATIONS_DIFFER ->
                    new Orphans(child, own, parent, referred, Orphans.UNSEEN, null);
                default -> throw e;
            };
        }
    }

    /**
     * How many there are that were none when they were noted.
     *
     * @param noted null where there were none
     * @param lock what stands at the end of the query
     */
    long since(@Nullable Orphans noted, String lock, ServerConnection connection) {
        if (noted == null || noted.unseen()) {
            return count(lock, connection);
        }
        // others may since refer by the same values
        long more = Math.max(0, count(lock, connection) - noted.rows());
        return noted.values() == null ? more : Math.max(more, count(other(noted.values()) + lock, connection));
    }

    /** The keys of a few of these, as texts; without a key, what they refer by. */
    String few(@Nullable Orphans noted, List<String> key, ServerConnection connection) {
        List<String> columns = key.isEmpty() ? own : key;
        List<String> shown = new ArrayList<>();
        columns.forEach(column -> shown.add(named + "." + SqlQuoting.identifier(column)));
        List<String> values = noted == null ? null : noted.values();
        List<String> keys = keys(shown, values == null ? "" : other(values), connection);
        boolean among = noted != null && noted.rows() > 0 && (values == null || keys.isEmpty());
        if (keys.isEmpty()) {
            keys = keys(shown, "", connection);
        }
        boolean more = keys.size() > FEW;
        return (among ? "among " : "") + String.join("; ", more ? keys.subList(0, FEW) : keys) + (more ? "; …" : "");
    }

    private List<String> keys(List<String> shown, String which, ServerConnection connection) {
        String columns = String.join(", ", shown);
        return RowSql.texts(
                Digests.MODE + "SELECT CONCAT_WS(', ', " + columns + ") " + from + which + " ORDER BY " + columns
                        + " LIMIT " + (FEW + 1),
                connection);
    }

    private String other(List<String> values) {
        // digits, which the journal has
        return values.isEmpty() ? "" : " AND " + hash() + " NOT IN ('" + String.join("', '", values) + "')";
    }

    private long count(String end, ServerConnection connection) {
        return Digests.read(Digests.MODE + "SELECT COUNT(*), 0 " + from + end, connection)
                .rows();
    }

    /** Of the bytes of what a row refers by: the same for the same row, whatever compares equal to it. */
    private String hash() {
        List<String> parts = new ArrayList<>();
        // a number's digits are not in the session's character set then
        own.forEach(column ->
                parts.add(ImageColumn.hash("CAST(" + named + "." + SqlQuoting.identifier(column) + " AS BINARY)")));
        String all = parts.size() == 1 ? parts.get(0) : ImageColumn.hash("CONCAT(" + String.join(", ", parts) + ")");
        return "LEFT(" + all + ", 16)";
    }
}
