package org.lupomig.store.target;

import java.util.List;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * Who may stand in the way of a lock: the server does not say who holds one, so those are named that have a transaction
 * open, or a statement under way, the oldest first. What they are sending is not repeated: it may hold secrets.
 */
final class Bystanders {
    private static final String COLUMNS = "SELECT p.ID, p.USER, p.HOST, ";
    private static final String OTHERS =
            " p.ID NOT IN (CONNECTION_ID(), ?) AND p.COMMAND NOT IN ('Daemon', 'Binlog Dump', 'Slave_SQL', 'Slave_IO')";
    private static final String WITH_TRANSACTIONS = COLUMNS
            + "TIMESTAMPDIFF(SECOND, t.trx_started, NOW()), t.trx_started IS NULL FROM information_schema.PROCESSLIST p"
            + " LEFT JOIN information_schema.INNODB_TRX t ON t.trx_mysql_thread_id = p.ID WHERE" + OTHERS
            + " AND (t.trx_started IS NOT NULL OR p.COMMAND <> 'Sleep') ORDER BY 4 DESC, 1 LIMIT 3";
    private static final String STATEMENTS = COLUMNS + "p.TIME, TRUE FROM information_schema.PROCESSLIST p WHERE"
            + OTHERS + " AND p.COMMAND <> 'Sleep' ORDER BY 4 DESC, 1 LIMIT 3";

    private Bystanders() {}

    /** Who they are, a noun phrase; empty where nothing can be said. */
    static String of(MariaDbServer server, long waiting) {
        try {
            List<String> named = server.reading(reader -> named(reader, waiting));
            return String.join(", or ", named);
        } catch (ConnectionLost | ServerRefused e) {
            return "";
        }
    }

    private static List<String> named(ServerConnection reader, long waiting) {
        try {
            return named(reader, WITH_TRANSACTIONS, waiting);
        } catch (ServerRefused e) {
            if (e.code() == ServerError.RIGHT_MISSING) {
                return named(reader, STATEMENTS, waiting);
            }
            throw e;
        }
    }

    private static List<String> named(ServerConnection reader, String sql, long waiting) {
        return reader.list(
                sql,
                (row, ctx) -> "connection " + row.getLong(1) + " of " + row.getString(2) + " from " + row.getString(3)
                        + ", " + (row.getBoolean(5) ? "busy" : "in a transaction for " + row.getLong(4) + " s"),
                waiting);
    }
}
