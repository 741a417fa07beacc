package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.Orphans;
import org.lupomig.orchestrator.port.RowFacts;
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

    /** The same by what was seen of the table. */
    RowOrphans(RowSql parent, RowFacts facts) {
        this.parent = parent;
        this.children = parent.extent() == Extent.DELETED ? List.of() : RowReferences.in(parent.table(), facts);
    }

    /**
     * Which rows of other tables refer to what a statement has just put in: they can have done so before only where
     * they referred to nothing.
     *
     * @param others what it changes at the same time
     */
    List<Orphans> noted(Map<ObjectName, RowSql> others, ServerConnection connection) {
        List<Orphans> noted = new ArrayList<>();
        for (int i = 0; i < children.size(); i++) {
            RowReferences.Child child = children.get(i);
            RowSql with = others.get(child.table());
            if (stays(child) || (with != null && with.extent() == Extent.WHOLE)) {
                continue;
            }
            Orphans found = rows(i, child, with, true).noted(connection);
            if (found.rows() != 0) {
                noted.add(found);
            }
        }
        return noted;
    }

    /**
     * Why what a statement has just put in could not be taken back: rows of a table that the account may not read can
     * refer to it by then. Null where none can.
     *
     * @param noted what {@link #noted} gave
     */
    @Nullable
    String hidden(List<Orphans> noted, ServerConnection connection) {
        for (RowReferences.Child child : children) {
            Orphans before = Orphans.of(noted, child.table(), child.own(), parent.table());
            if (before != null && before.unseen() && brings(child, connection)) {
                return "a foreign key of " + child.table() + " refers to " + parent.table()
                        + ", and this account may not read its rows: on the way back it could not tell whether they refer"
                        + " to what came in; GRANT SELECT ON " + SqlQuoting.identifier(child.table())
                        + " lets it";
            }
        }
        return null;
    }

    /** Whether there is something to refer to that is in no row of the image. */
    private boolean brings(RowReferences.Child child, ServerConnection connection) {
        if (parent.extent() == Extent.ADDED || parent.keys() != null) {
            return true;
        }
        String p = called("p");
        String q = called("q");
        StringJoiner same = new StringJoiner(" AND ");
        child.referred()
                .forEach(column -> same.add(
                        p + "." + SqlQuoting.identifier(column) + " <=> " + q + "." + SqlQuoting.identifier(column)));
        return !RowSql.texts(
                        "SELECT 1 FROM " + parents(p) + " WHERE NOT EXISTS (SELECT 1 FROM "
                                + SqlQuoting.identifier(parent.image()) + " AS " + q + " WHERE " + same + ") LIMIT 1",
                        connection)
                .isEmpty();
    }

    /** The rows that go, in {@code FROM}. */
    private String parents(String p) {
        String rows = SqlQuoting.identifier(parent.table()) + " AS " + p;
        String k = called("k");
        return parent.extent() != Extent.WHOLE && parent.keys() == null
                ? rows + " JOIN " + SqlQuoting.identifier(parent.image()) + " AS " + k + " ON " + parent.sameKey(p, k)
                : rows;
    }

    /** Whether no row can have got another value there: its rows are those that have the same keys. */
    private boolean stays(RowReferences.Child child) {
        return (parent.extent() == Extent.UPDATED || parent.extent() == Extent.RELATED)
                && child.pairs().stream()
                        .allMatch(pair -> parent.key().stream().anyMatch(pair.referred()::equalsIgnoreCase));
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
            if (!children.get(i).seen()) {
                continue;
            }
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
     * @param noted which rows referred to nothing before
     */
    @Nullable
    String found(
            Map<ObjectName, RowSql> others, Set<ObjectName> going, List<Orphans> noted, ServerConnection connection) {
        for (int i = 0; i < children.size(); i++) {
            RowReferences.Child child = children.get(i);
            RowSql with = others.get(child.table());
            if (going.contains(child.table()) || (with != null && with.extent() == Extent.WHOLE)) {
                continue;
            }
            Orphans before = Orphans.of(noted, child.table(), child.own(), parent.table());
            if (!child.seen() || (before != null && before.unseen())) {
                if (stays(child) || !brings(child, connection)) {
                    continue;
                }
                return "a foreign key refers to it of " + child.table() + ", which this account does not see; give"
                        + " 'lupomig retry' as one that does";
            }
            OrphanRows rows = rows(i, child, with, false);
            if (rows.since(before, " LOCK IN SHARE MODE", connection) > 0) {
                // Not of the locked rows, but of those that this transaction sees: there may be none.
                String few = rows.few(before, List.of(), connection);
                String by = few.isEmpty() ? "" : " (by " + String.join(", ", child.own()) + ": " + few + ")";
                return "rows of " + child.table() + " refer to rows that came in with it" + by
                        + "; delete these, or let them refer to others: 'lupomig retry' goes on then";
            }
        }
        return null;
    }

    /**
     * Rows of a child that refer to what goes.
     *
     * @param now whether the statement was just sent: what it put in is little against what refers to the table
     */
    private OrphanRows rows(int number, RowReferences.Child child, @Nullable RowSql with, boolean now) {
        String c = called("c") + "_" + number;
        String p = called("p");
        String held = SqlQuoting.identifier(parent.image());
        String rows = SqlQuoting.identifier(child.table()) + " AS " + c;
        String parents = parents(p);
        StringBuilder come = new StringBuilder(same(child, c, p));
        if (parent.keys() != null) {
            come.append(" AND ").append(parent.condition(p, parent.keys()));
        }
        StringBuilder sql = new StringBuilder("FROM ");
        if (now) {
            sql.append(parents + " STRAIGHT_JOIN " + rows + " WHERE " + come);
        } else {
            sql.append(rows + " WHERE EXISTS (SELECT 1 FROM " + parents + " WHERE " + come + ")");
        }
        if (parent.extent() != Extent.ADDED) {
            String q = called("q");
            sql.append(" AND NOT EXISTS (SELECT 1 FROM " + held + " AS " + q + " WHERE "
                    + same(child, now ? p : c, q, now) + ")");
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
        return new OrphanRows(child.table(), child.own(), parent.table(), child.referred(), c, sql.toString());
    }

    private static String same(RowReferences.Child child, String own, String other) {
        return same(child, own, other, false);
    }

    /** Where two rows have the same values; {@code referred} whether the first is one of the parent, too. */
    private static String same(RowReferences.Child child, String own, String other, boolean referred) {
        StringJoiner same = new StringJoiner(" AND ");
        for (RowReferences.Pair pair : child.pairs()) {
            same.add(own + "." + SqlQuoting.identifier(referred ? pair.referred() : pair.own()) + " = " + other + "."
                    + SqlQuoting.identifier(pair.referred()));
        }
        return same.toString();
    }
}
