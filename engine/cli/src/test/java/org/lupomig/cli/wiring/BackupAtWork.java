package org.lupomig.cli.wiring;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * Somebody who makes a backup, and lets nobody commit meanwhile. The first who is seen to wait for that has his
 * statement ended; then the backup is over.
 */
final class BackupAtWork implements AutoCloseable {
    private static final List<String> STAGES = List.of("START", "FLUSH", "BLOCK_DDL", "BLOCK_COMMIT");

    private final Connection connection;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread thread = new Thread(this::work, "backup");

    private BackupAtWork(Connection connection) {
        this.connection = connection;
    }

    /** One that stands where nobody can commit; or that is over, where somebody was in its way for long. */
    static BackupAtWork begun(TestDatabase database) {
        try {
            BackupAtWork backup = new BackupAtWork(database.connect());
            backup.begin();
            return backup;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void begin() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_wait_timeout = 1");
            for (String stage : STAGES) {
                statement.execute("BACKUP STAGE " + stage);
            }
        } catch (SQLException e) {
            connection.close();
            return;
        }
        thread.start();
    }

    private void work() {
        try (Connection own = connection;
                Statement statement = own.createStatement()) {
            String first = "";
            while (first.isEmpty() && !over.get()) {
                first = first(statement, "");
            }
            if (!first.isEmpty()) {
                statement.execute("KILL QUERY " + first);
                // else the end of the backup could let it through
                while (first(statement, " AND ID = " + first).equals(first)) {
                    Thread.onSpinWait();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String first(Statement statement, String which) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT ID FROM information_schema.PROCESSLIST"
                + " WHERE STATE = 'Waiting for backup lock'" + which + " ORDER BY ID LIMIT 1")) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    @Override
    public void close() {
        over.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
