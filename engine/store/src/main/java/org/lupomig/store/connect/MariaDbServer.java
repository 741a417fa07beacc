package org.lupomig.store.connect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.store.StoreMessage;
import org.mariadb.jdbc.Driver;

/**
 * A MariaDB server that answered: makes connections to it, and keeps those that only read.
 *
 * <p>Thread-safe; the connections that it gives are not.
 */
public final class MariaDbServer implements AutoCloseable {
    private final MariaDbAddress address;
    private final String version;
    private final ConcurrentLinkedDeque<ServerConnection> readers = new ConcurrentLinkedDeque<>();
    private volatile @Nullable ServerLimits limits;

    private MariaDbServer(MariaDbAddress address, String version, ServerConnection first) {
        this.address = address;
        this.version = version;
        readers.add(first);
    }

    /** Reaches for the server; the connection made for it is kept for reading. */
    public static Connecting connect(MariaDbAddress address) {
        try {
            Connection connection = connection(address, SessionSettings.READER, null);
            var meta = connection.getMetaData();
            String product = meta.getDatabaseProductName();
            String version = meta.getDatabaseProductVersion();
            Problem problem = null;
            if (!product.equals("MariaDB")) {
                problem = Problem.of(StoreMessage.NOT_MARIADB, address.display(), product + " " + version);
            } else if (meta.getDatabaseMajorVersion() * 1000 + meta.getDatabaseMinorVersion() < 10_006) {
                problem = Problem.of(StoreMessage.SERVER_TOO_OLD, address.display(), version);
            }
            if (problem != null) {
                connection.close();
                return new Connecting.Failed(problem);
            }
            return new Connecting.Connected(
                    new MariaDbServer(address, version, wrapped(connection, Integer.MAX_VALUE)));
        } catch (SQLException e) {
            return new Connecting.Failed(ConnectFailure.of(address, e));
        }
    }

    /** Where it is. */
    public MariaDbAddress address() {
        return address;
    }

    /** What it calls its version, such as {@code 10.11.19-MariaDB}. */
    public String version() {
        return version;
    }

    /**
     * A new connection.
     *
     * @throws ConnectionLost where the server no longer answers
     */
    public ServerConnection open(SessionSettings settings) {
        ServerLimits known = limits;
        if (known == null && settings != SessionSettings.READER) {
            known = reading(ServerLimits::of);
            limits = known;
        }
        try {
            return wrapped(connection(address, settings, known), known == null ? Integer.MAX_VALUE : known.packet());
        } catch (SQLException e) {
            throw new ConnectionLost(ConnectFailure.of(address, e).message(), e);
        }
    }

    /**
     * Reads over a connection that reads only, which goes back to the others afterwards. A kept one may have died
     * meanwhile, with a restart of the server: the reading is then done once more over a new one.
     */
    public <T> T reading(Function<ServerConnection, T> work) {
        ServerConnection kept = readers.pollFirst();
        if (kept != null) {
            try {
                return reading(kept, work);
            } catch (ConnectionLost e) {
                drop();
            }
        }
        return reading(open(SessionSettings.READER), work);
    }

    /** Closes what it keeps; connections that it gave are their takers' own. */
    @Override
    public void close() {
        drop();
    }

    private <T> T reading(ServerConnection reader, Function<ServerConnection, T> work) {
        boolean fine = false;
        try {
            T result = work.apply(reader);
            fine = true;
            return result;
        } finally {
            if (fine || !reader.closed()) {
                readers.addFirst(reader);
            }
        }
    }

    private void drop() {
        for (ServerConnection reader = readers.poll(); reader != null; reader = readers.poll()) {
            reader.close();
        }
    }

    private static Connection connection(
            MariaDbAddress address, SessionSettings settings, @Nullable ServerLimits limits) throws SQLException {
        var properties = new Properties();
        properties.setProperty("connectTimeout", "10000");
        for (Map.Entry<String, String> option : address.options().entrySet()) {
            properties.setProperty(option.getKey(), option.getValue());
        }
        if (address.user() != null) {
            properties.setProperty("user", address.user());
        }
        if (address.password() != null) {
            properties.setProperty("password", address.password());
        }
        properties.setProperty("autocommit", settings.autocommit() ? "true" : "false");
        properties.setProperty("transactionIsolation", "REPEATABLE_READ");
        properties.setProperty("sessionVariables", settings.variables() + (limits == null ? "" : limits.variables()));
        // the driver would make every session strict, and the author's statements mean something else
        properties.setProperty("jdbcCompliantTruncation", "false");
        properties.setProperty("allowMultiQueries", "false");
        properties.setProperty("allowLocalInfile", "false");
        properties.setProperty("useServerPrepStmts", "false");
        properties.setProperty("socketTimeout", "0");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("dumpQueriesOnException", "false");
        String schema = address.schema() == null ? "" : address.schema();
        Connection connection = new Driver().connect("jdbc:mariadb://" + address.display() + "/" + schema, properties);
        if (connection == null) {
            throw new IllegalStateException("the driver does not take " + address);
        }
        return connection;
    }

    private static ServerConnection wrapped(Connection connection, int packet) throws SQLException {
        Jdbi jdbi = Jdbi.create(() -> connection);
        jdbi.getConfig(SqlStatements.class).setSqlParser(new PositionalSql()).setTemplateEngine(TemplateEngine.NOP);
        // a connection that holds a lock has no autocommit, and is closed while the server rolls back what was open
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        Handle handle = jdbi.open();
        long id = connection.unwrap(org.mariadb.jdbc.Connection.class).getThreadId();
        return new ServerConnection(handle, id, packet);
    }
}
