package org.lupomig.store.target;

import java.util.List;
import java.util.StringJoiner;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.store.connect.ServerConnection;

/** What an ALTER left of the values that are kept. */
final class KeptValues {
    private KeptValues() {}

    /** Number and digest of them. */
    static RowDigest left(ServerConnection connection, ObjectName table, KeptColumns kept) {
        return Digests.read(new KeptSql(table, kept).left(columns(connection, table, kept)), connection);
    }

    /**
     * What they would be if nobody had changed any since, where the answer to the statement was never heard: the values
     * in the image are converted once more, into a table that only this connection sees.
     */
    static RowDigest expected(ServerConnection connection, ObjectName table, KeptColumns kept) {
        String made = SqlQuoting.identifier(new ObjectName(kept.image().schema(), "lupomig_left"));
        List<ImageColumn> columns = columns(connection, table, kept);
        connection.update("DROP TEMPORARY TABLE IF EXISTS " + made);
        if (kept.whole()) {
            connection.update("SET STATEMENT sql_mode = '' FOR CREATE TEMPORARY TABLE " + made + " LIKE "
                    + SqlQuoting.identifier(table));
        } else {
            StringJoiner elements = new StringJoiner(", ");
            columns.forEach(column -> elements.add(column.definition(false)));
            connection.update("SET STATEMENT sql_mode = '' FOR CREATE TEMPORARY TABLE " + made + " (" + elements
                    + ") ENGINE=InnoDB");
        }
        try {
            List<ImageColumn> image = ImageColumn.of(kept.image(), connection);
            List<ImageColumn> common = columns.stream()
                    .filter(column -> !kept.whole()
                            || image.stream().anyMatch(own -> own.name().equalsIgnoreCase(column.name())))
                    .toList();
            connection.update(new KeptSql(table, kept).converted(made, common));
            return Digests.read(Digests.sql(columns, "", "FROM " + made), connection);
        } finally {
            if (!connection.closed()) {
                connection.update("DROP TEMPORARY TABLE IF EXISTS " + made);
            }
        }
    }

    private static List<ImageColumn> columns(ServerConnection connection, ObjectName table, KeptColumns kept) {
        return kept.whole() ? ImageColumn.of(table, connection) : ImageColumn.after(table, kept, connection);
    }

    /** Whether rows are gone by the key of what is kept, and others have come. */
    static boolean keysMoved(ServerConnection connection, ObjectName table, KeptColumns kept) {
        if (kept.whole() || !kept.partitions().isEmpty()) {
            return false;
        }
        KeptSql sql = new KeptSql(table, kept);
        return connection.first(sql.gone(), (row, ctx) -> 1) != null
                && connection.first(sql.come(), (row, ctx) -> 1) != null;
    }
}
