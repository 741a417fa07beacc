package org.lupomig.cli.wiring;

import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Consumer;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What may happen at a call to a port, but for the end of the process. */
enum Failure {
    /** The server ends every session of the engine. */
    LOSS,
    /** The server refuses what is asked, or what has been done is heard of as refused. */
    REFUSAL,
    /** A mistake of our own. */
    MISTAKE,
    /** Nothing is heard of the call, though every session lives on. */
    SILENCE,
    /** The next COMMIT fails, or whatever else waits for somebody who makes a backup. */
    REFUSED_COMMIT;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * Lets it happen.
     *
     * @param open gets what is to be closed when the command has ended
     */
    void strike(TestDatabase database, Consumer<BackupAtWork> open) {
        switch (this) {
            case LOSS -> endSessions(database);
            case REFUSAL ->
                throw new ServerRefused(1114, "HY000", "no room, says the test", new IllegalStateException("test"));
            case MISTAKE -> throw new IllegalStateException("broken by the test");
            case SILENCE -> throw new ConnectionLost("no answer, says the test", new IllegalStateException("test"));
            case REFUSED_COMMIT -> open.accept(BackupAtWork.begun(database));
        }
    }

    /** Ends every session but the one that does it. */
    static void endSessions(TestDatabase database) {
        try {
            for (String session : database.query("SELECT ID FROM information_schema.PROCESSLIST WHERE ID <>"
                    + " CONNECTION_ID() AND USER NOT IN ('system user', 'event_scheduler')")) {
                end(database, session);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void end(TestDatabase database, String session) {
        try {
            database.execute("KILL CONNECTION " + session);
        } catch (SQLException e) {
            return; // it has ended by itself
        }
    }
}
