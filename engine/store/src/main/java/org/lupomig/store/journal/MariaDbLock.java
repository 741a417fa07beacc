package org.lupomig.store.journal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.lupomig.orchestrator.journal.NewRun;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.store.connect.ServerConnection;

/**
 * The store's lock, held by a connection of its own over which everything is written.
 *
 * <p>As long as that connection lives the server keeps its {@code GET_LOCK}; the fence in the lock's row protects from
 * what an earlier holder had sent before it died. Every write first updates that row, and so waits for, or is ordered
 * before, whoever takes the lock next.
 */
final class MariaDbLock implements Store.Lock {
    @GuardedBy("this")
    private final ServerConnection connection;

    private final StoreSql sql;
    private final String name;
    private final long fence;
    private final long holder;
    private final Thread heart;

    @GuardedBy("this")
    private long run;

    @GuardedBy("this")
    private boolean closed;

    /**
     * A lock that has been taken.
     *
     * @param heartbeat pause between two signs of life; a connection that is never silent is not cut on its way
     */
    MariaDbLock(ServerConnection connection, StoreSql sql, String name, long fence, Duration heartbeat) {
        this.connection = connection;
        this.sql = sql;
        this.name = name;
        this.fence = fence;
        this.holder = connection.id();
        this.heart = new Thread(() -> beat(heartbeat.toMillis()), "lupomig-heartbeat");
        heart.setDaemon(true);
        heart.start();
    }

    @Override
    public synchronized long begin(NewRun newRun) {
        long[] id = new long[1];
        inTransaction(writer -> id[0] = sql.begin(writer, newRun));
        run = id[0];
        return run;
    }

    @Override
    public synchronized void commit(long runId, List<Write> writes) {
        if (!writes.isEmpty()) {
            inTransaction(writer -> sql.write(writer, runId, writes));
        }
    }

    @Override
    public synchronized void check() {
        inTransaction(writer -> {});
    }

    /**
     * Writes for the run that began last, in the transaction that is open on another connection. The transaction is the
     * caller's to commit, at once: from here on it makes every other writer wait.
     */
    void append(ServerConnection other, List<Write> writes) {
        long current;
        synchronized (this) {
            current = run;
        }
        if (current == 0) {
            throw new IllegalStateException("no run has begun under this lock");
        }
        hold(other);
        sql.write(other, current, writes);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        heart.interrupt();
        try {
            sql.releaseFence(connection, fence);
            connection.commit();
            // closing alone frees it only when the server has noticed
            connection.update("DO RELEASE_LOCK(?)", name);
        } catch (ConnectionLost | ServerRefused e) {
            // the server frees the lock of a connection that ended
        } finally {
            connection.close();
        }
    }

    @GuardedBy("this")
    private void inTransaction(Consumer<ServerConnection> work) {
        if (closed) {
            throw new Store.LockLost("the lock was given back");
        }
        try {
            hold(connection);
            work.accept(connection);
        } catch (RuntimeException e) {
            connection.rollbackQuietly();
            throw e;
        }
        connection.commit();
    }

    private void hold(ServerConnection writer) {
        if (!sql.holdFence(writer, fence, holder)) {
            throw new Store.LockLost("another run has taken the lock " + name);
        }
    }

    private void beat(long pause) {
        try {
            while (true) {
                Thread.sleep(pause);
                synchronized (this) {
                    if (closed) {
                        return;
                    }
                    check();
                }
            }
        } catch (InterruptedException | Store.LockLost | ConnectionLost | ServerRefused e) {
            // what is wrong is said by the next write
            return;
        }
    }
}
