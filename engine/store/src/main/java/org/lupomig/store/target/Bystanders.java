package org.lupomig.store.target;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;
import org.lupomig.store.target.WaitedFor.Sure;

/**
 * Who stands in the way of a lock. Where the server tells who holds which table (its plugin METADATA_LOCK_INFO, or the
 * performance schema with the instrument for metadata locks), those that hold what the statement needs for itself;
 * else, as candidates, those that hold what it may have waited for, or have a transaction open, or a statement under
 * way, the oldest first. What this process itself has connected is never among them.
 */
final class Bystanders {
    private static final int MOST = 3;
    private static final String COLUMNS = "SELECT p.ID, p.USER, p.HOST, p.COMMAND, p.TIME, LEFT(p.INFO, 1000), ";
    private static final String OTHERS = " WHERE p.ID NOT IN (CONNECTION_ID(), ?)"
            + " AND p.COMMAND NOT IN ('Daemon', 'Binlog Dump', 'Slave_SQL', 'Slave_IO')";
    private static final String WITH_TRANSACTIONS = COLUMNS
            + "TIMESTAMPDIFF(SECOND, t.trx_started, NOW()) FROM information_schema.PROCESSLIST p"
            + " LEFT JOIN information_schema.INNODB_TRX t ON t.trx_mysql_thread_id = p.ID" + OTHERS;
    private static final String STATEMENTS = COLUMNS + "NULL FROM information_schema.PROCESSLIST p" + OTHERS;
    private static final String ORDER = " ORDER BY 7 DESC, p.TIME DESC, p.ID";
    private static final String BY_PLUGIN = "SELECT m.THREAD_ID, m.TABLE_SCHEMA, m.TABLE_NAME"
            + " FROM information_schema.METADATA_LOCK_INFO m WHERE m.LOCK_TYPE = 'Table metadata lock'";
    private static final String BY_PERFORMANCE_SCHEMA = "SELECT t.PROCESSLIST_ID,"
            + " m.OBJECT_SCHEMA, m.OBJECT_NAME FROM performance_schema.metadata_locks m"
            + " JOIN performance_schema.threads t ON t.THREAD_ID = m.OWNER_THREAD_ID WHERE m.OBJECT_TYPE = 'TABLE'"
            + " AND m.LOCK_STATUS = 'GRANTED' AND m.OBJECT_SCHEMA NOT IN ('performance_schema', 'information_schema')"
            + " AND t.PROCESSLIST_ID IS NOT NULL";

    private Bystanders() {}

    /**
     * Who they are, a noun phrase; empty where nothing can be said.
     *
     * @param waiting the connection that has waited
     * @param what it has sent
     */
    static String of(MariaDbServer server, long waiting, WaitedFor what) {
        try {
            return server.reading(reader -> of(reader, waiting, what, server));
        } catch (ConnectionLost | ServerRefused e) {
            return "";
        }
    }

    private static String of(ServerConnection reader, long waiting, WaitedFor what, MariaDbServer server) {
        List<Held> held = held(reader, what);
        List<Session> sessions = sessions(reader, waiting).stream()
                .filter(session -> !server.made(session.id()))
                .toList();
        List<String> holders = holders(sessions, held, Sure.YES);
        if (!holders.isEmpty()) {
            return String.join(", and ", holders);
        }
        List<String> possible = holders(sessions, held, Sure.PERHAPS);
        if (!possible.isEmpty()) {
            return "perhaps " + String.join(", or ", possible);
        }
        List<String> candidates = sessions.stream()
                .filter(session -> session.transaction() != null || !session.idles())
                .limit(MOST)
                .map(session -> session.named() + session.does())
                .toList();
        return candidates.isEmpty() ? "" : "perhaps " + String.join(", or ", candidates);
    }

    private static List<String> holders(List<Session> sessions, List<Held> held, Sure sure) {
        List<String> holders = new ArrayList<>();
        for (Session session : sessions) {
            List<String> tables = held.stream()
                    .filter(one -> one.by() == session.id() && one.sure() == sure)
                    .map(Held::table)
                    .distinct()
                    .limit(MOST)
                    .toList();
            if (!tables.isEmpty() && holders.size() < MOST) {
                holders.add(session.named() + ", which holds " + String.join(" and ", tables) + session.does());
            }
        }
        return holders;
    }

    /** A table that a session holds, and whether that is what is waited for. */
    private record Held(long by, String table, Sure sure) {}

    /** A session that is there. */
    private record Session(
            long id,
            String user,
            String host,
            boolean idles,
            long seconds,
            String sends,
            @Nullable Long transaction) {
        static Session of(ResultSet row) throws SQLException {
            String transaction = row.getString(7);
            return new Session(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4).equals("Sleep"),
                    row.getLong(5),
                    OthersStatement.shown(row.getString(6)),
                    transaction == null ? null : Long.valueOf(transaction));
        }

        String named() {
            return "connection " + id + " of " + user + " from " + host;
        }

        String does() {
            String open = transaction == null ? "" : ", in a transaction for " + transaction + " s";
            if (idles) {
                return open + ", idle for " + seconds + " s";
            }
            return open
                    + (sends.isEmpty() ? ", busy for " + seconds + " s" : ", busy for " + seconds + " s with " + sends);
        }
    }

    private static List<Session> sessions(ServerConnection reader, long waiting) {
        try {
            return reader.list(WITH_TRANSACTIONS + ORDER, (row, ctx) -> Session.of(row), waiting);
        } catch (ServerRefused e) {
            if (e.code() == ServerError.RIGHT_MISSING) {
                return reader.list(STATEMENTS + ORDER, (row, ctx) -> Session.of(row), waiting);
            }
            throw e;
        }
    }

    /** The tables that are held, of those that may be waited for. */
    private static List<Held> held(ServerConnection reader, WaitedFor what) {
        List<Held> held = held(reader, BY_PLUGIN, what);
        return held.isEmpty() ? held(reader, BY_PERFORMANCE_SCHEMA, what) : held;
    }

    private static List<Held> held(ServerConnection reader, String question, WaitedFor what) {
        try {
            return reader
                    .list(question, (row, ctx) -> {
                        String schema = row.getString(2);
                        String table = row.getString(3);
                        return new Held(row.getLong(1), schema + "." + table, what.isFor(schema, table));
                    })
                    .stream()
                    .filter(one -> one.sure() != Sure.NO)
                    .toList();
        } catch (ServerRefused e) {
            // it has no such table, or shows it to others only
            return List.of();
        }
    }
}
