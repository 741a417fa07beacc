package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.store.connect.ServerConnection;

/**
 * Statements about the values that an ALTER does not bring through. Tables have no other names in them: under a lock
 * the server would want each name locked.
 */
final class KeptSql {
    /** Texts and numbers come as they are, whatever the author's mode thinks of them. */
    private static final String AS_IT_IS = under("NO_AUTO_VALUE_ON_ZERO");

    /** Zero and impossible dates too; but nothing is cut, or it would be lost. */
    private static final String WHOLE = under("NO_AUTO_VALUE_ON_ZERO,STRICT_ALL_TABLES,ALLOW_INVALID_DATES");

    private final KeptColumns kept;
    private final String here;
    private final String image;

    KeptSql(ObjectName table, KeptColumns kept) {
        this.kept = kept;
        this.here = SqlQuoting.identifier(table);
        this.image = SqlQuoting.identifier(kept.image());
    }

    private static String under(String mode) {
        return "SET STATEMENT sql_mode = '" + mode + "', check_constraint_checks = 0, foreign_key_checks = 0 FOR ";
    }

    /** Empties the image, which an attempt that was refused may have filled. */
    String clear() {
        return "SET STATEMENT sql_safe_updates = 0 FOR DELETE FROM " + image;
    }

    /** Fills the image. */
    String fill(List<ImageColumn> columns) {
        return WHOLE + "INSERT INTO " + image + " (" + names(columns) + ") SELECT " + names(columns) + " FROM " + here
                + kept.part();
    }

    /** Number and digest of what there is of the values after the statement. */
    String left(List<ImageColumn> columns) {
        return kept.whole()
                ? Digests.sql(columns, "", "FROM " + here)
                : Digests.sql(columns, here + ".", "FROM " + here + " JOIN " + image + " ON " + same(false));
    }

    /** Whether a row has another value than the image, as a row where one has. */
    String differing() {
        StringJoiner different = new StringJoiner(" OR ");
        kept.columns()
                .forEach(column -> different.add("NOT (BINARY " + here + "." + name(column) + " <=> BINARY " + image
                        + "." + name(column) + ")"));
        return "SELECT 1 FROM " + here + " JOIN " + image + " ON " + same(true) + " WHERE " + different + " LIMIT 1";
    }

    /**
     * Whether a row half way has a value that is neither kept nor what it should be there, as a row where one has.
     *
     * @param expected a table with what it should be, by the same key
     * @param columns of which that is asked
     */
    String differing(String expected, List<KeptColumns.Column> columns) {
        StringJoiner key = new StringJoiner(" AND ");
        kept.key().forEach(column -> key.add(expected + "." + name(column) + " = " + image + "." + name(column)));
        StringJoiner different = new StringJoiner(" OR ");
        for (KeptColumns.Column column : columns) {
            String value = "(BINARY " + here + "." + name(column) + " <=> BINARY ";
            different.add("NOT " + value + image + "." + name(column) + ") AND NOT " + value + expected + "."
                    + name(column) + ")");
        }
        return "SELECT 1 FROM " + here + " JOIN " + image + " ON " + same(true) + " JOIN " + expected + " ON " + key
                + " WHERE " + different + " LIMIT 1";
    }

    /** A row whose values are kept and that is no longer there, by its key; as the table is after the statement. */
    String gone() {
        return "SELECT 1 FROM " + image + " LEFT JOIN " + here + " ON " + same(false) + " WHERE " + here + "."
                + SqlQuoting.identifier(now(kept.key().get(0), false)) + " IS NULL LIMIT 1";
    }

    /** A row that is there and of which nothing is kept. */
    String come() {
        return "SELECT 1 FROM " + here + " LEFT JOIN " + image + " ON " + same(false) + " WHERE " + image + "."
                + name(kept.key().get(0)) + " IS NULL LIMIT 1";
    }

    /** Which rows have values that are kept, behind the name of the table as it is after the statement. */
    String imagedToo() {
        return " JOIN " + image + " ON " + same(false);
    }

    private static String now(KeptColumns.Column column, boolean before) {
        return before || column.after() == null ? column.before() : column.after();
    }

