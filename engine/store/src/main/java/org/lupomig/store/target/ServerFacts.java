package org.lupomig.store.target;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.Existing;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.TableSize;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.port.Target.QueryAnswer;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/** What expectations ask of a server. */
final class ServerFacts implements Target.Facts {
    private static final String OF_TABLE = " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?";

    private final MariaDbServer server;

    ServerFacts(MariaDbServer server) {
        this.server = server;
    }

    @Override
    public long tableCount(String schema) {
        return count(
                "SELECT COUNT(*) FROM information_schema.TABLES"
                        + " WHERE TABLE_SCHEMA = ? AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')",
                schema);
    }

    @Override
    public @Nullable Long rowCount(ObjectName table) {
        return ifThere(() -> count("SELECT COUNT(*) FROM " + SqlQuoting.identifier(table)));
    }

    @Override
    public @Nullable Long columnCount(ObjectName table) {
        long columns = count(
                "SELECT COUNT(*) FROM information_schema.COLUMNS" + OF_TABLE, Catalogue.schemaOf(table), table.name());
        return columns == 0 ? null : columns;
    }

    @Override
    public @Nullable TableSize size(ObjectName table) {
        List<TableSize> sizes = server.reading(reader -> reader.list(
                "SELECT COALESCE(TABLE_ROWS, 0), COALESCE(DATA_LENGTH, 0), COALESCE(ENGINE, '')"
                        + " FROM information_schema.TABLES" + OF_TABLE
                        + " AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')",
                (row, ctx) -> new TableSize(row.getLong(1), row.getLong(2), row.getString(3)),
                Catalogue.schemaOf(table),
                table.name()));
        return sizes.isEmpty() ? null : sizes.get(0);
    }

    @Override
    public boolean tableExists(ObjectName table) {
        return count(
                        "SELECT COUNT(*) FROM information_schema.TABLES" + OF_TABLE + " AND TABLE_TYPE <> 'SEQUENCE'",
                        Catalogue.schemaOf(table),
                        table.name())
                > 0;
    }

    @Override
    public boolean schemaExists(String schema) {
        return count("SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?", schema) > 0;
    }

    @Override
    public Existing existing(Set<String> schemas, Set<ObjectName> objects, Set<ObjectName> withColumns) {
        return server.reading(reader -> new ExistingNames(reader, schemas, objects, withColumns).read());
    }

    @Override
    public @Nullable String checksum(ObjectName table) {
        Long checksum = ifThere(() -> server.reading(reader -> Digests.checksum(reader, table)));
        return checksum == null ? null : Long.toString(checksum);
    }

    @Override
    public QueryAnswer query(String sql, @Nullable String defaultSchema) {
        if (!asks(sql)) {
            return new QueryAnswer.Unusable("only a SELECT can be asked");
        }
        return defaultSchema == null
                ? server.asking(connection -> asked(connection, null, sql))
                : server.askingElsewhere(connection -> asked(connection, defaultSchema, sql));
    }

    private static QueryAnswer asked(ServerConnection connection, @Nullable String schema, String sql) {
        try {
            if (schema != null) {
                connection.update("USE " + SqlQuoting.identifier(schema));
            }
            connection.update("START TRANSACTION READ ONLY");
            return asked(connection, sql);
        } catch (ServerRefused e) {
            return new QueryAnswer.Unusable(sentence(e.code(), String.valueOf(e.getMessage())));
        } finally {
            connection.rollbackQuietly();
        }
    }

    private static QueryAnswer asked(ServerConnection connection, String sql) {
        try (Statement statement = connection.driver().createStatement()) {
            statement.setEscapeProcessing(false);
            // one row more than may be is enough to say so
            statement.setMaxRows(2);
            if (!statement.execute(sql)) {
                return new QueryAnswer.Unusable("it gives no value");
            }
            try (ResultSet rows = statement.getResultSet()) {
                return value(rows);
            }
        } catch (SQLException e) {
            if (ServerError.lost(e, connection.driver())) {
                throw new ConnectionLost(ServerError.text(e), e);
            }
            return new QueryAnswer.Unusable(sentence(e.getErrorCode(), ServerError.text(e)));
        }
    }

    private static QueryAnswer value(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        if (columns != 1) {
            return new QueryAnswer.Unusable("it gives " + columns + " columns");
        }
        if (!rows.next()) {
            return new QueryAnswer.Nothing();
        }
        QueryAnswer answer;
        if (rows.getString(1) == null) {
            answer = new QueryAnswer.Nothing();
        } else {
            answer = switch (rows.getMetaData().getColumnType(1)) {
                case Types.BIT,
                        Types.BOOLEAN,
                        Types.TINYINT,
                        Types.SMALLINT,
                        Types.INTEGER,
                        Types.BIGINT,
                        Types.DECIMAL,
                        Types.NUMERIC,
                        Types.REAL,
                        Types.FLOAT,
                        Types.DOUBLE -> new QueryAnswer.Numeric(rows.getBigDecimal(1));
                default -> new QueryAnswer.Text(rows.getString(1));
            };
        }
        return rows.next() ? new QueryAnswer.Unusable("it gives more than one row") : answer;
    }

    /** Whether a text begins like a question. A read-only transaction still lets SET GLOBAL and KILL pass. */
    private static boolean asks(String sql) {
        String start = sql.stripLeading().toUpperCase(Locale.ROOT);
        return start.startsWith("SELECT")
                || start.startsWith("WITH")
                || start.startsWith("(")
                || start.startsWith("VALUES");
    }

    private static String sentence(int code, String text) {
        return "the server says " + code + " " + text;
    }

    private long count(String sql, Object... values) {
        return server.reading(reader -> reader.one(sql, (row, ctx) -> row.getLong(1), values));
    }

    private static @Nullable Long ifThere(java.util.function.LongSupplier work) {
        try {
            return work.getAsLong();
        } catch (ServerRefused e) {
            if (e.code() == ServerError.NO_SUCH_TABLE || e.code() == ServerError.NO_SUCH_SCHEMA) {
                return null;
            }
            throw e;
        }
    }
}
