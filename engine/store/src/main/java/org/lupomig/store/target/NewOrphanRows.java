package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.NewOrphans;
import org.lupomig.orchestrator.port.Orphans;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/** Counts the rows of a table that refer to nothing by its foreign keys, and were not among those noted. */
final class NewOrphanRows {
    private static final String CHILD = "r";
    private static final String PARENT = "f";

    private final ObjectName table;
    private final Map<String, RowReferences.Parent> keys;
    private final List<Orphans> noted;
    private final ServerConnection connection;

    /**
     * Of one table.
     *
     * @param keys all that it has now, by their names
     */
    NewOrphanRows(
            ObjectName table,
            Map<String, RowReferences.Parent> keys,
            List<Orphans> noted,
            ServerConnection connection) {
        this.table = table;
        this.keys = keys;
        this.noted = List.copyOf(noted);
        this.connection = connection;
    }

    /** By some of its keys, one after the other. */
    List<NewOrphans> by(List<String> names) {
        List<NewOrphans> found = new ArrayList<>();
        keys.forEach((name, key) -> {
            if (names.stream().anyMatch(name::equalsIgnoreCase)) {
                found.add(by(name, key));
            }
        });
        return found;
    }

    private NewOrphans by(String name, RowReferences.Parent key) {
        NewOrphans unseen = NewOrphans.unseen(table, name, key.own(), key.table());
        Orphans before = before(key);
        if (before != null && before.unseen()) {
            return unseen;
        }
        try {
            return by(name, key, before, PARENT);
        } catch (ServerRefused e) {
            return switch (e.code()) {
                case ServerError.NO_SUCH_TABLE -> by(name, key, before, null);
                case ServerError.TABLE_DENIED,
                        ServerError.COLUMN_DENIED,
                        ServerError.SCHEMA_DENIED,
                        ServerError.COLLATIONS_DIFFER -> unseen;
                default -> throw e;
            };
        }
    }

    private NewOrphans by(String name, RowReferences.Parent key, @Nullable Orphans before, @Nullable String parent) {
        OrphanRows rows = OrphanRows.by(key, table, table, CHILD, parent, "TRUE");
        long since = rows.since(before, "", connection);
        String few = since == 0 ? "" : rows.few(before, ImageColumn.key(table, connection), connection);
        return new NewOrphans(table, name, key.own(), key.table(), since, few);
    }

    /**
     * What was noted of a key. Where its columns have other names by now, or are others, the values say nothing any
     * more, and their number alone counts.
     */
    private @Nullable Orphans before(RowReferences.Parent key) {
        Orphans same = Orphans.of(noted, table, key.own(), key.table());
        if (same != null) {
            return same;
        }
        return noted.stream()
                .filter(each -> each.child().equals(table)
                        && each.parent().equals(key.table())
                        && each.columns().size() == key.own().size()
                        && keys.values().stream().noneMatch(other -> each.isBy(other.own(), other.table())))
                .findFirst()
                .map(each -> new Orphans(table, key.own(), key.table(), key.referred(), each.rows(), null))
                .orElse(null);
    }
}
