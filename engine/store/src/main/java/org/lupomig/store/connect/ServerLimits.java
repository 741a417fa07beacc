package org.lupomig.store.connect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a server's settings decides those of our connections.
 *
 * @param packet bytes that a statement may have
 * @param authorsMode the server's own sql_mode, without what changes how quotes and backslashes are read: scripts are
 *     sent under the quoting under which they were read
 * @param snapshotIsolation whether the server knows it, on or off
 * @param connections how many the account may have at a time; 0 where only all accounts together have a limit
 */
record ServerLimits(int packet, String authorsMode, boolean snapshotIsolation, long connections) {
    /** Modes about quoting, and the bundles that hold one: setting such a bundle would set it again. */
    private static final Set<String> QUOTING =
            Set.of("ANSI_QUOTES", "NO_BACKSLASH_ESCAPES", "ANSI", "ORACLE", "DB2", "MAXDB", "MSSQL", "POSTGRESQL");

    static ServerLimits of(ServerConnection reader) {
        Map<String, String> values = new HashMap<>();
        reader.list(
                "SHOW GLOBAL VARIABLES WHERE Variable_name IN"
                        + " ('max_allowed_packet', 'innodb_snapshot_isolation', 'sql_mode')",
                (row, ctx) -> values.put(row.getString(1), row.getString(2)));
        String packet = values.getOrDefault("max_allowed_packet", "16777216");
        return new ServerLimits(
                Integer.parseInt(packet),
                withoutQuoting(values.getOrDefault("sql_mode", "")),
                values.containsKey("innodb_snapshot_isolation"),
                reader.one("SELECT @@SESSION.max_user_connections", (row, ctx) -> row.getLong(1)));
    }

    private static String withoutQuoting(String mode) {
        List<String> kept = new ArrayList<>();
        for (String one : mode.split(",", -1)) {
            if (!QUOTING.contains(one)) {
                kept.add(one);
            }
        }
        return String.join(",", kept);
    }

    /** To be set where the server knows it: under snapshot isolation the fence cannot be held after a digest. */
    String variables(SessionSettings settings) {
        return (settings.authors() ? ",sql_mode='" + authorsMode + "'" : "")
                + (snapshotIsolation ? ",innodb_snapshot_isolation=0" : "");
    }
}
