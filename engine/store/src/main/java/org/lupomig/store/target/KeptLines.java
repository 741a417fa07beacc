package org.lupomig.store.target;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.store.connect.MariaDbServer;

/**
 * Connections of steps that left no trace in them, for the next such step: making one costs more than most statements.
 * Each keeps its last name until it gets the next, so that whoever ends that session ends it.
 *
 * <p>Thread-safe: a line belongs to whoever took it, and nobody else finds it here.
 */
final class KeptLines {
    private static final int MOST = 16;

    private final MariaDbServer server;

    @GuardedBy("this")
    private final Map<Purpose, Deque<SessionLine>> lines = new EnumMap<>(Purpose.class);

    @GuardedBy("this")
    private long changes;

    KeptLines(MariaDbServer server) {
        this.server = server;
        for (Purpose purpose : Purpose.values()) {
            lines.put(purpose, new ArrayDeque<>());
        }
    }

    /** How often what a new session begins with may have been changed: lines of before are not kept. */
    synchronized long changes() {
        return changes;
    }

    /** One that is as a new one would be, under its new names; null where none is. */
    @Nullable
    SessionLine take(List<String> names, Purpose purpose, @Nullable String schema) {
        names.forEach(this::end);
        SessionLine line = first(purpose);
        while (line != null) {
            boolean serves = false;
            try {
                serves = line.again(names, schema);
            } finally {
                if (!serves) {
                    line.close();
                }
            }
            if (serves) {
                return line;
            }
            line = first(purpose);
        }
        return null;
    }

    /**
     * Keeps one, if it may serve again, or closes it.
     *
     * @param since {@link #changes} as it was opened
     */
    void keep(SessionLine line, Purpose purpose, long since) {
        synchronized (this) {
            if (since == changes && of(purpose).size() < MOST && line.isTraceless()) {
                server.keep(line.connection());
                of(purpose).addFirst(line);
                return;
            }
        }
        line.close();
    }

    /** Ends the one of this name. */
    void end(String lockName) {
        List<SessionLine> ending = new ArrayList<>();
        synchronized (this) {
            for (Deque<SessionLine> kept : lines.values()) {
                kept.stream().filter(line -> line.isNamed(lockName)).forEach(ending::add);
                kept.removeAll(ending);
            }
        }
        ending.forEach(this::close);
    }

    /** Ends all: what has come may have changed what a session begins with. */
    void endAll() {
        List<SessionLine> ending = new ArrayList<>();
        synchronized (this) {
            changes++;
            for (Deque<SessionLine> kept : lines.values()) {
                ending.addAll(kept);
                kept.clear();
            }
        }
        ending.forEach(this::close);
    }

    private synchronized @Nullable SessionLine first(Purpose purpose) {
        for (SessionLine line = of(purpose).pollFirst();
                line != null;
                line = of(purpose).pollFirst()) {
            if (server.forget(line.connection())) {
                return line;
            }
        }
        return null;
    }

    private void close(SessionLine line) {
        server.forget(line.connection());
        line.close();
    }

    @GuardedBy("this")
    private Deque<SessionLine> of(Purpose purpose) {
        return Objects.requireNonNull(lines.get(purpose));
    }
}
