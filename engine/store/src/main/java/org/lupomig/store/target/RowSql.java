package org.lupomig.store.target;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.RowImage.Extent;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * Statements about an image and the rows of its table. They are sent as they are: a name in them may hold any sign.
 *
 * @param table the table
 * @param image its image, which has the columns of the table that are stored
 * @param extent which rows of the table the image has
 * @param columns those of the table that are stored
 * @param key those of the image's primary key
 * @param keys of rows that came in; null where the image has them, and for all else
 * @param mark what its names for tables end with: no two tables may be locked under one
 */
record RowSql(
        ObjectName table,
        ObjectName image,
        Extent extent,
        List<ImageColumn> columns,
        List<String> key,
        @Nullable String keys,
        String mark) {
    RowSql {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** The same with the keys of rows that came in; null where the image has them. */
    RowSql with(@Nullable String noted) {
        return new RowSql(table, image, extent, columns, key, noted, mark);
    }

    /** Whether its rows can be found again in the table: not those that went with a partition and have no key. */
    boolean tellsApart() {
        return extent == Extent.WHOLE || keys != null || !key.isEmpty();
    }

    /** Fills the image with what {@code rows} goes through, and keeps others from changing that. */
    String fill(String rows) {
        return "INSERT INTO " + SqlQuoting.identifier(image) + " (" + names("") + ") SELECT " + names("") + " " + rows
                + " FOR UPDATE";
    }

    /** Number and digest of the rows in the image. */
    String imaged() {
        return digest("", "FROM " + SqlQuoting.identifier(image));
    }

    /** Number and digest of the rows of the table that have the image's keys, or of all; nobody changes them then. */
    String live() {
        return counted() + " FOR UPDATE";
    }

    private String counted() {
        if (extent == Extent.WHOLE) {
            return digest("", "FROM " + SqlQuoting.identifier(table));
        } else if (keys != null) {
            return digest("", "FROM " + SqlQuoting.identifier(table) + " WHERE " + condition(keys));
        }
        return digest(
                "t" + mark + ".",
                "FROM " + SqlQuoting.identifier(image) + " AS " + i() + " JOIN " + SqlQuoting.identifier(table)
                        + " AS t" + mark + " ON " + sameKey("t" + mark, i()));
    }

    /** The keys of rows that are in the image, and in the table or not, a few. */
    String keys(boolean there) {
        StringJoiner shown = new StringJoiner(", ");
        key.forEach(column -> shown.add(i() + "." + SqlQuoting.identifier(column)));
        return "SELECT CONCAT_WS(', ', " + shown + ") FROM " + SqlQuoting.identifier(image) + " AS " + i() + " WHERE "
                + (there ? "" : "NOT ") + "EXISTS (SELECT 1 FROM " + SqlQuoting.identifier(table) + " AS t" + mark
                + " WHERE " + sameKey("t" + mark, i()) + ") LIMIT 5";
    }

    /**
     * Takes the rows with the image's keys away, so that no two of them are in each other's way. By another name the
     * server would look for the table in the default schema.
     */
    String remove() {
        String name = SqlQuoting.identifier(table);
        boolean joined = extent != Extent.WHOLE && keys == null;
        return "DELETE " + (joined ? name + " " : "") + "FROM " + name + these();
    }

    /** Which rows of the table these are, behind its name. */
    String these() {
        if (extent == Extent.WHOLE) {
            return "";
        } else if (keys != null) {
            return " WHERE " + condition(keys);
        }
        String held = SqlQuoting.identifier(image);
        return " JOIN " + held + " ON " + sameKey(SqlQuoting.identifier(table), held);
    }

    /**
     * Puts the image's rows in.
     *
     * @param checked whether the rows that they refer to must be there
     */
    String insert(boolean checked) {
        return "SET STATEMENT check_constraint_checks = 0" + (checked ? ", foreign_key_checks = 1" : "")
                + " FOR INSERT INTO " + SqlQuoting.identifier(table) + " (" + names("") + ") SELECT "
                + names(i() + ".") + " FROM " + SqlQuoting.identifier(image) + " AS " + i();
    }

    private String condition(String numbers) {
        return KeyRanges.condition(SqlQuoting.identifier(key.get(0)), numbers);
    }

    /** What rows of a table that is called so meet where they have one of these keys. */
    String condition(String alias, String numbers) {
        return KeyRanges.condition(alias + "." + SqlQuoting.identifier(key.get(0)), numbers);
    }

    /**
     * What rows meet that are among these, in a query without them.
     *
     * @param column where a column of theirs is found there
     */
    String has(UnaryOperator<String> column) {
        if (extent == Extent.WHOLE) {
            return "TRUE";
        } else if (key.isEmpty()) {
            return "FALSE";
        } else if (keys != null) {
            return KeyRanges.condition(column.apply(key.get(0)), keys);
        }
        StringJoiner same = new StringJoiner(" AND ");
        key.forEach(name -> same.add(column.apply(name) + " = " + i() + "." + SqlQuoting.identifier(name)));
        return "EXISTS (SELECT 1 FROM " + SqlQuoting.identifier(image) + " AS " + i() + " WHERE " + same + ")";
    }

    /** Tables that these statements name, with the names that they have in them, for {@code LOCK TABLES}. */
    void lock(Set<String> locks) {
        String name = SqlQuoting.identifier(table);
        locks.addAll(List.of(name + " WRITE", name + " AS t" + mark + " WRITE"));
        if (keys == null) {
            String held = SqlQuoting.identifier(image);
            locks.addAll(List.of(held + " WRITE", held + " AS " + i() + " WRITE"));
        }
    }

    private String i() {
        return "i" + mark;
    }

    String sameKey(String here, String there) {
        StringBuilder same = new StringBuilder();
        for (String column : key) {
            String name = SqlQuoting.identifier(column);
            same.append(same.isEmpty() ? "" : " AND ").append(here).append('.').append(name);
            same.append(" = ").append(there).append('.').append(name);
        }
        return same.toString();
    }

    private String names(String before) {
        StringJoiner names = new StringJoiner(", ");
        columns.forEach(column -> names.add(before + SqlQuoting.identifier(column.name())));
        return names.toString();
    }

    private String digest(String before, String from) {
        return Digests.sql(columns, before, from);
    }

    /** The first column of what a statement answers, as texts. */
    static List<String> texts(String sql, ServerConnection connection) {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.driver().createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    texts.add(String.valueOf(rows.getString(1)));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw ServerError.translated(e, connection.driver());
        }
    }
}
