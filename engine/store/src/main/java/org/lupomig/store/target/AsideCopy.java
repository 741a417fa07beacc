package org.lupomig.store.target;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.store.connect.ServerConnection;

/**
 * Copies columns, or whole rows, that are about to go, under the lock under which they go: nobody writes anything in
 * between that would go without being in the copy. What an earlier try has copied goes for that, as long as what it
 * copied is there.
 */
final class AsideCopy {
    private AsideCopy() {}

    /**
     * Fills the table for it. Both tables are locked.
     *
     * @param aside what of the rows is copied
     * @return why it could not be filled; null where all of it is there
     */
    static @Nullable StatementOutcome fill(ServerConnection connection, ObjectName table, KeptColumns aside) {
        List<ImageColumn> copies = ImageColumn.of(aside.image(), connection);
        List<ImageColumn> copied =
                aside.whole() ? ImageColumn.of(table, connection) : ImageColumn.before(table, aside, connection);
        if (copied.size() != copies.size()) {
            return StatementOutcome.Refused.overtaken(table + " has other columns now");
        }
        KeptSql sql = new KeptSql(table, aside);
        if (isFilled(connection, aside)) {
            connection.update(sql.clear());
        }
        StatementOutcome filled = Answer.to(sql.fill(copies), connection);
        return filled instanceof StatementOutcome.Accepted ? null : filled;
    }

    /** Whether an earlier try has: an account that may not delete there can do without. */
    private static boolean isFilled(ServerConnection connection, KeptColumns aside) {
        String any = "SELECT 1 FROM " + SqlQuoting.identifier(aside.image()) + " LIMIT 1";
        return connection.first(any, (rows, ctx) -> 1) != null;
    }
}
