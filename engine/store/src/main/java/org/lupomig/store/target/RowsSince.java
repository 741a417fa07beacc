package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.RowImage.Extent;
import org.lupomig.store.connect.ServerConnection;

/**
 * The rows that one statement changed, as they would be if the rows of all statements that came after it were back: of
 * each, the first of these statements' images that has its key tells what it was, and the table where none has. Nothing
 * is changed for that.
 */
final class RowsSince {
    private final RowSql rows;
    private final RowDigest left;
    private final List<RowSql> since = new ArrayList<>();

    /**
     * Reads what they are over {@code reader}.
     *
     * @param later of the same table, in the order of their statements
     */
    RowsSince(RowImage.Kept kept, List<RowImage.Kept> later, ServerConnection reader) {
        rows = RowTransactions.statements(kept, reader, "");
        left = kept.left().rows();
        for (RowImage.Kept each : later) {
            boolean any =
                    each.image().extent() != Extent.ADDED || each.left().rows().rows() > 0;
            if (any) {
                since.add(RowTransactions.statements(each, reader, Integer.toString(since.size())));
            }
        }
    }

    /** Their number and digest. */
    RowDigest digest(ServerConnection connection) {
        if (!rows.tellsApart()) {
            return left;
        }
        List<String> parts = new ArrayList<>();
        List<RowSql> earlier = new ArrayList<>();
        String last = SqlQuoting.identifier(rows.table());
        for (RowSql each : since) {
            if (each.extent() == Extent.WHOLE) {
                // all that came before is in it
                last = SqlQuoting.identifier(each.image());
                break;
            }
            if (each.extent() != Extent.ADDED) {
                parts.add(part(SqlQuoting.identifier(each.image()), earlier));
            }
            earlier.add(each);
        }
        parts.add(part(last, earlier));
        return Digests.read(Digests.sum(parts), connection);
    }

    private String part(String from, List<RowSql> earlier) {
        StringJoiner where = new StringJoiner(" AND ", " WHERE ", "");
        where.add(rows.has("r"));
        earlier.forEach(each -> where.add("NOT " + each.has("r")));
        return Digests.counts(rows.columns(), "r.") + " FROM " + from + " AS r" + where;
    }
}
