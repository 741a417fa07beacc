package org.lupomig.store.target;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * Number and digest of rows: the sum, in whatever order they come, of half an MD5 of each.
 *
 * <p>In the text that is hashed every value has its column's place before it and a comma behind it, and NULL is left
 * out: two rows have one text only where they have the same values. {@code CHECKSUM TABLE} has no borders between
 * values, and a sum of CRCs often stays as it is where two rows exchange some.
 */
final class Digests {
    /** The mode is fixed, because one pads texts, another reads an empty one as NULL. */
    static final String MODE = "SET STATEMENT sql_mode = 'NO_UNSIGNED_SUBTRACTION' FOR ";

    /** More than all hashes of a table make, and little enough to be summed up: of a row that has none. */
    private static final BigDecimal NONE = new BigDecimal("1e40");

    /** A prime just below 2^63: a change that as many rows share as you like does not vanish in the remainder. */
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(63).subtract(BigInteger.valueOf(25));

    private Digests() {}

    /** All rows of a table, as the transaction that is open sees them. */
    static RowDigest of(ServerConnection connection, ObjectName table) {
        hold(connection, table);
        return read(all(connection, table), connection);
    }

    /**
     * From here on nobody changes the table's columns until the transaction ends. All that it has may be read: of
     * columns that may not be, the server would say nothing.
     */
    static void hold(ServerConnection connection, ObjectName table) {
        RowSql.texts("SELECT * " + from(table) + " LIMIT 0", connection);
    }

    /**
     * What is known of a table that is {@link #hold held}.
     *
     * @param empty whether it has no rows, as the transaction that is open sees it; false where nobody has looked
     * @param all the statement for all its rows
     */
    record Held(boolean empty, String all) {}

    /** Holds a table and looks at it in one question: it is held before its columns are looked up. */
    static Held held(ServerConnection connection, ObjectName table) {
        boolean[] empty = {false};
        String some = "(SELECT COUNT(*) FROM (SELECT * " + from(table) + " LIMIT 1) AS some)";
        List<ImageColumn> columns = ImageColumn.with(some, table, connection, (row, ctx) -> {
            empty[0] = row.getInt(6) == 0;
            return ImageColumn.read(row);
        });
        return new Held(empty[0], sql(columns, "", from(table)));
    }

    /** The same with no look at its rows: those are seen as they are when they are counted, and locked by it. */
    static Held heldUnseen(ServerConnection connection, ObjectName table) {
        hold(connection, table);
        return new Held(false, all(connection, table) + " FOR UPDATE");
    }

    /** The statement for all rows of a table that is held. */
    static String all(ServerConnection connection, ObjectName table) {
        return sql(ImageColumn.of(table, connection), "", from(table));
    }

    private static String from(ObjectName table) {
        return "FROM " + SqlQuoting.identifier(table);
    }

    /**
     * The statement for some columns.
     *
     * @param before what stands before the columns' names
     */
    static String sql(List<ImageColumn> columns, String before, String from) {
        return MODE + "SELECT " + counts(columns, before) + " " + from;
    }

    /** The digest of the rows of several queries, which ask for {@link #counts}. */
    static String sum(List<String> queries) {
        StringJoiner all = new StringJoiner(" UNION ALL ");
        queries.forEach(all::add);
        return MODE + "SELECT SUM(n), SUM(c) FROM (" + all + ") AS d";
    }

    private static String counts(List<ImageColumn> columns, String before) {
        return counts(columns, column -> column.exact(before + SqlQuoting.identifier(column.name())));
    }

    /**
     * Number and sum, as a query asks for them.
     *
     * @param exact the value of a column, as {@link ImageColumn#exact} has it
     */
    static String counts(List<ImageColumn> columns, Function<ImageColumn, String> exact) {
        StringJoiner values = new StringJoiner(", ");
        // signs as bytes: a text's would be those of the session's character set
        values.add(bytes(",")).add(bytes(""));
        for (int i = 0; i < columns.size(); i++) {
            values.add("CONCAT(" + bytes(i + ":") + ", " + exact.apply(columns.get(i)) + ")");
        }
        String hash = ImageColumn.hash("CONCAT_WS(" + values + ")");
        return "COUNT(*) AS n, COALESCE(SUM(COALESCE(CAST(CONV(LEFT(" + hash + ", 16), 16, 10) AS UNSIGNED), "
                + NONE.toPlainString() + ")), 0) AS c";
    }

    private static String bytes(String signs) {
        return "X'" + HexFormat.of().formatHex(signs.getBytes(StandardCharsets.US_ASCII)) + "'";
    }

    /** What such a statement answers. */
    static RowDigest read(String sql, ServerConnection connection) {
        try (Statement statement = connection.driver().createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                BigDecimal sum = row.getBigDecimal(2);
                if (sum.compareTo(NONE) >= 0) {
                    throw new ServerRefused(
                            0,
                            "HY000",
                            "the values of a row are longer together than max_allowed_packet",
                            new IllegalStateException("a row has no hash"));
                }
                return new RowDigest(
                        row.getLong(1), sum.toBigInteger().mod(MODULUS).longValueExact());
            }
        } catch (SQLException e) {
            throw ServerError.translated(e, connection.driver());
        }
    }

    /** The server's own checksum of a table, as an author who asks for it gets it. */
    static long checksum(ServerConnection connection, ObjectName table) {
        // the server answers NULL, and a warning, for what is not there or has no rows to add up
        long checksum = connection.one("CHECKSUM TABLE " + SqlQuoting.identifier(table) + " EXTENDED", (row, ctx) -> {
            long sum = row.getLong(2);
            return row.wasNull() ? -1L : sum;
        });
        if (checksum < 0) {
            throw new ServerRefused(
                    ServerError.NO_SUCH_TABLE,
                    "42S02",
                    "no checksum can be made of " + table,
                    new IllegalStateException("CHECKSUM TABLE answered NULL"));
        }
        return checksum;
    }
}
