package org.lupomig.store.journal;

import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;

/** The right to make the store, until it is closed or this process dies. */
public final class StoreClaim implements AutoCloseable {
    private final ServerConnection connection;
    private final String name;

    StoreClaim(ServerConnection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /** Gives it back. Never throws. */
    @Override
    public void close() {
        try {
            connection.update("DO RELEASE_LOCK(?)", name);
        } catch (ConnectionLost | ServerRefused e) {
            // the server frees the lock of a connection that ended
        } finally {
            connection.close();
        }
    }
}