    /** Whether a row has a value of its own in a column that came back half way, as a row where one has. */
    String written(List<String> constant) {
        StringJoiner own = new StringJoiner(" OR ");
        for (KeptColumns.Column column : kept.columns()) {
            // What is left of a column that changed is neither what it was nor what it is for new rows.
            if (column.after() == null && constant.stream().anyMatch(column.before()::equalsIgnoreCase)) {
                String value = here + "." + name(column);
                own.add("NOT (BINARY " + value + " <=> BINARY " + image + "." + name(column) + ") AND NOT (BINARY "
                        + value + " <=> BINARY DEFAULT(" + value + "))");
            }
        }
        return own.length() == 0
                ? ""
                : "SELECT 1 FROM " + here + " JOIN " + image + " ON " + same(true) + " WHERE " + own + " LIMIT 1";
    }

    /**
     * Puts the values back.
     *
     * @param counting columns that would otherwise change by themselves
     */
    String restore(List<String> counting) {
        StringJoiner sets = new StringJoiner(", ");
        kept.columns().forEach(column -> sets.add(here + "." + name(column) + " = " + image + "." + name(column)));
        for (String column : counting) {
            String value = here + "." + SqlQuoting.identifier(column);
            if (kept.columns().stream().noneMatch(own -> own.before().equalsIgnoreCase(column))) {
                sets.add(value + " = " + value);
            }
        }
        return AS_IT_IS + "UPDATE " + here + " JOIN " + image + " ON " + same(true) + " SET " + sets;
    }

    /** Takes all rows away, which are kept. */
    String empty() {
        return AS_IT_IS + "DELETE FROM " + here;
    }

    /** Puts all rows back. */
    String insert(List<ImageColumn> columns) {
        return AS_IT_IS + "INSERT INTO " + here + " (" + names(columns) + ") SELECT " + names(columns) + " FROM "
                + image;
    }

    /** Number and digest of all rows of the table that are kept, or of the image. */
    String all(List<ImageColumn> columns, boolean ofImage) {
        return Digests.sql(columns, "", "FROM " + (ofImage ? image : here + kept.part()));
    }

    /**
     * What would be left of the values, by a table in which they are converted.
     *
     * @param made its name
     * @param after the columns that it has
     */
    String converted(String made, List<ImageColumn> after) {
        StringJoiner to = new StringJoiner(", ");
        StringJoiner from = new StringJoiner(", ");
        for (ImageColumn column : after) {
            String before = before(column.name());
            if (before != null) {
                to.add(SqlQuoting.identifier(column.name()));
                from.add(SqlQuoting.identifier(before));
            }
        }
        return "SET STATEMENT sql_mode = '' FOR INSERT IGNORE INTO " + made + " (" + to + ") SELECT " + from + " FROM "
                + image;
    }

    private @org.jspecify.annotations.Nullable String before(String after) {
        List<KeptColumns.Column> all = new ArrayList<>(kept.key());
        all.addAll(kept.columns());
        for (KeptColumns.Column column : all) {
            if (after.equalsIgnoreCase(column.after())) {
                return column.before();
            }
        }
        return kept.whole() ? after : null;
    }

    private String same(boolean before) {
        StringJoiner same = new StringJoiner(" AND ");
        for (KeptColumns.Column column : kept.key()) {
            same.add(here + "." + SqlQuoting.identifier(now(column, before)) + " = " + image + "." + name(column));
        }
        return same.toString();
    }

    private static String name(KeptColumns.Column column) {
        return SqlQuoting.identifier(column.before());
    }

    private static String names(List<ImageColumn> columns) {
        StringJoiner names = new StringJoiner(", ");
        columns.forEach(column -> names.add(SqlQuoting.identifier(column.name())));
        return names.toString();
    }

    /** Columns of a table that change when another one does. */
    static List<String> counting(ObjectName table, ServerConnection reader) {
        return columns(table, "LOWER(EXTRA) LIKE '%on update%'", reader);
    }

    /** Columns of a table whose default is the same for every row. */
    static List<String> constant(ObjectName table, ServerConnection reader) {
        return columns(table, "EXTRA = '' AND COLUMN_DEFAULT IS NOT NULL AND COLUMN_DEFAULT NOT LIKE '%(%'", reader);
    }

    /** Columns of a table that are never NULL. */
    static List<String> required(ObjectName table, ServerConnection reader) {
        return columns(table, "IS_NULLABLE = 'NO'", reader);
    }

    private static List<String> columns(ObjectName table, String which, ServerConnection reader) {
        return reader.list(
                "SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND "
                        + which,
                (row, ctx) -> row.getString(1),
                Catalogue.schemaOf(table),
                table.name());
    }
}
