package org.lupomig.cli;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A command that others keep waiting. */
final class WaitingCommand {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private WaitingCommand() {}

    /**
     * Waits until one of a command's statements that change something waits for a table.
     *
     * @return the id of the session that waits
     */
    static String session(TestDatabase database, CompletableFuture<TestShell.Result> command) throws SQLException {
        return session(database, command, "");
    }

    /**
     * The same for one that begins with these words: another one of the command's may have waited just before.
     *
     * @return the id of the session that waits
     */
    static String session(TestDatabase database, CompletableFuture<TestShell.Result> command, String words)
            throws SQLException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < deadline && !command.isDone()) {
            List<String> waiting =
                    database.query("SELECT ID FROM information_schema.PROCESSLIST WHERE STATE LIKE 'Waiting for table%'"
                            + " AND INFO NOT LIKE 'SELECT%' AND INFO LIKE '" + words + "%'");
            if (!waiting.isEmpty()) {
                return waiting.get(0);
            }
        }
        throw new AssertionError("it was not seen to wait: "
                + (command.isDone() ? command.join().err() + command.join().out() : "still running"));
    }
}
