package org.lupomig.cli.wiring;

import java.sql.SQLException;
import java.util.Locale;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What may happen at a call to a port, but for the end of the process. */
enum Failure {
    /** The server ends every session of the engine. */
    LOSS,
    /** The server refuses what is asked, or what has been done is heard of as refused. */
    REFUSAL,
    /** A mistake of our own. */
    MISTAKE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Lets it happen. */
    void strike(TestDatabase database) {
        switch (this) {
            case LOSS -> endSessions(database);
            case REFUSAL ->
                throw new ServerRefused(1114, "HY000", "no room, says the test", new IllegalStateException("test"));
            case MISTAKE -> throw new IllegalStateException("broken by the test");
        }
    }

    private static void endSessions(TestDatabase database) {
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
