package org.lupomig.store.target;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.RowImage.Extent;
import org.lupomig.store.connect.ServerConnection;

/** Finds rows of other tables that refer to rows which go when others are put back. */
final class RowOrphans {
    private final RowSql parent;
    private final List<RowReferences.Child> children;

    /** Of rows that go from one table. */
    RowOrphans(RowSql parent, ServerConnection reader) {
        this.parent = parent;
        this.children = parent.extent() == Extent.DELETED ? List.of() : RowReferences.to(parent.table(), reader);
    }

    /** What else is read for it, for {@code LOCK TABLES}. */
    void lock(Map<ObjectName, RowSql> others, Set<String> locks) {
        if (children.isEmpty()) {
            return;
        }
        locks.add(SqlQuoting.identifier(parent.table()) + " AS " + called("p") + " WRITE");
        if (parent.keys() == null) {
            String held = SqlQuoting.identifier(parent.image());
            locks.add(held + " AS " + called("k") + " WRITE");
            locks.add(held + " AS " + called("q") + " WRITE");
        }
        for (int i = 0; i < children.size(); i++) {
            ObjectName child = children.get(i).table();
            locks.add(SqlQuoting.identifier(child) + " AS " + called("c") + "_" + i + " WRITE");
            RowSql with = others.get(child);
            if (with != null && with.keys() == null) {
                locks.add(SqlQuoting.identifier(with.image()) + " AS " + called("o") + "_" + i + " WRITE");
            }
        }
    }

    private String called(String letter) {
        return letter + parent.mark();
    }

    /**
     * Why rows may not go; null where nothing keeps them.
     *
     * @param others what is put back at the same time: its own rows count as they will be
     * @param going tables that go soon: what is in them keeps nothing
     */
    @Nullable
    String found(Map<ObjectName, RowSql> others, Set<ObjectName> going, ServerConnection connection) {
        for (int i = 0; i < children.size(); i++) {
            RowReferences.Child child = children.get(i);
            RowSql with = others.get(child.table());
            if (going.contains(child.table()) || (with != null && with.extent() == Extent.WHOLE)) {
                continue;
            }
            if (child.pairs().isEmpty()) {
                return "a foreign key refers to it of " + child.table() + ", which this account does not see";
            }
            if (Digests.read(sql(i, child, with), connection).rows() > 0) {
                return "rows of " + child.table() + " refer to rows that came in with it";
            }
        }
        return null;
    }

    private String sql(int number, RowReferences.Child child, @Nullable RowSql with) {
        String c = called("c") + "_" + number;
        String p = called("p");
        String held = SqlQuoting.identifier(parent.image());
        StringBuilder sql = new StringBuilder("SELECT COUNT(*), 0 FROM ")
                .append(SqlQuoting.identifier(child.table()) + " AS " + c + " WHERE EXISTS (SELECT 1 FROM ")
                .append(SqlQuoting.identifier(parent.table()) + " AS " + p);
        if (parent.extent() != Extent.WHOLE && parent.keys() == null) {
            sql.append(" JOIN " + held + " AS " + called("k") + " ON " + parent.sameKey(p, called("k")));
        }
        sql.append(" WHERE ").append(same(child, c, p));
        if (parent.keys() != null) {
            sql.append(" AND ").append(parent.condition(p, parent.keys()));
        }
        sql.append(')');
        if (parent.extent() != Extent.ADDED) {
            String q = called("q");
            sql.append(" AND NOT EXISTS (SELECT 1 FROM " + held + " AS " + q + " WHERE " + same(child, c, q) + ")");
        }
        if (with != null) {
            String o = called("o") + "_" + number;
            sql.append(" AND NOT ")
                    .append(
                            with.keys() != null
                                    ? with.condition(c, with.keys())
                                    : "EXISTS (SELECT 1 FROM " + SqlQuoting.identifier(with.image()) + " AS " + o
                                            + " WHERE " + with.sameKey(c, o) + ")");
        }
        return sql.append(" LOCK IN SHARE MODE").toString();
    }

    private static String same(RowReferences.Child child, String own, String other) {
        StringJoiner same = new StringJoiner(" AND ");
        for (RowReferences.Pair pair : child.pairs()) {
            same.add(own + "." + SqlQuoting.identifier(pair.own()) + " = " + other + "."
                    + SqlQuoting.identifier(pair.referred()));
        }
        return same.toString();
    }
}
