package org.lupomig.store.connect;

import java.sql.SQLException;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.store.StoreMessage;

/**
 * A MariaDB server that answered: makes connections to it, and keeps those that only read.
 *
 * <p>Thread-safe; the connections that it gives are not.
 */
public final class MariaDbServer implements AutoCloseable {
    private final MariaDbAddress address;
    private final String version;
    private final Opening opening;
    private final ConcurrentLinkedDeque<ServerConnection> readers = new ConcurrentLinkedDeque<>();
    private final ConcurrentLinkedDeque<ServerConnection> askers = new ConcurrentLinkedDeque<>();
    private final Set<Long> own = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ServerLimits limits;

    private MariaDbServer(MariaDbAddress address, String version, Opening opening, ServerConnection first) {
        this.address = address;
        this.version = version;
        this.opening = opening;
        readers.add(first);
        own.add(first.id());
    }

    /** Reaches for the server; the connection made for it is kept for reading. */
    public static Connecting connect(MariaDbAddress address) {
        try {
            var opening = new Opening(address);
            ServerConnection first = opening.open(SessionSettings.READER, null);
            var meta = first.driver().getMetaData();
            String product = meta.getDatabaseProductName();
            String version = meta.getDatabaseProductVersion();
            Problem problem = null;
            if (!product.equals("MariaDB")) {
                problem = Problem.of(StoreMessage.NOT_MARIADB, address.display(), product + " " + version);
            } else if (meta.getDatabaseMajorVersion() * 1000 + meta.getDatabaseMinorVersion() < 10_006) {
                problem = Problem.of(StoreMessage.SERVER_TOO_OLD, address.display(), version);
            }
            if (problem != null) {
                first.close();
                return new Connecting.Failed(problem);
            }
            return new Connecting.Connected(new MariaDbServer(address, version, opening, first));
        } catch (SQLException e) {
            return new Connecting.Failed(ConnectFailure.of(address, e));
        }
    }

    /** Where it is. */
    public MariaDbAddress address() {
        return address;
    }

    /** What it calls its version, such as {@code 10.11.19-MariaDB}. */
    public String version() {
        return version;
    }

    /**
     * A new connection.
     *
     * @throws ConnectionLost where the server no longer answers
     */
    public ServerConnection open(SessionSettings settings) {
        ServerLimits known = limits;
        if (known == null && settings.writes()) {
            known = reading(ServerLimits::of);
            limits = known;
        }
        try {
            ServerConnection made = opening.open(settings, known);
            own.add(made.id());
            return made;
        } catch (SQLException e) {
            throw new ConnectionLost(ConnectFailure.of(address, e).message(), e);
        }
    }

    /**
     * Reads over a connection that reads only, which goes back to the others afterwards. A kept one may have died
     * meanwhile, with a restart of the server: the reading is then done once more over a new one.
     */
    public <T> T reading(Function<ServerConnection, T> work) {
        return over(readers, SessionSettings.READER, work);
    }

    /** The same under the server's own settings, for questions of an author. */
    public <T> T asking(Function<ServerConnection, T> work) {
        return over(askers, SessionSettings.QUESTIONS, work);
    }

    /** Whether a connection was made here, by its number; those that have ended since count too. */
    public boolean made(long connection) {
        return own.contains(connection);
    }

    /** Closes what it keeps; connections that it gave are their takers' own. */
    @Override
    public void close() {
        drop(readers);
        drop(askers);
    }

    private <T> T over(Deque<ServerConnection> kept, SessionSettings settings, Function<ServerConnection, T> work) {
        ServerConnection known = kept.pollFirst();
        if (known != null) {
            try {
                return over(kept, known, work);
            } catch (ConnectionLost e) {
                drop(kept);
            }
        }
        return over(kept, open(settings), work);
    }

    private static <T> T over(
            Deque<ServerConnection> kept, ServerConnection reader, Function<ServerConnection, T> work) {
        try {
            return work.apply(reader);
        } finally {
            if (!reader.closed()) {
                kept.addFirst(reader);
            }
        }
    }

    private static void drop(Deque<ServerConnection> kept) {
        for (ServerConnection reader = kept.poll(); reader != null; reader = kept.poll()) {
            reader.close();
        }
    }
}
