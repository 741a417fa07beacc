package org.lupomig.store.target;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * Statements about an image and the rows of its table. They are sent as they are: a name in them may hold any sign.
 *
 * @param table the table
 * @param image its image, which has the columns of the table that are stored
 * @param whole whether the image has all rows of the table
 * @param columns those of the image
 * @param key those of its primary key
 */
record RowSql(ObjectName table, ObjectName image, boolean whole, List<ImageColumn> columns, List<String> key) {
    RowSql {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
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
        return (whole ? digest("", "FROM " + SqlQuoting.identifier(table)) : liveByKey()) + " FOR UPDATE";
    }

    private String liveByKey() {
        return digest(
                "t.",
                "FROM " + SqlQuoting.identifier(image) + " AS i JOIN " + SqlQuoting.identifier(table) + " AS t ON "
                        + sameKey());
    }

    /** The keys of rows that are in the image, and in the table or not, a few. */
    String keys(boolean there) {
        StringJoiner shown = new StringJoiner(", ");
        key.forEach(column -> shown.add("i." + SqlQuoting.identifier(column)));
        return "SELECT CONCAT_WS(', ', " + shown + ") FROM " + SqlQuoting.identifier(image) + " AS i WHERE "
                + (there ? "" : "NOT ") + "EXISTS (SELECT 1 FROM " + SqlQuoting.identifier(table) + " AS t WHERE "
                + sameKey() + ") LIMIT 5";
    }

    /**
     * Takes the rows with the image's keys away, so that no two of them are in each other's way. By another name the
     * server would look for the table in the default schema.
     */
    String remove() {
        String name = SqlQuoting.identifier(table);
        if (whole) {
            return "DELETE FROM " + name;
        }
        String held = SqlQuoting.identifier(image);
        return "DELETE " + name + " FROM " + name + " JOIN " + held + " ON " + sameKey(name, held);
    }

    /**
     * Puts the image's rows in.
     *
     * @param checked whether the rows that they refer to must be there
     */
    String insert(boolean checked) {
        return "SET STATEMENT check_constraint_checks = 0" + (checked ? ", foreign_key_checks = 1" : "")
                + " FOR INSERT INTO " + SqlQuoting.identifier(table) + " (" + names("") + ") SELECT " + names("i.")
                + " FROM " + SqlQuoting.identifier(image) + " AS i";
    }

    private String sameKey() {
        return sameKey("t", "i");
    }

    private String sameKey(String here, String there) {
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

    /**
     * Sums of checksums do not depend on the order of rows. The mode is fixed, because one pads texts, another reads an
     * empty one as NULL.
     */
    private String digest(String before, String from) {
        return digest(columns, before, from);
    }

    /** The same of any columns. */
    static String digest(List<ImageColumn> columns, String before, String from) {
        StringJoiner sums = new StringJoiner(", ");
        columns.forEach(column ->
                sums.add("COALESCE(CRC32(" + column.exact(before + SqlQuoting.identifier(column.name())) + "), '-')"));
        return "SET STATEMENT sql_mode = 'NO_UNSIGNED_SUBTRACTION' FOR SELECT COUNT(*),"
                + " CAST(COALESCE(SUM(CRC32(CONCAT_WS(',', " + sums + "))), 0) AS UNSIGNED) " + from;
    }

    /** What a digest's statement answers. */
    static RowDigest read(String sql, ServerConnection connection) {
        try (Statement statement = connection.driver().createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return new RowDigest(row.getLong(1), row.getLong(2));
            }
        } catch (SQLException e) {
            throw ServerError.translated(e, connection.driver());
        }
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
