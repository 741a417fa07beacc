package org.lupomig.store.journal;

import java.util.List;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.connect.ServerConnection;

/** Rows of the store that are good for a time only, within whatever transaction is open on the connection. */
final class ExpiringRows {
    /** By the clock of the server, as locks expire, too. */
    private static final String EXPIRED = " WHERE expires_ymdhis < UTC_TIMESTAMP() + 0";

    private final List<String> tables;

    ExpiringRows(StoreSchemas schemas) {
        this.tables = List.of(
                StoreTable.in(schemas.ephemeral(), "lupo_cache"),
                StoreTable.in(schemas.ephemeral(), "lupo_temp_data"),
                StoreTable.in(schemas.ephemeral(), "lupo_sessions"));
    }

    /** How many there are of them, table by table. */
    List<Long> expired(ServerConnection connection) {
        return tables.stream()
                .map(table -> connection.one("SELECT COUNT(*) FROM " + table + EXPIRED, (row, ctx) -> row.getLong(1)))
                .toList();
    }

    /** Removes so many of them at most, those first that expired first, and gives how many. */
    int remove(ServerConnection connection, int most) {
        int gone = 0;
        for (String table : tables) {
            if (gone < most) {
                gone += connection.update(
                        "DELETE FROM " + table + EXPIRED + " ORDER BY expires_ymdhis LIMIT ?", most - gone);
            }
        }
        return gone;
    }
}
