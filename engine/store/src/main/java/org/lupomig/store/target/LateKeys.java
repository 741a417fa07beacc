package org.lupomig.store.target;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.Orphans;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.RowImage.Extent;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * Looks, before a batch goes back, for rows that would then refer to nothing and did not before. Nothing is locked or
 * changed; what cannot be seen so is found when it is its turn.
 */
final class LateKeys {
    private static final String ROW = "r";
    private static final String PARENT = "f";

    private final ServerConnection reader;
    private final ServerConnection connection;

    LateKeys(ServerConnection reader, ServerConnection connection) {
        this.reader = reader;
        this.connection = connection;
    }

    /** Of rows that come back from their image. */
    @Nullable
    String of(RowImage.Kept kept, List<RowImage> parents, Set<ObjectName> unknown) {
        try {
            RowSql rows = RowTransactions.statements(kept, reader, "");
            for (RowReferences.Parent key :
                    RowReferences.from(rows.table(), reader).values()) {
                if (!unknown.contains(key.table()) && has(rows.columns(), key.own()) && isTold(key, parents)) {
                    Orphans noted = Orphans.of(kept.left().orphans(), rows.table(), key.own(), key.table());
                    OrphanRows orphans =
                            OrphanRows.by(key, rows.table(), rows.image(), ROW, PARENT, "TRUE" + without(key, parents));
                    long found = noted != null && noted.unseen() ? 0 : orphans.since(noted, "", connection);
                    if (found > 0) {
                        return "rows of " + key.table() + " are gone that " + found
                                + " of the rows refer to that would come back (by their keys: "
                                + orphans.few(noted, rows.key(), connection) + ")";
                    }
                }
            }
            return null;
        } catch (ServerRefused e) {
            return unseen(e);
        }
    }

    /** Of rows of a table that are there when its foreign key comes back. */
    @Nullable
    String of(Orphans key, List<RowImage.Kept> since, List<RowImage> parents) {
        if (key.unseen()) {
            return null;
        }
        try {
            var columns = new RowReferences.Parent(key.parent(), key.columns(), key.referred());
            if (!isTold(columns, parents)) {
                return null;
            }
            StringBuilder which = new StringBuilder("TRUE");
            for (RowImage.Kept kept : since) {
                if (kept.image().extent() != Extent.ADDED || kept.left().rows().rows() > 0) {
                    RowSql rows = RowTransactions.statements(kept, reader, "");
                    which.append(" AND NOT ").append(rows.has(column -> ROW + "." + SqlQuoting.identifier(column)));
                }
            }
            OrphanRows orphans =
                    OrphanRows.by(columns, key.child(), key.child(), ROW, PARENT, which + without(columns, parents));
            long found = orphans.since(key, "", connection);
            return found == 0
                    ? null
                    : found + " of its rows refer to nothing in " + key.parent() + " by "
                            + String.join(", ", key.columns())
                            + ", whose foreign key is to come back (by their keys: "
                            + orphans.few(key, ImageColumn.key(key.child(), reader), connection) + ")";
        } catch (ServerRefused e) {
            return unseen(e);
        }
    }

    /** That no image has a row that is referred to, which is back by then. */
    private String without(RowReferences.Parent key, List<RowImage> parents) {
        StringBuilder none = new StringBuilder();
        for (RowImage parent : parents) {
            if (parent.table().equals(key.table())) {
                none.append(" AND NOT EXISTS (SELECT 1 FROM " + SqlQuoting.identifier(parent.image()) + " AS g WHERE ");
                for (int i = 0; i < key.own().size(); i++) {
                    none.append(i == 0 ? "" : " AND ")
                            .append("g." + SqlQuoting.identifier(key.referred().get(i)) + " = " + ROW + "."
                                    + SqlQuoting.identifier(key.own().get(i)));
                }
                none.append(')');
            }
        }
        return none.toString();
    }

    /** Whether the images of its parent have what is referred to: they lack what the server computes. */
    private boolean isTold(RowReferences.Parent key, List<RowImage> parents) {
        return parents.stream()
                .filter(parent -> parent.table().equals(key.table()))
                .allMatch(parent -> has(ImageColumn.of(parent.image(), reader), key.referred()));
    }

    private static boolean has(List<ImageColumn> columns, List<String> names) {
        return names.stream().allMatch(name -> columns.stream()
                .anyMatch(column -> column.name().equalsIgnoreCase(name)));
    }

    private static @Nullable String unseen(ServerRefused e) {
        return switch (e.code()) {
            case ServerError.TABLE_DENIED,
                    ServerError.COLUMN_DENIED,
                    ServerError.SCHEMA_DENIED,
                    ServerError.NO_SUCH_TABLE,
                    ServerError.NO_SUCH_COLUMN,
                    ServerError.COLLATIONS_DIFFER -> null;
            default -> throw e;
        };
    }
}
