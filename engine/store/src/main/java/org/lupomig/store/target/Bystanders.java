package org.lupomig.store.target;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * Who stands in the way of a lock. Where the server tells who holds which table (its plugin METADATA_LOCK_INFO, or the
 * performance schema with the instrument for metadata locks), these; else, as candidates, those that have a transaction
 * open, or a statement under way, the oldest first.
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
    private static final String BY_PLUGIN = "SELECT m.THREAD_ID, CONCAT(m.TABLE_SCHEMA, '.', m.TABLE_NAME)"
            + " FROM information_schema.METADATA_LOCK_INFO m WHERE m.LOCK_TYPE = 'Table metadata lock'";
    private static final String BY_PERFORMANCE_SCHEMA = "SELECT t.PROCESSLIST_ID,"
            + " CONCAT(m.OBJECT_SCHEMA, '.', m.OBJECT_NAME) FROM performance_schema.metadata_locks m"
            + " JOIN performance_schema.threads t ON t.THREAD_ID = m.OWNER_THREAD_ID WHERE m.OBJECT_TYPE = 'TABLE'"
            + " AND m.LOCK_STATUS = 'GRANTED' AND m.OBJECT_SCHEMA NOT IN ('performance_schema', 'information_schema')"
            + " AND t.PROCESSLIST_ID IS NOT NULL";

    private Bystanders() {}

    /**
     * Who they are, a noun phrase; empty where nothing can be said.
     *
     * @param waiting the connection that has waited
     * @param sql what it has sent, empty where that is not known: those count that hold a table that it names
     */
    static String of(MariaDbServer server, long waiting, String sql) {
        try {
            return server.reading(reader -> of(reader, waiting, sql));
        } catch (ConnectionLost | ServerRefused e) {
            return "";
        }
    }

    private static String of(ServerConnection reader, long waiting, String sql) {
        Map<Long, List<String>> held = held(reader, sql);
        List<Session> sessions = sessions(reader, waiting);
        List<String> holders = sessions.stream()
                .filter(session -> held.containsKey(session.id()))
                .limit(MOST)
                .map(session -> session.named() + ", which holds "
                        + String.join(" and ", held.getOrDefault(session.id(), List.of())) + session.does())
                .toList();
        if (!holders.isEmpty()) {
            return String.join(", and ", holders);
        }
        List<String> candidates = sessions.stream()
                .filter(session -> session.transaction() != null || !session.idles())
                .limit(MOST)
                .map(session -> session.named() + session.does())
                .toList();
        return candidates.isEmpty() ? "" : "perhaps " + String.join(", or ", candidates);
    }

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

    /** Tables that are held, by connection; of those that the statement names, where any is. */
    private static Map<Long, List<String>> held(ServerConnection reader, String sql) {
        Map<Long, List<String>> held = held(reader, BY_PLUGIN, sql);
        return held.isEmpty() ? held(reader, BY_PERFORMANCE_SCHEMA, sql) : held;
    }

    private static Map<Long, List<String>> held(ServerConnection reader, String question, String sql) {
        Map<Long, List<String>> held = new LinkedHashMap<>();
        try {
            reader.list(question, (row, ctx) -> {
                String table = row.getString(2);
                if (names(sql, table)) {
                    List<String> tables = held.computeIfAbsent(row.getLong(1), id -> new ArrayList<>());
                    if (!tables.contains(table) && tables.size() < MOST) {
                        tables.add(table);
                    }
                }
                return table;
            });
        } catch (ServerRefused e) {
            // it has no such table, or shows it to others only
            return Map.of();
        }
        return held;
    }

    private static boolean names(String sql, String table) {
        if (sql.isEmpty()) {
            return true;
        }
        String name = table.substring(table.indexOf('.') + 1);
        return Pattern.compile("(?<![\\w$])" + Pattern.quote(name.toLowerCase(Locale.ROOT)) + "(?![\\w$])")
                .matcher(sql.toLowerCase(Locale.ROOT))
                .find();
    }
}
