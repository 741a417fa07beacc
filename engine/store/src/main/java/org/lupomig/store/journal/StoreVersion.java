package org.lupomig.store.journal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Version;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.StorePlan;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.StoreState;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/** Reads, and where it is missing writes, the version of a store. */
final class StoreVersion {
    /** No schema's key: schemas have theirs behind a word. */
    private static final String KEY = RowKey.of("store");

    private final ServerConnection connection;
    private final StoreSchemas schemas;

    StoreVersion(ServerConnection connection, StoreSchemas schemas) {
        this.connection = connection;
        this.schemas = schemas;
    }

    /** What there is. Where all tables are there and no version is, it is written. */
    StoreState state() {
        Version found = read();
        if (found != null) {
            int order = found.compareTo(StorePlan.VERSION);
            return order == 0
                    ? new StoreState.Ready(found)
                    : order < 0 ? new StoreState.Older(found) : new StoreState.Newer(found);
        }
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            return new StoreState.Missing(missing);
        }
        write();
        return new StoreState.Ready(StorePlan.VERSION);
    }

    private @Nullable Version read() {
        try {
            String text = connection.first(
                    "SELECT version_string FROM " + table() + " WHERE schema_key = ?",
                    (row, ctx) -> row.getString(1),
                    KEY);
            return text == null ? null : new Version(text);
        } catch (ServerRefused e) {
            return switch (e.code()) {
                case ServerError.NO_SUCH_SCHEMA,
                        ServerError.NO_SUCH_TABLE,
                        ServerError.SCHEMA_DENIED,
                        ServerError.TABLE_DENIED -> null;
                default -> throw e;
            };
        }
    }

    private List<String> missing() {
        Set<String> there = new HashSet<>(connection.list(
                "SELECT CONCAT(TABLE_SCHEMA, '.', TABLE_NAME) FROM information_schema.TABLES"
                        + " WHERE TABLE_SCHEMA IN (?, ?)",
                (row, ctx) -> row.getString(1),
                schemas.orchestration(),
                schemas.ephemeral()));
        var missing = new ArrayList<String>();
        for (String table : StorePlan.EPHEMERAL_TABLES) {
            add(missing, there, schemas.ephemeral() + "." + table);
        }
        for (String table : StorePlan.ORCHESTRATION_TABLES) {
            add(missing, there, schemas.orchestration() + "." + table);
        }
        missing.sort(null);
        return missing;
    }

    private static void add(List<String> missing, Set<String> there, String table) {
        if (!there.contains(table)) {
            missing.add(table);
        }
    }

    /** Writes the version that this program makes. */
    void write() {
        String version = StorePlan.VERSION.text();
        connection.update(
                "INSERT INTO " + table()
                        + " (schema_key, schema_name, version_string, version_number, table_count, last_migration,"
                        + " created_ymdhis, updated_ymdhis)"
                        + " VALUES (?, ?, ?, ?, ?, ?, UTC_TIMESTAMP() + 0, UTC_TIMESTAMP() + 0)"
                        + " ON DUPLICATE KEY UPDATE version_string = VALUES(version_string),"
                        + " version_number = VALUES(version_number), updated_ymdhis = VALUES(updated_ymdhis)",
                KEY,
                schemas.orchestration(),
                version,
                WriteRows.number(version),
                StorePlan.ORCHESTRATION_TABLES.size(),
                StorePlan.NAME);
    }

    private String table() {
        return StoreTable.in(schemas.orchestration(), "lupo_schema_versions");
    }
}
