package org.lupomig.store.freeze;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * Work that no other command of ours does on a server at the same time. The session that does it holds a lock by name:
 * where its process dies, the server frees that when the statement that was under way has ended, and not before.
 */
final class Alone {
    private static final String NAME = "lupomig/barrier";
    private static final int SECONDS = 60;

    private Alone() {}

    static <T> @Nullable T on(MariaDbServer server, Function<ServerConnection, @Nullable T> work) {
        return server.reading(lone -> {
            Integer got = lone.first("SELECT GET_LOCK(?, ?)", (row, ctx) -> row.getInt(1), NAME, SECONDS);
            if (got == null || got != 1) {
                throw new ServerRefused(
                        ServerError.LOCK_WAIT,
                        "HY000",
                        "another command has been freezing or thawing for more than " + SECONDS + " s",
                        new IllegalStateException(NAME));
            }
            try {
                return work.apply(lone);
            } finally {
                lone.one("SELECT RELEASE_LOCK(?)", (row, ctx) -> row.getInt(1), NAME);
            }
        });
    }
}
