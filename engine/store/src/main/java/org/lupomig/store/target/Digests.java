package org.lupomig.store.target;

import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * Number and checksum of a table's rows.
 *
 * <p>{@code CHECKSUM TABLE} adds up the checksums of the rows, so that their order does not count; it does not commit,
 * and within a transaction it sees what {@code COUNT(*)} saw. {@code EXTENDED}, because a checksum that an engine keeps
 * by itself is another number.
 */
final class Digests {
    private Digests() {}

    /** Both, in the transaction that is open. */
    static RowDigest of(ServerConnection connection, ObjectName table) {
        String name = SqlQuoting.identifier(table);
        long rows = connection.one("SELECT COUNT(*) FROM " + name, (row, ctx) -> row.getLong(1));
        return new RowDigest(rows, checksum(connection, table));
    }

    /** The checksum alone. */
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
