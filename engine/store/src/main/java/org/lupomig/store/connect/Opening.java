package org.lupomig.store.connect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.Driver;

/** Makes connections to one server: the driver is told here, and nowhere else, what it may do. */
final class Opening {
    /** On its way from the driver to JDBI. */
    private static final ThreadLocal<Connection> MADE = new ThreadLocal<>();

    private final MariaDbAddress address;

    Opening(MariaDbAddress address) {
        this.address = address;
    }

    /** One for all connections, because making it costs more than connecting does; made when it is first needed. */
    private static final class Shared {
        static final Jdbi JDBI = create();

        private Shared() {}

        private static Jdbi create() {
            Jdbi jdbi = Jdbi.create(MADE::get);
            jdbi.getConfig(SqlStatements.class)
                    .setSqlParser(new PositionalSql())
                    .setTemplateEngine(TemplateEngine.NOP);
            // a connection that holds a lock has no autocommit, and is closed while the server rolls back what was open
            jdbi.getConfig(Handles.class).setForceEndTransactions(false);
            return jdbi;
        }
    }

    /** Has loaded what every connection takes. */
    static void prepare() {
        Objects.requireNonNull(Shared.JDBI, "made by its class");
        try {
            Configuration.parse("jdbc:mariadb://localhost/");
        } catch (SQLException e) {
            throw new IllegalStateException("the driver does not read an address", e);
        }
    }

    /**
     * A new connection.
     *
     * @param limits null where they are not known yet, and matter to nobody
     */
    ServerConnection open(SessionSettings settings, @Nullable ServerLimits limits) throws SQLException {
        Connection connection = connection(settings, limits);
        MADE.set(connection);
        try {
            Handle handle = Shared.JDBI.open();
            long id = connection.unwrap(org.mariadb.jdbc.Connection.class).getThreadId();
            return new ServerConnection(handle, id, limits == null ? Integer.MAX_VALUE : limits.packet());
        } finally {
            MADE.remove();
        }
    }

    private Connection connection(SessionSettings settings, @Nullable ServerLimits limits) throws SQLException {
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
        properties.setProperty(
                "sessionVariables", settings.variables() + (limits == null ? "" : limits.variables(settings)));
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
}
