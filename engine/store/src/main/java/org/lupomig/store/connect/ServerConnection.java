package org.lupomig.store.connect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;

/**
 * One connection, for statements of our own.
 *
 * <p>Values are always bound. Every method throws {@link ConnectionLost} when the connection is gone and
 * {@link ServerRefused} when the server refuses. Not thread-safe.
 */
public final class ServerConnection implements AutoCloseable {
    private final Handle handle;
    private final Connection connection;
    private final long id;
    private final int packet;

    ServerConnection(Handle handle, long id, int packet) {
        this.handle = handle;
        this.connection = handle.getConnection();
        this.id = id;
        this.packet = packet;
    }

    /** The server's number of this connection, which is used again after a restart of the server. */
    public long id() {
        return id;
    }

    /** The driver's connection, for what is not our own: the author's statements, as they are. */
    public Connection driver() {
        return connection;
    }

    /** The rows of a query. */
    public <T> List<T> list(String sql, RowMapper<T> mapper, @Nullable Object... values) {
        try (var query = bound(handle.createQuery(sql), values)) {
            return query.map(mapper).list();
        } catch (RuntimeException e) {
            throw ServerError.translated(e, connection);
        }
    }

    /**
     * The rows of each of several queries that are sent as one statement, such as a block; those that it did not come
     * to are not among them. All values are texts.
     */
    public List<List<@Nullable String[]>> lists(String sql, String... values) {
        List<List<@Nullable String[]>> lists = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            boolean rows = statement.execute();
            while (rows || statement.getUpdateCount() != -1) {
                if (rows) {
                    lists.add(texts(statement));
                }
                rows = statement.getMoreResults();
            }
        } catch (SQLException e) {
            throw ServerError.translated(e, connection);
        }
        return lists;
    }

    private static List<@Nullable String[]> texts(PreparedStatement statement) throws SQLException {
        List<@Nullable String[]> rows = new ArrayList<>();
        try (ResultSet result = statement.getResultSet()) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                @Nullable String[] row = new @Nullable String[width];
                for (int i = 0; i < width; i++) {
                    row[i] = result.getString(i + 1);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** The first row of a query, or null where it has none. */
    public <T> @Nullable T first(String sql, RowMapper<T> mapper, @Nullable Object... values) {
        List<T> rows = list(sql, mapper, values);
        return rows.isEmpty() ? null : rows.get(0);
    }

    /** The first row of a query that has one. */
    public <T> T one(String sql, RowMapper<T> mapper, @Nullable Object... values) {
        T row = first(sql, mapper, values);
        if (row == null) {
            throw new IllegalStateException("no row: " + sql);
        }
        return row;
    }

    /**
     * Sends a statement that gives no rows.
     *
     * @return rows matched, or inserted
     */
    public int update(String sql, @Nullable Object... values) {
        return sent(
                sql,
                statement -> {
                    statement.execute();
                    return statement.getUpdateCount();
                },
                values);
    }

    /** Sends a block that gives one number, and gives that. */
    public long answered(String sql, @Nullable Object... values) {
        return sent(
                sql,
                statement -> {
                    try (ResultSet rows = statement.executeQuery()) {
                        rows.next();
                        return rows.getLong(1);
                    }
                },
                values);
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T sent(String sql, Work<T> work, @Nullable Object... values) {
        long length = PacketLength.most(sql);
        for (Object value : values) {
            length += value instanceof String text ? PacketLength.most(text) : 24;
        }
        if (length >= packet) {
            length = PacketLength.of(sql);
            for (Object value : values) {
                length += value instanceof String text ? PacketLength.of(text) : 24;
            }
            if (length >= packet) {
                throw tooLong(length);
            }
        }
        // Straight to the driver: it is most of what a run sends, and there is nothing to map.
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                bind(statement, i + 1, values[i]);
            }
            return work.on(statement);
        } catch (SQLException e) {
            throw ServerError.translated(e, connection);
        }
    }

    /** By its type: of anything else the driver asks all that it knows whether they can write it. */
    private static void bind(PreparedStatement statement, int position, @Nullable Object value) throws SQLException {
        if (value instanceof String text) {
            statement.setString(position, text);
        } else if (value instanceof Long number) {
            statement.setLong(position, number);
        } else if (value instanceof Integer number) {
            statement.setInt(position, number);
        } else {
            statement.setObject(position, value);
        }
    }

    /**
     * Whether a statement is longer than the server takes. Sent all the same, it would cost the connection, and with it
     * the knowledge that nothing has happened.
     */
    public boolean tooLong(String sql) {
        return PacketLength.most(sql) >= packet && PacketLength.of(sql) >= packet;
    }

    /** The refusal of what is too long. */
    public ServerRefused tooLong(long length) {
        String text = length + " bytes are more than max_allowed_packet lets pass, which is " + packet;
        return new ServerRefused(ServerError.TOO_LONG, "08S01", text, new IllegalStateException(text));
    }

    /**
     * Commits.
     *
     * @throws ConnectionLost for every error: none of them proves that nothing was made durable, and nothing becomes so
     *     after it
     */
    public void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            rollbackQuietly();
            throw new ConnectionLost("the answer to COMMIT was lost: " + ServerError.text(e), e);
        }
    }

    /** Rolls back what is open, as far as the connection allows: one that is gone is rolled back by the server. */
    public void rollbackQuietly() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            close();
        }
    }

    /** Whether the driver knows the connection to be gone. */
    public boolean closed() {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** Never throws: there is nothing to be done about a connection that does not close. */
    @Override
    public void close() {
        try {
            handle.close();
        } catch (RuntimeException e) {
            // the driver has closed its socket by now
        }
    }

    private static <S extends SqlStatement<S>> S bound(S statement, @Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            // straight to the driver: JDBI's search for an argument factory finds nothing better for texts and numbers
            statement.bind(i, (position, jdbc, ctx) -> bind(jdbc, position, value));
        }
        return statement;
    }
}
