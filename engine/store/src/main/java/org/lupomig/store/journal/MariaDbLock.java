package org.lupomig.store.journal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.lupomig.orchestrator.journal.NewRun;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * What one command holds, guarded by a session of its own over which everything is written.
 *
 * <p>Every write first updates the holder's row, in the same transaction: that succeeds only where the row is still
 * this holder's and its session still has the {@code GET_LOCK}, and it is the sign of life. A kill before the commit
 * has written nothing; after it, everything. The locks are free in either case as soon as the server has ended the
 * session.
 */
final class MariaDbLock implements Store.Lock {
    private static final int DEADLOCKS = 10;

    private final GuardSession guard;

    @GuardedBy("this")
    private final ServerConnection connection;

    private final StoreSql sql;
    private final LockRows locks;
    private final Owner owner;
    private final long holder;
    private final Thread heart;
    private volatile boolean lost;
    private volatile boolean emergency;

    @GuardedBy("this")
    private final Set<Long> unfinished = new HashSet<>();

    @GuardedBy("this")
    private long run;

    @GuardedBy("this")
    private boolean closed;

    /**
     * What has been taken.
     *
     * @param unfinished runs that were taken over
     * @param heartbeat pause between two signs of life; a connection that is never silent is not cut on its way
     */
    MariaDbLock(
            GuardSession guard, Owner owner, List<Long> unfinished, StoreSql sql, LockRows locks, Duration heartbeat) {
        this.guard = guard;
        this.connection = guard.connection();
        this.owner = owner;
        this.sql = sql;
        this.locks = locks;
        this.holder = connection.id();
        this.unfinished.addAll(unfinished);
        this.heart = new Thread(() -> beat(heartbeat.toMillis()), "lupomig-heartbeat");
        heart.setDaemon(true);
        heart.start();
    }

    @Override
    public synchronized long begin(NewRun newRun) {
        long[] id = new long[1];
        inTransaction(locks::serialize, writer -> {
            hold(writer);
            id[0] = sql.begin(writer, newRun);
            locks.worksOn(writer, owner, id[0]);
        });
        run = id[0];
        unfinished.add(run);
        return run;
    }

    @Override
    public synchronized void commit(long runId, List<Write> writes) {
        if (writes.isEmpty()) {
            return;
        }
        List<String> counted = writes.stream()
                .filter(Write.SchemaVersion.class::isInstance)
                .map(write -> ((Write.SchemaVersion) write).schema())
                .toList();
        boolean shared = writes.stream()
                .anyMatch(write -> write instanceof Write.SchemaVersion
                        || write instanceof Write.SchemaClassified
                        || write instanceof Write.Classified);
        boolean ends = writes.stream().anyMatch(Write.RunEnded.class::isInstance);
        boolean reopens = writes.stream().anyMatch(Write.RunReopened.class::isInstance);
        // Rows that several plans write, one after the other: so the last one to count has counted all.
        Consumer<ServerConnection> before = shared ? locks::serialize : writer -> {};
        inTransaction(before, writer -> {
            boolean alone = counted.isEmpty() && !ends && !reopens;
            StoreSql.Fenced fenced =
                    sql.writeFenced(writer, locks.holding(owner, guard.name(), holder), runId, writes, alone);
            held(fenced != StoreSql.Fenced.PASSED);
            emergency = emergency || fenced == StoreSql.Fenced.HELD_IN_EMERGENCY;
            sql.recount(writer, counted);
            if (ends) {
                locks.ended(writer, runId);
            } else if (reopens) {
                locks.worksOn(writer, owner, runId);
            }
        });
        if (ends) {
            unfinished.remove(runId);
        } else if (reopens) {
            unfinished.add(runId);
        }
    }

    @Override
    public synchronized int removeExpired(int most) {
        int[] gone = new int[1];
        inTransaction(writer -> {}, writer -> {
            hold(writer);
            gone[0] = sql.removeExpired(writer, most);
        });
        return gone[0];
    }

    @Override
    public synchronized void check() {
        inTransaction(writer -> {}, writer -> {
            hold(writer);
            emergency = emergency || sql.emergency(writer);
        });
    }

    @Override
    public boolean inEmergency() {
        return emergency;
    }

    /**
     * Writes for the run that began last, in the transaction that is open on another connection. The transaction is the
     * caller's to commit, at once: from here on it makes every other writer of this command wait.
     */
    void append(ServerConnection other, List<Write> writes) {
        long current;
        synchronized (this) {
            current = run;
        }
        if (current == 0) {
            throw new IllegalStateException("no run has begun under this lock");
        }
        held(sql.writeFenced(other, locks.holding(owner, guard.name(), holder), current, writes, false)
                != StoreSql.Fenced.PASSED);
    }

    @Override
    public boolean knownLost() {
        return lost;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        heart.interrupt();
        try {
            locks.serialize(connection);
            locks.giveBack(connection, owner, !unfinished.isEmpty());
            connection.commit();
        } catch (ConnectionLost | ServerRefused e) {
            // whoever asks next finds that nobody guards them
        } finally {
            guard.close();
        }
    }

    /** What {@code work} does first is to hold the fence. */
    @GuardedBy("this")
    private void inTransaction(Consumer<ServerConnection> before, Consumer<ServerConnection> work) {
        if (closed) {
            throw new Store.LockLost("the locks were given back");
        }
        for (int deadlocks = 0; !written(before, work, deadlocks == DEADLOCKS); deadlocks++) {
            // Rolled back by the server, so that another command's transaction could go on: all of it is sent again.
        }
        connection.commit();
    }

    /** Whether nothing has to be sent again. */
    @GuardedBy("this")
    private boolean written(Consumer<ServerConnection> before, Consumer<ServerConnection> work, boolean last) {
        try {
            before.accept(connection);
            work.accept(connection);
            return true;
        } catch (ServerRefused e) {
            connection.rollbackQuietly();
            if (last || e.code() != ServerError.DEADLOCK) {
                throw e;
            }
            return false;
        } catch (RuntimeException e) {
            connection.rollbackQuietly();
            throw e;
        }
    }

    private void hold(ServerConnection writer) {
        held(locks.hold(writer, owner, guard.name(), holder));
    }

    private void held(boolean held) {
        if (!held) {
            throw new Store.LockLost(
                    "the session that guards the locks has ended, or another command has taken them over");
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
                    beat();
                }
            }
        } catch (Store.LockLost | ConnectionLost e) {
            lost = true;
        } catch (InterruptedException e) {
            return;
        }
    }

    @GuardedBy("this")
    private void beat() {
        try {
            check();
        } catch (ServerRefused e) {
            // A full disk, or somebody who holds up all commits, may pass before the locks expire. Where it does not,
            // the next write says what is wrong.
        }
    }
}
