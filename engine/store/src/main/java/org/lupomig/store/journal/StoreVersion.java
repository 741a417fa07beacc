package org.lupomig.store.journal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Version;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.StoreMessage;
import org.lupomig.store.StorePlan;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.StoreState;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;
import org.lupomig.store.privilege.Grants;
import org.lupomig.store.privilege.Privilege;
import org.lupomig.store.report.AlertRecord;

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

    /**
     * What there is. Where all tables are there and no version is, it is written.
     *
     * <p>The ephemeral tables of a store that has a version are not looked for: an account that only looks need not see
     * them, and whoever needs one notices.
     */
    StoreState state() {
        StoreState found;
        try {
            found = found();
        } catch (ServerRefused e) {
            if (!ServerError.denied(e.code())) {
                throw e;
            }
            return hidden(Grants.of(connection));
        }
        if (found != null) {
            return found;
        }
        write();
        return new StoreState.Ready(StorePlan.VERSION, 0);
    }

    /** What there is; null where all is there but the version. */
    private @Nullable StoreState found() {
        Found found = read();
        if (found != null) {
            int order = found.version.compareTo(StorePlan.VERSION);
            if (order != 0) {
                return order < 0 ? new StoreState.Older(found.version) : new StoreState.Newer(found.version);
            }
            if (found.tables < StorePlan.ORCHESTRATION_TABLES.size()) {
                Grants grants = Grants.of(connection);
                if (!grants.allow(Privilege.SELECT, schemas.orchestration(), null)) {
                    // tables that it may not read are not shown to it
                    return hidden(grants);
                }
                return new StoreState.Damaged(missing().stream()
                        .filter(table -> table.startsWith(schemas.orchestration() + "."))
                        .toList());
            }
            return new StoreState.Ready(found.version, found.unseen);
        }
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            return isUsed(missing) ? new StoreState.Damaged(missing) : new StoreState.Missing(missing);
        }
        return null;
    }

    private StoreState hidden(Grants grants) {
        String schema = schemas.orchestration();
        return new StoreState.Hidden(Problem.of(
                StoreMessage.STORE_HIDDEN,
                grants.account(),
                schema,
                grants.toGrant(Set.of(Privilege.SELECT.word()), schema),
                grants.grantedOn(schema)));
    }

    private @Nullable Found read() {
        try {
            return read("(SELECT COUNT(*) FROM " + StoreTable.in(schemas.orchestration(), "migration_alerts")
                    + " WHERE status IN ('" + AlertRecord.NEW + "', '" + AlertRecord.ESCALATED
                    + "') AND alert_type IN ('error', 'critical') AND is_deleted = 0)");
        } catch (ServerRefused e) {
            if (!lacks(e)) {
                throw e;
            }
        }
        try {
            // of whatever version it is, this much it says of itself
            return read("0");
        } catch (ServerRefused e) {
            if (lacks(e)) {
                return null;
            }
            throw e;
        }
    }

    private static boolean lacks(ServerRefused e) {
        return switch (e.code()) {
            case ServerError.NO_SUCH_SCHEMA, ServerError.NO_SUCH_TABLE, ServerError.NO_SUCH_COLUMN -> true;
            default -> false;
        };
    }

    private @Nullable Found read(String unseen) {
        return connection.first(
                "SELECT version_string, (SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?"
                        + " AND TABLE_NAME IN ('" + String.join("', '", StorePlan.ORCHESTRATION_TABLES) + "')), "
                        + unseen + " FROM " + table() + " WHERE schema_key = ?",
                (row, ctx) -> new Found(new Version(row.getString(1)), row.getInt(2), row.getInt(3)),
                schemas.orchestration(),
                KEY);
    }

    /** Whether what is left of a store says that something was run: then its making was not just broken off. */
    private boolean isUsed(List<String> missing) {
        for (String table : StorePlan.ORCHESTRATION_TABLES) {
            if (!missing.contains(schemas.orchestration() + "." + table)
                    && connection.first(
                                    "SELECT 1 FROM " + StoreTable.in(schemas.orchestration(), table) + " LIMIT 1",
                                    (row, ctx) -> 1)
                            != null) {
                return true;
            }
        }
        return false;
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
                StoreText.number(version),
                StorePlan.ORCHESTRATION_TABLES.size(),
                StorePlan.NAME);
    }

    /**
     * What the store says of itself.
     *
     * @param tables how many of those in which the engine remembers are there
     * @param unseen critical alerts and errors that nobody has acknowledged
     */
    private record Found(Version version, int tables, int unseen) {}

    private String table() {
        return StoreTable.in(schemas.orchestration(), "lupo_schema_versions");
    }
}
