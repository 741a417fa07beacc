package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.Assigned;
import org.lupomig.orchestrator.port.LaterChange;
import org.lupomig.orchestrator.port.MovedRows;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.RowImage.Extent;
import org.lupomig.orchestrator.port.SomeRows;
import org.lupomig.store.connect.ServerConnection;

/**
 * Looks which of the rows that a statement changed are not as it left them, for people. How each was left is written
 * down nowhere, only number and digest of all: so it is computed from the image and the text of an UPDATE, and believed
 * where that gives the very same digest.
 */
final class MovedLook {
    private final RowImage.Kept kept;
    private final RowSql rows;
    private final List<ImageColumn> key;
    private final Assigned assigned;
    private final EarlierRows earlier;
    private final ServerConnection reader;

    MovedLook(RowImage.Kept kept, Assigned assigned, List<LaterChange> since, ServerConnection reader) {
        this.kept = kept;
        this.assigned = assigned;
        this.reader = reader;
        this.rows = RowTransactions.statements(kept, reader, "");
        this.earlier = new EarlierRows(kept.image().table(), since, reader);
        this.key = rows.columns().stream()
                .filter(column -> rows.key().stream().anyMatch(column.name()::equalsIgnoreCase))
                .toList();
    }

    /** Looks. */
    MovedRows look() {
        boolean deleted = rows.extent() == Extent.DELETED;
        if (key.isEmpty() || !(deleted || rows.extent() == Extent.UPDATED)) {
            return MovedRows.UNTOLD;
        } else if (deleted) {
            return new MovedRows(SomeRows.NONE, those("n.l0 IS NOT NULL"), SomeRows.NONE, List.of());
        }
        SomeRows gone = those("n.l0 IS NULL");
        if (!isComputed()) {
            return new MovedRows(gone, SomeRows.NONE, SomeRows.NONE, List.of());
        }
        List<String> columns = new ArrayList<>();
        StringJoiner any = new StringJoiner(" OR ");
        for (int i = 0; i < rows.columns().size(); i++) {
            String differs = "n.l0 IS NOT NULL AND NOT (n.x" + i + " <=> b.e" + i + ")";
            if (reader.first(query("1", differs) + " LIMIT 1", (row, ctx) -> 1) != null) {
                columns.add(rows.columns().get(i).name());
                any.add("(" + differs + ")");
            }
        }
        SomeRows other = columns.isEmpty() ? SomeRows.NONE : those(any.toString());
        return new MovedRows(gone, SomeRows.NONE, other, columns);
    }

    private SomeRows those(String where) {
        return RowKeys.of(key, what -> query(what, where), reader);
    }

    /** Rows of the image beside those that have their keys now, or would if what came later were taken back. */
    private String query(String what, String where) {
        StringJoiner same = new StringJoiner(" AND ");
        for (int i = 0; i < key.size(); i++) {
            same.add("n.l" + i + " = b." + SqlQuoting.identifier(key.get(i).name()));
        }
        return "SELECT " + what + " FROM (" + base() + ") AS b LEFT JOIN (" + now() + ") AS n ON " + same + " WHERE "
                + where;
    }

    private String base() {
        StringJoiner columns = new StringJoiner(", ");
        key.forEach(column -> columns.add(SqlQuoting.identifier(column.name())));
        for (int i = 0; i < rows.columns().size(); i++) {
            columns.add(exact(rows.columns().get(i)) + " AS e" + i);
        }
        return "SELECT " + columns + from();
    }

    private String from() {
        return " FROM " + SqlQuoting.identifier(rows.image()) + " AS " + SqlQuoting.identifier(called());
    }

    private String called() {
        return assigned.called().isEmpty() ? "b" : assigned.called();
    }

    /** A column as the statement left it. */
    private String exact(ImageColumn column) {
        String value = value(column);
        return value == null
                ? column.exact(SqlQuoting.identifier(called()) + "." + SqlQuoting.identifier(column.name()))
                : column.exactBefore("(" + value + "\n)");
    }

    private @Nullable String value(ImageColumn column) {
        return assigned.values().get(column.name().toLowerCase(Locale.ROOT));
    }

    private String now() {
        Function<RowSource, String> what = source -> {
            StringJoiner columns = new StringJoiner(", ");
            for (int i = 0; i < key.size(); i++) {
                columns.add(source.column(key.get(i).name(), 0) + " AS l" + i);
            }
            for (int i = 0; i < rows.columns().size(); i++) {
                columns.add(source.exact(rows.columns().get(i)) + " AS x" + i);
            }
            return columns.toString();
        };
        return String.join(" UNION ALL ", earlier.of(rows, what));
    }

    /** Whether what is computed has the digest of what was left. */
    private boolean isComputed() {
        String counts = "SELECT " + Digests.counts(rows.columns(), this::exact) + from();
        return !assigned.values().isEmpty()
                && kept.left().rows().equals(Digests.read(Digests.sum(List.of(counts)), reader));
    }
}
