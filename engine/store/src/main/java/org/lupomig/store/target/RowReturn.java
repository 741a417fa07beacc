package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.Orphans;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.RowImage.Extent;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * Rows of one statement, of one table or several, on their way back: all of them go back, or none.
 *
 * <p>Within a transaction that is open.
 */
class RowReturn {
    private final ServerConnection connection;
    private final Map<ObjectName, Table> tables = new LinkedHashMap<>();
    private final Map<ObjectName, RowSql> statements = new LinkedHashMap<>();
    private final List<Table> order = new ArrayList<>();
    private final Set<ObjectName> circle = new LinkedHashSet<>();

    /** What is wrong with an image, as it was last looked at. */
    private @Nullable String lost;

    /** One of them. */
    private record Table(RowImage.Kept kept, RowSql sql, RowOrphans orphans, RowParents parents) {}

    /** How they are now. */
    enum State {
        AS_BEFORE,
        AS_LEFT,
        MOVED,
        /** What they were before is not in their images any more. */
        LOST
    }

    /** Reads what they are over {@code reader}, and will do the rest over {@code connection}. */
    RowReturn(List<RowImage.Kept> all, ServerConnection reader, ServerConnection connection) {
        this.connection = connection;
        for (RowImage.Kept kept : all) {
            RowSql sql = RowTransactions.statements(kept, reader, Integer.toString(tables.size()));
            statements.put(sql.table(), sql);
            tables.put(sql.table(), new Table(kept, sql, new RowOrphans(sql, reader), new RowParents(sql, reader)));
        }
        sort();
    }

    /** The tables that are read and written, for {@code LOCK TABLES}. */
    Set<String> locks() {
        Set<String> locks = new LinkedHashSet<>();
        for (Table table : tables.values()) {
            table.sql().lock(locks);
            table.orphans().lock(statements, locks);
            if (isLooked(table)) {
                table.parents().lock(locks);
            }
        }
        return locks;
    }

    /** Looks at them. */
    State state() {
        boolean before = true;
        boolean left = true;
        for (Table table : tables.values()) {
            RowDigest live = Digests.read(table.sql().live(), connection);
            before = before && live.equals(before(table));
            left = left && live.equals(table.kept().left().rows());
        }
        lost = lost();
        if (lost != null) {
            return State.LOST;
        }
        return before ? State.AS_BEFORE : left ? State.AS_LEFT : State.MOVED;
    }

    private RowDigest before(Table table) {
        return table.sql().extent() == Extent.ADDED
                ? new RowDigest(0, 0)
                : Digests.read(table.sql().imaged(), connection);
    }

