package org.lupomig.store.journal;

import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.SessionSettings;

/**
 * The session that guards what one command has claimed, or waits for: it holds a {@code GET_LOCK} of the command's own.
 * Whoever finds that lock free knows that the command is dead; the server frees it when the session ends, however that
 * comes about.
 */
final class GuardSession implements AutoCloseable {
    private final ServerConnection connection;
    private final String name;

    private GuardSession(ServerConnection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    static GuardSession open(MariaDbServer server, Owner owner) {
        ServerConnection connection = server.open(SessionSettings.LOCK);
        String name = SessionName.guard(owner.token());
        boolean held = false;
        try {
            held = connection.one("SELECT GET_LOCK(?, 0)", (rows, ctx) -> rows.getInt(1), name) == 1;
        } finally {
            if (!held) {
                connection.close();
            }
        }
        if (!held) {
            throw new IllegalStateException("two commands have the token " + owner.token());
        }
        return new GuardSession(connection, name);
    }

    ServerConnection connection() {
        return connection;
    }

    String name() {
        return name;
    }

    /** Ends it. Never throws. */
    @Override
    public void close() {
        try {
            // closing alone frees it only when the server has noticed
            connection.update("DO RELEASE_LOCK(?)", name);
        } catch (ConnectionLost | ServerRefused e) {
            // the server frees the lock of a connection that ended
        } finally {
            connection.close();
        }
    }
}
