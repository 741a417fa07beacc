package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.store.connect.ServerConnection;

/**
 * The tables that one refers to, and whether rows that were put back find theirs. The server asks that of all foreign
 * keys of a table, or of none: this is for a table of which some lead to tables that go.
 */
final class RowParents {
    private final RowSql child;
    private final List<Key> keys;

    /** A foreign key of the table, column by column. */
    private record Key(ObjectName parent, List<RowReferences.Pair> pairs) {}

    /** Of the rows of one table. */
    RowParents(RowSql child, ServerConnection reader) {
        this.child = child;
        Map<String, Key> byName = new LinkedHashMap<>();
        reader.list(
                "SELECT CONSTRAINT_NAME, REFERENCED_TABLE_SCHEMA, REFERENCED_TABLE_NAME, COLUMN_NAME,"
                        + " REFERENCED_COLUMN_NAME FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = ?"
                        + " AND TABLE_NAME = ? AND REFERENCED_TABLE_NAME IS NOT NULL"
                        + " ORDER BY CONSTRAINT_NAME, ORDINAL_POSITION",
                (row, ctx) -> {
                    ObjectName parent = new ObjectName(row.getString(2), row.getString(3));
                    return byName.computeIfAbsent(row.getString(1), name -> new Key(parent, new ArrayList<>()))
                            .pairs()
                            .add(new RowReferences.Pair(row.getString(4), row.getString(5)));
                },
                Catalogue.schemaOf(child.table()),
                child.table().name());
        this.keys = List.copyOf(byName.values());
    }

    /** Whether it refers to any table. */
    boolean any() {
        return !keys.isEmpty();
    }

    /** Whether it refers to this one. */
    boolean has(ObjectName table) {
        return keys.stream().anyMatch(key -> key.parent().equals(table));
    }

    /** Whether it refers to one of these. */
    boolean hasAny(Set<ObjectName> tables) {
        return tables.stream().anyMatch(this::has);
    }

    /** What is read for it, for {@code LOCK TABLES}. */
    void lock(Set<String> locks) {
        if (keys.isEmpty()) {
            return;
        }
        locks.add(SqlQuoting.identifier(child.table()) + " AS " + called("r") + " WRITE");
        for (int i = 0; i < keys.size(); i++) {
            locks.add(SqlQuoting.identifier(keys.get(i).parent()) + " AS " + called("f") + "_" + i + " WRITE");
        }
    }

    private String called(String letter) {
        return letter + child.mark();
    }

    /**
     * Which rows are referred to and not there; null where all are.
     *
     * @param going tables that go soon, and the keys that lead to them with them
     */
    @Nullable
    String missing(Set<ObjectName> going, ServerConnection connection) {
        for (int i = 0; i < keys.size(); i++) {
            Key key = keys.get(i);
            if (!going.contains(key.parent())
                    && Digests.read(sql(i, key), connection).rows() > 0) {
                return "rows of " + key.parent() + " that they refer to are gone";
            }
        }
        return null;
    }

    private String sql(int number, Key key) {
        String own = called("r");
        String parent = called("f") + "_" + number;
        StringJoiner same = new StringJoiner(" AND ");
        StringBuilder sql = new StringBuilder("SELECT COUNT(*), 0 FROM ")
                .append(SqlQuoting.identifier(child.table()) + " AS " + own + " WHERE "
                        + child.has(column -> own + "." + SqlQuoting.identifier(column)));
        for (RowReferences.Pair pair : key.pairs()) {
            String column = own + "." + SqlQuoting.identifier(pair.own());
            sql.append(" AND " + column + " IS NOT NULL");
            same.add(parent + "." + SqlQuoting.identifier(pair.referred()) + " = " + column);
        }
        return sql.append(" AND NOT EXISTS (SELECT 1 FROM ")
                .append(SqlQuoting.identifier(key.parent()) + " AS " + parent + " WHERE " + same + ")")
                .append(" LOCK IN SHARE MODE")
                .toString();
    }
}