    private @Nullable String lost() {
        for (Table table : tables.values()) {
            String found =
                    ImageCount.lost(table.sql().image(), table.kept().left().imaged(), connection);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Puts them back. */
    StatementOutcome send() {
        State state = state();
        if (lost != null) {
            return RowTransactions.refused(lost);
        } else if (state == State.AS_BEFORE) {
            return new StatementOutcome.Accepted(0, List.of());
        } else if (state == State.MOVED) {
            return RowTransactions.refused(moved());
        }
        for (Table table : tables.values()) {
            String orphans = table.kept().checked()
                    ? table.orphans().found(statements, table.kept().going(), noted(table), connection)
                    : null;
            if (orphans != null) {
                return RowTransactions.refused(orphans);
            }
        }
        long affected = 0;
        List<Table> childrenFirst = new ArrayList<>(order);
        Collections.reverse(childrenFirst);
        for (Table table : childrenFirst) {
            StatementOutcome removed = Answer.to(table.sql().remove(), connection);
            if (!(removed instanceof StatementOutcome.Accepted accepted)) {
                return removed;
            }
            affected += table.sql().extent() == Extent.ADDED ? accepted.affected() : 0;
        }
        for (Table table : order) {
            if (table.sql().extent() == Extent.ADDED) {
                continue;
            }
            boolean checked = table.kept().checked() && table.parents().any() && !isLooked(table);
            StatementOutcome inserted = Answer.to(table.sql().insert(checked), connection);
            if (!(inserted instanceof StatementOutcome.Accepted accepted)) {
                return told(table, inserted);
            }
            affected += accepted.affected();
        }
        for (Table table : tables.values()) {
            String missing = isLooked(table) && table.sql().extent() != Extent.ADDED
                    ? table.parents().missing(table.kept().going(), noted(table), connection)
                    : null;
            if (missing != null) {
                return RowTransactions.refused(missing);
            }
            RowDigest before = before(table);
            RowDigest now = Digests.read(table.sql().live(), connection);
            if (!now.equals(before)) {
                return RowTransactions.refused("its rows would not be as they were: " + now + " instead of " + before);
            }
        }
        return new StatementOutcome.Accepted(affected, List.of());
    }

    private static List<Orphans> noted(Table table) {
        return table.kept().left().orphans();
    }

    /**
     * Whether its rows are looked at when all are back, and the server is not asked: some of its foreign keys lead to
     * tables that go, or round in a circle, or rows of it referred to nothing before.
     */
    private boolean isLooked(Table table) {
        return table.kept().checked()
                && table.parents().unseen(noted(table)) == null
                && (table.parents().hasAny(table.kept().going())
                        || table.parents().hadAny(noted(table))
                        || circle.contains(table.sql().table()));
    }

    /** Which rows the server would not take back because of their foreign keys, as far as may be seen. */
    private StatementOutcome told(Table table, StatementOutcome outcome) {
        if (!(outcome instanceof StatementOutcome.Refused refused) || refused.code() != ServerError.NO_PARENT) {
            return outcome;
        }
        ObjectName unseen = table.parents().unseen(noted(table));
        if (unseen != null) {
            return RowTransactions.refused(refused.message() + "; this account may not read " + unseen
                    + ", so that it is not known which rows referred to nothing before");
        }
        try {
            // nothing of this stays
            String missing = Answer.to(table.sql().insert(false), connection) instanceof StatementOutcome.Accepted
                    ? table.parents().missing(table.kept().going(), noted(table), connection)
                    : null;
            return missing == null ? outcome : RowTransactions.refused(missing);
        } catch (ServerRefused e) {
            return outcome; // it may not be read, or under these locks
        }
    }

    /** Parents first; rows of tables that refer to themselves, or to each other, may come in any order. */
    private void sort() {
        List<Table> open = new ArrayList<>(tables.values());
        while (!open.isEmpty()) {
            Table next = null;
            for (Table table : open) {
                if (next == null
                        && open.stream()
                                .noneMatch(o -> table.parents().has(o.sql().table()))) {
                    next = table;
                }
            }
            if (next == null) {
                next = open.get(0);
                circle.add(next.sql().table());
            }
            order.add(next);
            open.remove(next);
        }
    }

    private String moved() {
        for (Table table : tables.values()) {
            RowDigest live = Digests.read(table.sql().live(), connection);
            if (!live.equals(table.kept().left().rows())) {
                return moved(table, live);
            }
        }
        throw new IllegalStateException("nothing has moved");
    }

    private String moved(Table table, RowDigest live) {
        long expected = table.kept().left().rows().rows();
        Extent extent = table.sql().extent();
        if (extent == Extent.WHOLE) {
            return "rows of " + table.sql().table() + " have been changed since";
        }
        String verb = extent == Extent.ADDED ? "put in" : "changed";
        if (live.rows() == expected) {
            return "rows that it " + verb + " have been changed since";
        }
        boolean more = live.rows() > expected;
        List<String> keys =
                table.sql().keys() == null ? RowSql.texts(table.sql().keys(more), connection) : List.<String>of();
        String which =
                keys.isEmpty() ? "" : " (by their keys: " + String.join("; ", keys) + (keys.size() == 5 ? "; …)" : ")");
        return more
                ? (live.rows() - expected) + " rows with the keys of those that it removed are there now" + which
                : (expected - live.rows()) + " rows that it " + verb + " are gone" + which;
    }
}
