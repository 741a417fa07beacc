package org.lupomig.store.scratch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table as a number and sums of their SHA-256, whatever their order. Made here and not by the server, and
 * so by other means than the engine's own digests.
 */
final class RowSum {
    private static final String COLUMN = "values of column ";
    private static final String SUM = " with sum ";

    private final MessageDigest sha;
    private final List<String> columns;
    private final long[] whole = new long[4];
    private final long[] each;
    private long rows;

    RowSum(List<String> columns) {
        this.columns = List.copyOf(columns);
        this.each = new long[columns.size()];
        try {
            this.sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds the row at which the cursor stands. */
    void add(ResultSet row) throws SQLException {
        ByteBuffer digests = ByteBuffer.allocate(32 * each.length);
        for (int i = 0; i < each.length; i++) {
            byte[] digest = sha.digest(bytes(row.getString(i + 1)));
            each[i] += ByteBuffer.wrap(digest).getLong();
            digests.put(digest);
        }
        ByteBuffer digest = ByteBuffer.wrap(sha.digest(digests.array()));
        for (int i = 0; i < whole.length; i++) {
            whole[i] += digest.getLong();
        }
        rows++;
    }

    /** NULL is told from the empty text. */
    private static byte[] bytes(@Nullable String value) {
        return value == null ? new byte[0] : ("=" + value).getBytes(StandardCharsets.UTF_8);
    }

    /** How many there are. */
    String number() {
        return rows == 1 ? "1 row" : rows + " rows";
    }

    /** All of it, one line for the number, one for each column and one for the rows as wholes. */
    String text() {
        StringBuilder out = new StringBuilder(number());
        for (int i = 0; i < each.length; i++) {
            out.append('\n').append(COLUMN).append(columns.get(i)).append(SUM).append(Long.toHexString(each[i]));
        }
        out.append("\nrows").append(SUM);
        for (long part : whole) {
            out.append(Long.toHexString(part));
        }
        return out.toString();
    }

    /** The column that a line of {@link #text} is of, if of any. */
    static List<String> columnOf(String line) {
        return line.startsWith(COLUMN) ? List.of(line.substring(COLUMN.length(), line.lastIndexOf(SUM))) : List.of();
    }
}
