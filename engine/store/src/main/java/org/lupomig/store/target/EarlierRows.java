package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.UnfitRows;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.LaterChange;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.RowImage.Extent;
import org.lupomig.orchestrator.port.SomeRows;
import org.lupomig.store.connect.ServerConnection;

/**
 * The rows of a table as they would be if what later statements of a batch did were taken back: of each, the first of
 * these statements' images that has its key tells what it was, and the table where none has. Columns that are no more,
 * or have other values, are where an ALTER kept them. Nothing is changed for that.
 */
final class EarlierRows {
    private final ObjectName table;
    private final List<LaterChange> since;
    private final ServerConnection reader;
    private final List<@Nullable RowSql> images = new ArrayList<>();

    /**
     * Reads what they are over {@code reader}.
     *
     * @param since what was done to the table, in the order of the statements
     */
    EarlierRows(ObjectName table, List<LaterChange> since, ServerConnection reader) {
        this.table = table;
        this.since = List.copyOf(since);
        this.reader = reader;
        for (int i = 0; i < since.size(); i++) {
            boolean any = since.get(i) instanceof LaterChange.Rows rows && !isNone(rows.kept());
            images.add(any ? image(((LaterChange.Rows) since.get(i)).kept(), i) : null);
        }
    }

    /** Whether no row came in, so that there may be no image. */
    private static boolean isNone(RowImage.Kept kept) {
        return kept.image().extent() == Extent.ADDED && kept.left().rows().rows() == 0;
    }

    /** Number and digest of those that a statement changed. */
    RowDigest changed(RowImage.Kept kept, ServerConnection connection) {
        RowSql rows = isNone(kept) ? null : image(kept, 0);
        return rows == null || !rows.tellsApart()
                ? kept.left().rows()
                : digest(rows.columns(), source -> rows.has(column -> source.column(column, 0)), connection);
    }

    /** Number and digest of what an ALTER left of the values that it kept. */
    RowDigest left(KeptColumns kept, ServerConnection connection) {
        List<String> names = new ArrayList<>();
        kept.key().forEach(column -> names.add(column.after()));
        kept.columns().forEach(column -> names.add(column.after()));
        List<ImageColumn> columns = columns(0).stream()
                .filter(column -> kept.whole() || names.stream().anyMatch(column.name()::equalsIgnoreCase))
                .toList();
        return digest(columns, source -> kept.whole() ? "TRUE" : in(kept, source), connection);
    }

    /** Which of them are unfit, one clause; null where none are. */
    @Nullable
    String unfit(UnfitRows rows, ServerConnection connection) {
        UnfitRows.Unique unique = rows.unique();
        if (unique == null) {
            return any(rows.condition(), connection) ? rows.why() : null;
        }
        String all = "(" + String.join(" UNION ALL ", whole()) + ") AS " + SqlQuoting.identifier(table.name());
        return new DoubleValues(all, columns(0), keyColumns(), connection).found(rows, unique);
    }

    /** Whether one meets a condition on its columns. */
    boolean any(String condition, ServerConnection connection) {
        for (String rows : meeting(condition, "1")) {
            if (connection.first(rows + " LIMIT 1", (row, ctx) -> 1) != null) {
                return true;
            }
        }
        return false;
    }

    /** How many meet a condition on their columns, and which. */
    SomeRows those(String condition, ServerConnection connection) {
        return RowKeys.of(keyColumns(), what -> String.join(" UNION ALL ", meeting(condition, what)), connection);
    }

    private List<ImageColumn> keyColumns() {
        List<String> names = key(0);
        return columns(0).stream()
                .filter(column -> names.stream().anyMatch(column.name()::equalsIgnoreCase))
                .toList();
    }

    /** The word of a column's type; null where its values are not stored. */
    @Nullable
    String type(String column) {
        return columns(0).stream()
                .filter(each -> each.name().equalsIgnoreCase(column))
                .map(ImageColumn::base)
                .findFirst()
                .orElse(null);
    }

    /** Queries for something of those that a statement changed. */
    List<String> of(RowSql rows, Function<RowSource, String> what) {
        return queries(what, source -> rows.has(column -> source.column(column, 0)));
    }

    /** Number and digest of all of them. */
    RowDigest all(ServerConnection connection) {
        return digest(columns(0), source -> "TRUE", connection);
    }

    /** Queries for something of those that meet a condition on their columns. */
    private List<String> meeting(String condition, String what) {
        return whole().stream()
                .map(rows -> "SELECT " + what + " FROM (" + rows + ") AS " + SqlQuoting.identifier(table.name())
                        + " WHERE " + condition)
                .toList();
    }

