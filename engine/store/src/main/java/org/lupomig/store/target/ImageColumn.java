package org.lupomig.store.target;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.AlteredColumns;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.store.connect.ServerConnection;

/**
 * A column that is stored, as its image has it.
 *
 * @param type as it is written in a definition
 * @param base the type's own word, in lower case
 * @param charset null for what is no text
 */
record ImageColumn(
        String name,
        String type,
        String base,
        @Nullable String charset,
        @Nullable String collation) {
    /** The empty text among the members of a type. */
    private static final Pattern NO_SIGN = Pattern.compile("[(,]''[,)]");

    /** Those of a table, in their order; those that are computed from others are left out. */
    static List<ImageColumn> of(ObjectName table, ServerConnection reader) {
        return with("NULL", table, reader, (row, ctx) -> read(row));
    }

    /**
     * The same with something more that is asked with each of them.
     *
     * @param more an expression, in which no column of the catalogue is named
     * @param mapper has that as the sixth column
     */
    static <T> List<T> with(String more, ObjectName table, ServerConnection reader, RowMapper<T> mapper) {
        return reader.list(
                "SELECT COLUMN_NAME, COLUMN_TYPE, DATA_TYPE, CHARACTER_SET_NAME, COLLATION_NAME, " + more
                        + " FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?"
                        + " AND IS_GENERATED = 'NEVER' ORDER BY ORDINAL_POSITION",
                mapper,
                Catalogue.schemaOf(table),
                table.name());
    }

    /** One of the rows that {@link #with} gives. */
    static ImageColumn read(ResultSet row) throws SQLException {
        return new ImageColumn(
                row.getString(1),
                row.getString(2),
                row.getString(3).toLowerCase(Locale.ROOT),
                row.getString(4),
                row.getString(5));
    }

    /** One of the rows that {@link #OF_KEY} gives. */
    static ImageColumn read(@Nullable String[] row) {
        return new ImageColumn(
                String.valueOf(row[0]),
                String.valueOf(row[1]),
                String.valueOf(row[2]).toLowerCase(Locale.ROOT),
                row[3],
                row[4]);
    }

    /** One that a table had before an ALTER. */
    static ImageColumn then(AlteredColumns.Column column) {
        int end = 0;
        while (end < column.type().length()
                && Character.isLetterOrDigit(column.type().charAt(end))) {
            end++;
        }
        return new ImageColumn(
                column.name(),
                column.type(),
                column.type().substring(0, end).toLowerCase(Locale.ROOT),
                column.charset(),
                null);
    }

    /** Those of a table as it is before an ALTER: a key's, and those that it keeps. */
    static List<ImageColumn> before(ObjectName table, KeptColumns kept, ServerConnection reader) {
        List<String> names = new ArrayList<>();
        kept.key().forEach(column -> names.add(column.before()));
        kept.columns().forEach(column -> names.add(column.before()));
        return only(names, of(table, reader));
    }

    /** Those of a table as it is after an ALTER: a key's, and those that it kept and that are still there. */
    static List<ImageColumn> after(ObjectName table, KeptColumns kept, ServerConnection reader) {
        List<String> names = new ArrayList<>();
        kept.key().forEach(column -> names.add(column.after()));
        kept.columns().forEach(column -> names.add(column.after()));
        return only(names, of(table, reader));
    }

    private static List<ImageColumn> only(List<String> names, List<ImageColumn> columns) {
        return columns.stream()
                .filter(column -> names.stream().anyMatch(column.name()::equalsIgnoreCase))
                .toList();
    }

    /**
     * The columns of a table's primary key, as they are in it; a part of a text is all of it here. Without the one in
     * which a versioned table notes when a row ended, which the server puts into the key: of rows that are there it
     * says nothing.
     */
    static List<String> key(ObjectName table, ServerConnection reader) {
        return ofKey(table, reader).stream().map(ImageColumn::name).toList();
    }

    /**
     * Asks for those of a table's primary key, as they are in it, with its name twice. The name is given to both sides
     * and not compared between them: the server would go through all tables that it has for that.
     */
    static final String OF_KEY = "SELECT c.COLUMN_NAME, c.COLUMN_TYPE, c.DATA_TYPE, c.CHARACTER_SET_NAME,"
            + " c.COLLATION_NAME FROM information_schema.STATISTICS s JOIN information_schema.COLUMNS c"
            + " ON c.COLUMN_NAME = s.COLUMN_NAME WHERE s.TABLE_SCHEMA = ? AND s.TABLE_NAME = ?"
            + " AND c.TABLE_SCHEMA = ? AND c.TABLE_NAME = ? AND s.INDEX_NAME = 'PRIMARY'"
            + " AND c.IS_GENERATED = 'NEVER' ORDER BY s.SEQ_IN_INDEX";

    /** Those of a table's primary key, as they are in it. */
    static List<ImageColumn> ofKey(ObjectName table, ServerConnection reader) {
        return reader.list(
                OF_KEY,
                (row, ctx) -> read(row),
                Catalogue.schemaOf(table),
                table.name(),
                Catalogue.schemaOf(table),
                table.name());
    }

    /** Whether two tables have the same columns, as far as values go from one to the other as they are. */
    static boolean alike(List<ImageColumn> some, List<ImageColumn> others) {
        return some.stream()
                .map(ImageColumn::plain)
                .toList()
                .equals(others.stream().map(ImageColumn::plain).toList());
    }

    /** Without notes of the server, such as of the version whose format a time is kept in. */
    private ImageColumn plain() {
        int note = type.indexOf(" /*");
        boolean member = base.equals("enum") || base.equals("set");
        return note < 0 || member ? this : new ImageColumn(name, type.substring(0, note), base, charset, collation);
    }

    /** Its definition in an image: what is not in the key may be NULL there, so that no default is needed. */
    String definition(boolean inKey) {
        String text = charset == null ? "" : " CHARACTER SET " + charset + " COLLATE " + collation;
        return SqlQuoting.identifier(name) + " " + type + text + (inKey ? " NOT NULL" : " NULL");
    }

    /**
     * An expression whose bytes tell any two of its values apart, and no value from what a comma ends; NULL where it is
     * NULL. Nothing of the session is in it but the mode. What may be long comes as a hash: the server answers NULL for
     * a text that it puts together and that is longer than a packet.
     */
    String exact(String column) {
        return switch (base) {
            case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "year", "date", "datetime", "time" ->
                "CAST(" + column + " AS BINARY)";
            // whatever the time zone is
            case "timestamp" -> "CAST(UNIX_TIMESTAMP(" + column + ") AS BINARY)";
            // as a number of single precision it would be written with six digits
            case "float", "double" -> "CAST(" + column + " * 1e0 AS BINARY)";
            case "bit" -> "CAST(CAST(" + column + " AS UNSIGNED) AS BINARY)";
            // an empty text may be a member, or what is none
            case "enum", "set" -> "CONCAT(" + hash(column) + ", CAST(CAST(" + column + " AS UNSIGNED) = 0 AS BINARY))";
            default -> hash(column);
        };
    }

    /**
     * The same of a value that was in this column before an ALTER gave the column another type or character set,
     * without losing any.
     *
     * @param value what it is now
     */
    String exactBefore(String value) {
        return switch (base) {
            case "enum", "set" -> {
                // by its number in a type that it has no more
                String none = NO_SIGN.matcher(type).find() ? "0" : "LENGTH(" + value + ") = 0";
                yield "CONCAT(" + hash(converted(value)) + ", CAST(" + none + " AS BINARY))";
            }
            default -> exact(converted(value));
        };
    }

    /** A value that was in this column before such an ALTER, where that can be written; else as it is now. */
    String converted(String value) {
        String length = type.indexOf('(') < 0 ? "" : type.substring(type.indexOf('('), type.indexOf(')') + 1);
        return switch (base) {
            case "tinyint", "smallint", "mediumint", "int", "bigint" ->
                "CAST(" + value + " AS " + (type.contains("unsigned") ? "UNSIGNED" : "SIGNED") + ")";
            case "decimal", "date", "datetime", "time", "binary" -> "CAST(" + value + " AS " + base + length + ")";
            case "timestamp" -> "CAST(" + value + " AS DATETIME" + length + ")";
            case "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> "CAST(" + value + " AS BINARY)";
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set" ->
                charset == null ? value : "CONVERT(" + value + " USING " + charset + ")";
            default -> value;
        };
    }

    /** A value of a key as people read it. */
    String shown(String column) {
        return switch (base) {
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
                "CONCAT('0x', HEX(" + column + "))";
            case "bit" -> "CAST(" + column + " AS UNSIGNED)";
            default -> column;
        };
    }

    /** Of its bytes, whatever they are; 32 signs that a session's character set does not change. */
    static String hash(String bytes) {
        return "CONVERT(MD5(" + bytes + ") USING ascii)";
    }
}
