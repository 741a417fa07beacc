package org.lupomig.store.connect;

import java.util.HashMap;
import java.util.Map;

/**
 * What of a server's settings decides those of our connections.
 *
 * @param packet bytes that a statement may have
 * @param snapshotIsolation whether the server knows it, on or off
 */
record ServerLimits(int packet, boolean snapshotIsolation) {
    static ServerLimits of(ServerConnection reader) {
        Map<String, String> values = new HashMap<>();
        reader.list(
                "SHOW SESSION VARIABLES WHERE Variable_name IN ('max_allowed_packet', 'innodb_snapshot_isolation')",
                (row, ctx) -> values.put(row.getString(1), row.getString(2)));
        String packet = values.getOrDefault("max_allowed_packet", "16777216");
        return new ServerLimits(Integer.parseInt(packet), values.containsKey("innodb_snapshot_isolation"));
    }

    /** To be set where the server knows it: under snapshot isolation the fence cannot be held after a digest. */
    String variables() {
        return snapshotIsolation ? ",innodb_snapshot_isolation=0" : "";
    }
}
