package org.lupomig.store.scratch;

import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.SessionSettings;

/**
 * The right to rehearse on a server that others can reach, until it is closed or this process dies: each rehearsal
 * holds everything on the server against what was there before, so there is one at a time.
 */
public final class ScratchClaim implements AutoCloseable {
    private static final String NAME = "lupomig/rehearsal";

    private final ServerConnection connection;

    private ScratchClaim(ServerConnection connection) {
        this.connection = connection;
    }

    /** Takes it; null where another rehearsal has it. */
    public static @Nullable ScratchClaim take(MariaDbServer server) {
        ServerConnection connection = server.open(SessionSettings.READER);
        boolean taken = false;
        try {
            taken = connection.one("SELECT GET_LOCK(?, 0)", (row, context) -> row.getInt(1), NAME) == 1;
        } finally {
            if (!taken) {
                connection.close();
            }
        }
        return taken ? new ScratchClaim(connection) : null;
    }

    /** Gives it back. Never throws. */
    @Override
    public void close() {
        try {
            // closing alone frees it only when the server has noticed
            connection.update("DO RELEASE_LOCK(?)", NAME);
        } catch (ConnectionLost | ServerRefused e) {
            // the server frees the lock of a connection that ended
        } finally {
            connection.close();
        }
    }
}
