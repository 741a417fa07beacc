package org.lupomig.store.target;

import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.UnfitRows;
import org.lupomig.model.sql.UnfitRows.Unique;
import org.lupomig.orchestrator.port.SomeRows;
import org.lupomig.store.connect.ServerConnection;

/** Looks for values that stand more than once, where a unique key is to come back. Each query goes through it once. */
final class DoubleValues {
    private final String source;
    private final List<ImageColumn> columns;
    private final List<ImageColumn> key;
    private final ServerConnection reader;

    /**
     * Among some rows.
     *
     * @param source what stands behind FROM
     * @param columns that these have
     * @param key those of the table's primary key; none where it has none
     */
    DoubleValues(String source, List<ImageColumn> columns, List<ImageColumn> key, ServerConnection reader) {
        this.source = source;
        this.columns = List.copyOf(columns);
        this.key = List.copyOf(key);
        this.reader = reader;
    }

    /** Those in a table as it is now, a clause; null where there are none. */
    static @Nullable String in(ObjectName table, UnfitRows rows, Unique unique, ServerConnection reader) {
        String source = SqlQuoting.identifier(table);
        return any(source, rows, unique, reader)
                ? new DoubleValues(source, ImageColumn.of(table, reader), ImageColumn.ofKey(table, reader), reader)
                        .words(rows, unique)
                : null;
    }

    /** Those among these rows, a clause; null where there are none. */
    @Nullable
    String found(UnfitRows rows, Unique unique) {
        return any(source, rows, unique, reader) ? words(rows, unique) : null;
    }

    private static boolean any(String source, UnfitRows rows, Unique unique, ServerConnection reader) {
        return reader.first(groups(source, rows, unique, "1") + " LIMIT 1", (row, ctx) -> 1) != null;
    }

    private static String groups(String source, UnfitRows rows, Unique unique, String what) {
        return "SELECT " + what + " FROM " + source + " WHERE " + rows.condition() + " GROUP BY "
                + String.join(", ", unique.by()) + " HAVING COUNT(*) > 1";
    }

    private String words(UnfitRows rows, Unique unique) {
        List<ImageColumn> named = columns.stream()
                .filter(column -> unique.named().stream().anyMatch(column.name()::equalsIgnoreCase))
                .toList();
        boolean byValue = key.isEmpty() && !named.isEmpty();
        SomeRows values = RowKeys.of(
                byValue ? named : List.of(),
                what -> "SELECT " + what + " FROM (" + groups(source, rows, unique, names(named)) + ") AS m",
                reader);
        String more = values.rows() > values.keys().size() ? "; …)" : ")";
        String shown = values.keys().isEmpty() ? "" : " (" + String.join("; ", values.keys()) + more;
        return rows.why() + ", and " + values.rows()
                + (values.rows() == 1 ? " of its values stands" : " of its values stand") + " more than once" + shown
                + (byValue ? "" : ", in " + those(rows, unique).words());
    }

    private SomeRows those(UnfitRows rows, Unique unique) {
        String alike = "COUNT(*) OVER (PARTITION BY " + String.join(", ", unique.by()) + ") AS lupomig_alike";
        return RowKeys.of(
                key,
                what -> "SELECT " + what + " FROM (SELECT " + names(key) + ", " + alike + " FROM " + source + " WHERE "
                        + rows.condition() + ") AS m WHERE lupomig_alike > 1",
                reader);
    }

    private static String names(List<ImageColumn> columns) {
        StringJoiner names = new StringJoiner(", ");
        names.setEmptyValue("1 AS lupomig_one");
        columns.forEach(column -> names.add(SqlQuoting.identifier(column.name())));
        return names.toString();
    }
}
