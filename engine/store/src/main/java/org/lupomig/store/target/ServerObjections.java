package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.StoreMessage;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;
import org.lupomig.store.privilege.Grants;
import org.lupomig.store.privilege.Privilege;

/** Finds what speaks against running on a server. What it is and how old was settled when it was reached. */
final class ServerObjections {
    private static final String SETTINGS = "SELECT 'connection', CAST(CONNECTION_ID() AS CHAR)"
            + " UNION ALL SELECT VARIABLE_NAME, VARIABLE_VALUE FROM information_schema.GLOBAL_VARIABLES"
            + " WHERE VARIABLE_NAME IN ('INNODB_FLUSH_LOG_AT_TRX_COMMIT', 'READ_ONLY', 'ENFORCE_STORAGE_ENGINE')"
            + " UNION ALL SELECT VARIABLE_NAME, VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS"
            + " WHERE VARIABLE_NAME IN ('SLAVE_RUNNING', 'SLAVES_RUNNING')";

    private final MariaDbServer server;
    private final StoreSchemas schemas;
    private final List<Problem> found = new ArrayList<>();

    ServerObjections(MariaDbServer server, StoreSchemas schemas) {
        this.server = server;
        this.schemas = schemas;
    }

    List<Problem> find() {
        server.reading(reader -> {
            settings(reader);
            rights(reader);
            return found;
        });
        return List.copyOf(found);
    }

    private void settings(ServerConnection reader) {
        Map<String, String> values = new HashMap<>();
        reader.list(SETTINGS, (row, ctx) -> values.put(row.getString(1).toLowerCase(Locale.ROOT), row.getString(2)));
        found.addAll(judge(values, Long.toString(reader.id()).equals(values.get("connection"))));
    }

    /**
     * What a server's variables and status speak against.
     *
     * @param values by name in lower case; what the server does not know is not there
     * @param ownSession whether the session that answers is the one that the connection was greeted by
     */
    static List<Problem> judge(Map<String, String> values, boolean ownSession) {
        List<Problem> problems = new ArrayList<>();
        String flush = values.get("innodb_flush_log_at_trx_commit");
        if (flush == null) {
            problems.add(Problem.of(StoreMessage.INNODB_MISSING));
        } else if (!flush.equals("1")) {
            problems.add(Problem.of(StoreMessage.DURABILITY_RELAXED, flush));
        }
        String enforced = values.get("enforce_storage_engine");
        if (enforced != null && !enforced.isEmpty() && !enforced.equalsIgnoreCase("InnoDB")) {
            problems.add(Problem.of(StoreMessage.ENGINE_ENFORCED, enforced));
        }
        if (!"OFF".equals(values.getOrDefault("read_only", "OFF"))) {
            problems.add(Problem.of(StoreMessage.SERVER_READ_ONLY));
        }
        if ("ON".equals(values.get("slave_running")) || !"0".equals(values.getOrDefault("slaves_running", "0"))) {
            problems.add(Problem.of(StoreMessage.SERVER_IS_REPLICA));
        }
        if (!ownSession) {
            problems.add(Problem.of(StoreMessage.SESSIONS_SHARED));
        }
        return problems;
    }

    /** Rights that the account's grants do not prove are tried, on no rows: so they count as the server counts them. */
    private void rights(ServerConnection reader) {
        Grants grants = Grants.of(reader);
        String account = grants.account();
        if (!grants.allowEverywhere("PROCESS")
                && answer(reader, "SELECT 1 FROM information_schema.INNODB_TRX LIMIT 1") == ServerError.RIGHT_MISSING) {
            add(StoreMessage.PROCESS_MISSING, account);
        }
        String orchestration = schemas.orchestration();
        store(reader, grants, schemas.ephemeral(), table(schemas.ephemeral(), "lupo_locks"), "fence");
        store(reader, grants, orchestration, table(orchestration, "migration_files"), "retry_count");
    }

    private void store(ServerConnection reader, Grants grants, String schema, String table, String column) {
        Map<Privilege, String> tried = new LinkedHashMap<>();
        tried.put(Privilege.SELECT, "SELECT " + column + " FROM " + table + " WHERE FALSE");
        tried.put(Privilege.UPDATE, "UPDATE " + table + " SET " + column + " = 0 WHERE FALSE");
        tried.put(Privilege.INSERT, "INSERT INTO " + table + " (" + column + ") SELECT 0 FROM DUAL WHERE FALSE");
        if (schema.equals(schemas.ephemeral())) {
            tried.put(Privilege.DELETE, "DELETE FROM " + table + " WHERE FALSE");
        }
        tried.keySet().removeIf(right -> grants.allow(right, schema, null));
        tried.forEach((right, sql) -> {
            switch (answer(reader, sql)) {
                case ServerError.SCHEMA_DENIED, ServerError.TABLE_DENIED, ServerError.COLUMN_DENIED ->
                    add(
                            StoreMessage.STORE_PRIVILEGES_MISSING,
                            grants.account(),
                            right.word(),
                            SqlQuoting.identifier(schema),
                            grants.toGrant(Set.of(right.word()), schema),
                            grants.grantedOn(schema));
                default -> {
                    // allowed; or there is no store yet, and its plan will say what it may not do
                }
            }
        });
    }

    /** The server's error number, 0 where it does not refuse. */
    private static int answer(ServerConnection reader, String sql) {
        try {
            if (sql.startsWith("SELECT")) {
                reader.list(sql, (row, ctx) -> 1);
            } else {
                reader.update(sql);
            }
            return 0;
        } catch (ServerRefused e) {
            return e.code();
        }
    }

    private static String table(String schema, String name) {
        return SqlQuoting.identifier(schema) + "." + SqlQuoting.identifier(name);
    }

    private void add(StoreMessage message, Object... arguments) {
        found.add(Problem.of(message, arguments));
    }
}
