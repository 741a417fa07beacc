package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Target.OtherSession;
import org.lupomig.orchestrator.port.Target.Others;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * Sessions that are not ours and use some schemas, or any: those that have one of them as their default, or a
 * transaction open that has changed rows, wherever those are: the server does not say. What they are sending is not
 * read: it may hold secrets.
 */
final class OtherSessions {
    private static final String SELECT = "SELECT p.ID, p.USER, p.HOST FROM information_schema.PROCESSLIST p";
    private static final String TRANSACTIONS =
            " LEFT JOIN information_schema.INNODB_TRX t ON t.trx_mysql_thread_id = p.ID";
    private static final String OTHERS = " WHERE p.ID <> CONNECTION_ID()"
            + " AND p.COMMAND NOT IN ('Daemon', 'Binlog Dump', 'Slave_SQL', 'Slave_IO') AND (";

    private OtherSessions() {}

    static Others of(MariaDbServer server, List<String> schemas) {
        String which = schemas.isEmpty()
                ? OTHERS + "p.DB NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')"
                : OTHERS + named(schemas.size());
        List<String> values = new ArrayList<>(schemas);
        values.addAll(schemas);
        return server.reading(reader -> {
            try {
                String sql = SELECT + TRANSACTIONS + which + " OR t.trx_rows_modified > 0) ORDER BY p.ID";
                return new Others(strangers(server, reader, sql, values), true);
            } catch (ServerRefused e) {
                if (e.code() != ServerError.RIGHT_MISSING) {
                    throw e;
                }
                // The account sees its own sessions all the same, and an application may share it.
                return new Others(strangers(server, reader, SELECT + which + ") ORDER BY p.ID", values), false);
            }
        });
    }

    /** By case where the server has a schema for each spelling: the list itself is compared without. */
    private static String named(int schemas) {
        String some = String.join(", ", Collections.nCopies(schemas, "?"));
        return "p.DB IN (" + some + ") AND (@@lower_case_table_names <> 0 OR BINARY p.DB IN (" + some + "))";
    }

    private static List<OtherSession> strangers(
            MariaDbServer server, ServerConnection reader, String sql, List<String> values) {
        List<OtherSession> found = new ArrayList<>(reader.list(
                sql,
                (row, ctx) -> new OtherSession(row.getLong(1), row.getString(2) + "@" + host(row.getString(3))),
                values.toArray()));
        found.removeIf(session -> server.made(session.connection()));
        return found;
    }

    /** Without the port that the client happens to have. */
    private static String host(String address) {
        int port = address.lastIndexOf(':');
        return port < 0 ? address : address.substring(0, port);
    }
}
