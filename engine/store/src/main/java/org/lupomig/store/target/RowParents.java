package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.Orphans;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * The tables that one refers to, and whether rows that were put back find theirs. The server asks that of all foreign
 * keys of a table, or of none: this is for a table of which some lead to tables that go, for tables in a circle, and
 * where rows referred to nothing before.
 */
final class RowParents {
    private final RowSql child;
    private final List<RowReferences.Parent> keys;

    /** Of the rows of one table. */
    RowParents(RowSql child, ServerConnection reader) {
        this.child = child;
        this.keys = List.copyOf(RowReferences.from(child.table(), reader).values());
    }

    /** Whether it refers to any table. */
    boolean any() {
        return !keys.isEmpty();
    }

    /** Whether it refers to this one. */
    boolean has(ObjectName table) {
        return keys.stream().anyMatch(key -> key.table().equals(table));
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
            locks.add(SqlQuoting.identifier(keys.get(i).table()) + " AS " + called("f") + "_" + i + " WRITE");
        }
    }

    private String called(String letter) {
        return letter + child.mark();
    }

    /** Which rows of the image, that the statement has not changed yet, refer to nothing. */
    List<Orphans> noted(ServerConnection connection) {
        List<Orphans> noted = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            int number = i;
            Orphans found = OrphanRows.noted(there -> rows(number, true, there), connection);
            if (found.rows() != 0) {
                noted.add(found);
            }
        }
        return noted;
    }

    /** What was noted of it that could not be looked at; null where all could be. */
    @Nullable
    ObjectName unseen(List<Orphans> noted) {
        return keys.stream()
                .map(key -> Orphans.of(noted, child.table(), key.own(), key.table()))
                .filter(each -> each != null && each.unseen())
                .map(each -> each.parent())
                .findFirst()
                .orElse(null);
    }

    /** Whether rows of it referred to nothing. */
    boolean hadAny(List<Orphans> noted) {
        return keys.stream().anyMatch(key -> Orphans.of(noted, child.table(), key.own(), key.table()) != null);
    }

    /**
     * Which rows are referred to and not there, and were; null where all are.
     *
     * @param going tables that go soon, and the keys that lead to them with them
     * @param noted which rows referred to nothing before
     */
    @Nullable
    String missing(Set<ObjectName> going, List<Orphans> noted, ServerConnection connection) {
        for (int i = 0; i < keys.size(); i++) {
            RowReferences.Parent key = keys.get(i);
            Orphans before = Orphans.of(noted, child.table(), key.own(), key.table());
            if (going.contains(key.table())) {
                continue;
            }
            try {
                long rows = rows(i, false, true).since(before, " LOCK IN SHARE MODE", connection);
                if (rows > 0) {
                    return "rows of " + key.table() + " that they refer to are gone (of " + rows + ", by their keys: "
                            + rows(i, false, true).few(before, child.key(), connection) + ")";
                }
            } catch (ServerRefused e) {
                if (e.code() != ServerError.NO_SUCH_TABLE) {
                    throw e;
                }
                if (rows(i, false, false).since(before, "", connection) > 0) {
                    return key.table() + ", which they refer to, is gone";
                }
            }
        }
        return null;
    }

    /**
     * Those that refer to nothing by one key.
     *
     * @param kept whether they are read from the image, where that has the key's columns
     * @param there whether the parent is there
     */
    private OrphanRows rows(int number, boolean kept, boolean there) {
        RowReferences.Parent key = keys.get(number);
        String own = called("r");
        String parent = called("f") + "_" + number;
        boolean imaged = kept
                && key.own().stream().allMatch(name -> child.columns().stream()
                        .anyMatch(c -> c.name().equalsIgnoreCase(name)));
        String which = imaged ? "TRUE" : child.has(column -> own + "." + SqlQuoting.identifier(column));
        return OrphanRows.by(
                key, child.table(), imaged ? child.image() : child.table(), own, there ? parent : null, which);
    }
}
