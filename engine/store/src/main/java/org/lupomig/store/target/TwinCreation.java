package org.lupomig.store.target;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation.CreateTwin;
import org.lupomig.orchestrator.port.TargetOperation.TakeDefaults;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * Makes a table, or the defaults of a schema, as an author's session would have made it: under its {@code sql_mode},
 * and a table with the defaults of the schema that it was meant for. The held schema takes those on; nothing else is
 * ever created in it, so that they matter to nobody.
 */
final class TwinCreation {
    private final ServerConnection connection;
    private final String heldSchema;
    private final SessionContext own;

    /**
     * Over a session's connection.
     *
     * @param own the session's settings, which it has again afterwards
     */
    TwinCreation(ServerConnection connection, String heldSchema, SessionContext own) {
        this.connection = connection;
        this.heldSchema = heldSchema;
        this.own = own;
    }

    StatementOutcome send(CreateTwin twin) {
        String defaults = defaults(twin.schema());
        if (defaults != null && !defaults.equals(defaults(heldSchema))) {
            takeOn(defaults);
        }
        return as(twin.context(), () -> Answer.to(twin.sql(), connection));
    }

    StatementOutcome send(TakeDefaults take) {
        return as(take.context(), () -> {
            StatementOutcome outcome = new StatementOutcome.Accepted(0, List.of());
            for (String sql : take.statements()) {
                if (outcome instanceof StatementOutcome.Accepted) {
                    outcome = Answer.to(sql, connection);
                }
            }
            return outcome;
        });
    }

    /** Under the settings of another session. */
    private StatementOutcome as(String context, Supplier<StatementOutcome> work) {
        Map<String, String> other = own.otherwise(context);
        try {
            other.forEach(this::set);
            return work.get();
        } finally {
            if (!connection.closed()) {
                other.keySet().forEach(name -> set(name, own.making().get(name)));
            }
        }
    }

    private void set(String name, @Nullable String value) {
        boolean number = "0".equals(value) || "1".equals(value);
        connection.update("SET " + name + " = ?", number ? Integer.valueOf(String.valueOf(value)) : value);
    }

    private @Nullable String defaults(String schema) {
        return connection.first(
                "SELECT DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA"
                        + " WHERE SCHEMA_NAME = ?",
                (row, ctx) -> " DEFAULT CHARACTER SET " + row.getString(1) + " COLLATE " + row.getString(2),
                schema);
    }

    private void takeOn(String defaults) {
        try {
            connection.update("ALTER SCHEMA " + SqlQuoting.identifier(heldSchema) + defaults);
        } catch (ServerRefused e) {
            if (e.code() != ServerError.SCHEMA_DENIED) {
                throw e;
            }
            // then a table with defaults is another one, and a person has to look
        }
    }
}
