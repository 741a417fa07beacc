package org.lupomig.store.target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.MariaDbServer;

/** Ends the session that holds a lock, and waits until nothing of it is left. */
public final class SessionEnding {
    private static final int NO_SUCH_THREAD = 1094;

    /** So many names are asked for at once. */
    private static final int MOST = 100;

    private final MariaDbServer server;
    private final String lockName;

    /** Of the session that holds the lock of this name. */
    public SessionEnding(MariaDbServer server, String lockName) {
        this.server = server;
        this.lockName = lockName;
    }

    /** Those of the names that a session has. */
    static List<String> living(List<String> lockNames, MariaDbServer server) {
        List<String> living = new ArrayList<>();
        for (int from = 0; from < lockNames.size(); from += MOST) {
            List<String> some = lockNames.subList(from, Math.min(lockNames.size(), from + MOST));
            String each = "SELECT ? FROM DUAL WHERE IS_USED_LOCK(?) IS NOT NULL";
            Object[] values =
                    some.stream().flatMap(name -> Stream.of(name, name)).toArray();
            living.addAll(server.reading(reader -> reader.list(
                    String.join(" UNION ALL ", Collections.nCopies(some.size(), each)),
                    (row, ctx) -> row.getString(1),
                    values)));
        }
        return living;
    }

    /** False where something is left after {@code patience}. */
    public boolean within(Duration patience) {
        return within(patience, () -> {});
    }

    /** Asks the server to end it, where there is something to end, after {@code first}; waits for nothing. */
    void begin(Runnable first) {
        if (holder() != null) {
            first.run();
            kill();
        }
    }

    /** False where something is left after {@code patience}; what there is to end is ended after {@code first}. */
    boolean within(Duration patience, Runnable first) {
        Long holder = holder();
        if (holder == null) {
            // the server frees a session's locks after it has rolled its transaction back
            return true;
        }
        first.run();
        kill();
        long deadline = System.nanoTime() + patience.toNanos();
        long pause = 5;
        while (!gone(holder)) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            pause = Math.min(200, pause * 2);
        }
        return true;
    }

    /** The number of the session that has the name; null where none has. */
    @Nullable
    Long holder() {
        // connections are numbered from 1
        long id = server.reading(
                reader -> reader.one("SELECT COALESCE(IS_USED_LOCK(?), 0)", (row, ctx) -> row.getLong(1), lockName));
        return id == 0 ? null : id;
    }

    /** The server looks the holder up as it kills: a number may be somebody else's by now. */
    private void kill() {
        server.reading(reader -> {
            try {
                return reader.update("KILL CONNECTION IS_USED_LOCK(?)", lockName);
            } catch (ServerRefused e) {
                if (e.code() == NO_SUCH_THREAD) {
                    return 0;
                }
                throw e;
            }
        });
    }

    private boolean gone(long holder) {
        return server.reading(reader -> reader.one(
                "SELECT IS_USED_LOCK(?) IS NULL AND NOT EXISTS"
                        + " (SELECT 1 FROM information_schema.PROCESSLIST WHERE ID = ?)",
                (row, ctx) -> row.getBoolean(1),
                lockName,
                holder));
    }
}