    /** Queries for all columns of all of them. */
    private List<String> whole() {
        List<ImageColumn> columns = columns(0);
        Function<RowSource, String> values = source -> {
            StringJoiner named = new StringJoiner(", ");
            columns.forEach(column -> named.add(source.value(column) + " AS " + SqlQuoting.identifier(column.name())));
            return named.toString();
        };
        return queries(values, source -> "TRUE");
    }

    /** Whether rows are gone by the key of what an ALTER kept, and others have come. */
    boolean keysMoved(KeptColumns kept, ServerConnection connection) {
        if (kept.key().isEmpty()) {
            return false;
        }
        StringJoiner gone = new StringJoiner(" AND ", " WHERE ", " LIMIT 1");
        queries(source -> "1", source -> same(kept, source)).forEach(rows -> gone.add("NOT EXISTS (" + rows + ")"));
        if (connection.first("SELECT 1 FROM " + SqlQuoting.identifier(kept.image()) + " AS i" + gone, (row, ctx) -> 1)
                == null) {
            return false;
        }
        for (String rows : queries(source -> "1", source -> "NOT " + in(kept, source))) {
            if (connection.first(rows + " LIMIT 1", (row, ctx) -> 1) != null) {
                return true;
            }
        }
        return false;
    }

    private static String in(KeptColumns kept, RowSource source) {
        return "EXISTS (SELECT 1 FROM " + SqlQuoting.identifier(kept.image()) + " AS i WHERE " + same(kept, source)
                + ")";
    }

    private static String same(KeptColumns kept, RowSource source) {
        StringJoiner same = new StringJoiner(" AND ");
        for (KeptColumns.Column key : kept.key()) {
            String name = key.after() == null ? key.before() : key.after();
            same.add(source.column(name, 0) + " = i." + SqlQuoting.identifier(key.before()));
        }
        return same.toString();
    }

    private RowDigest digest(
            List<ImageColumn> columns, Function<RowSource, String> where, ServerConnection connection) {
        return Digests.read(Digests.sum(queries(source -> Digests.counts(columns, source::exact), where)), connection);
    }

    /**
     * Queries that go through all rows, each through some: through those of an image that none of an earlier statement
     * has, and at last through those of the table that are in no image.
     */
    private List<String> queries(Function<RowSource, String> what, Function<RowSource, String> where) {
        List<String> queries = new ArrayList<>();
        List<Integer> earlier = new ArrayList<>();
        for (int i = 0; i < since.size(); i++) {
            RowSql image = images.get(i);
            ObjectName all = since.get(i) instanceof LaterChange.Altered altered
                    ? wholeRows(altered.kept())
                    : image != null && image.extent() == Extent.WHOLE ? image.image() : null;
            if (all != null) {
                // what came after it is not in it
                queries.add(query(new RowSource(all, i, since), what, where, earlier));
                return queries;
            }
            if (image != null) {
                if (image.extent() != Extent.ADDED) {
                    queries.add(query(new RowSource(image.image(), i, since), what, where, earlier));
                }
                earlier.add(i);
            }
        }
        queries.add(query(new RowSource(table, since.size(), since), what, where, earlier));
        return queries;
    }

    private static @Nullable ObjectName wholeRows(@Nullable KeptColumns kept) {
        return kept != null && kept.whole() ? kept.image() : null;
    }

    private String query(
            RowSource source,
            Function<RowSource, String> what,
            Function<RowSource, String> where,
            List<Integer> earlier) {
        String selected = what.apply(source);
        StringJoiner all = new StringJoiner(" AND ", " WHERE ", "");
        all.add("(" + where.apply(source) + ")");
        for (int place : earlier) {
            RowSql image = images.get(place);
            if (image != null) {
                all.add("NOT " + image.has(column -> source.column(column, place)));
            }
        }
        return "SELECT " + selected + " FROM " + source.tables() + all;
    }

    /** The image of rows that the statement at a place changed. */
    private RowSql image(RowImage.Kept kept, int place) {
        RowSql read = RowTransactions.statements(kept, reader, "");
        if (read.extent() != Extent.ADDED) {
            return read;
        }
        List<String> key = read.keys() == null ? ImageColumn.key(read.image(), reader) : key(place);
        return new RowSql(table, read.image(), read.extent(), columns(place), key, read.keys(), "");
    }

    /** The columns that the table had before what was done at a place. */
    private List<ImageColumn> columns(int place) {
        for (LaterChange each : since.subList(place, since.size())) {
            if (each instanceof LaterChange.Altered altered) {
                return altered.columns().columns().stream()
                        .map(ImageColumn::then)
                        .toList();
            }
        }
        return ImageColumn.of(table, reader);
    }

    private List<String> key(int place) {
        for (LaterChange each : since.subList(place, since.size())) {
            if (each instanceof LaterChange.Altered altered) {
                return altered.columns().key();
            }
        }
        return ImageColumn.key(table, reader);
    }
}
