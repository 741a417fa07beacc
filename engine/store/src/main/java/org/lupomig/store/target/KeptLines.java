package org.lupomig.store.target;

import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.store.connect.MariaDbServer;

/**
 * Connections of steps that left no trace in them, for the next such step: making one costs more than most statements.
 * Each keeps its last name until it gets the next.
 */
final class KeptLines {
    private static final int MOST = 16;

    private final MariaDbServer server;
    private final Map<Purpose, Deque<SessionLine>> lines = new EnumMap<>(Purpose.class);
    private final AtomicLong changes = new AtomicLong();

    KeptLines(MariaDbServer server) {
        this.server = server;
        for (Purpose purpose : Purpose.values()) {
            lines.put(purpose, new ConcurrentLinkedDeque<>());
        }
    }

    /** How often what a new session begins with may have been changed: lines of before are not kept. */
    long changes() {
        return changes.get();
    }

    /** One that is as a new one would be, under its new name; null where none is. */
    @Nullable
    SessionLine take(String lockName, Purpose purpose, @Nullable String schema) {
        end(lockName);
        SessionLine line = of(purpose).pollFirst();
        while (line != null) {
            server.forget(line.connection());
            if (line.again(lockName, schema)) {
                return line;
            }
            line.close();
            line = of(purpose).pollFirst();
        }
        return null;
    }

    /**
     * Keeps one, if it may serve again.
     *
     * @param since {@link #changes} as it was opened
     */
    boolean keep(SessionLine line, Purpose purpose, long since) {
        if (since != changes.get() || of(purpose).size() >= MOST || !line.isTraceless()) {
            return false;
        }
        server.keep(line.connection());
        of(purpose).addFirst(line);
        return true;
    }

    /** Ends the one of this name. */
    void end(String lockName) {
        lines.values()
                .forEach(kept -> kept.removeIf(line -> {
                    boolean ends = line.lockName().equals(lockName);
                    if (ends) {
                        closed(line);
                    }
                    return ends;
                }));
    }

    /** Ends all: what comes now may change what a session begins with. */
    void endAll() {
        changes.incrementAndGet();
        for (Deque<SessionLine> kept : lines.values()) {
            for (SessionLine line = kept.poll(); line != null; line = kept.poll()) {
                closed(line);
            }
        }
    }

    private void closed(SessionLine line) {
        server.forget(line.connection());
        line.close();
    }

    private Deque<SessionLine> of(Purpose purpose) {
        return Objects.requireNonNull(lines.get(purpose));
    }
}
