package org.lupomig.store.connect;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
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
    /** An ended connection counts until the server has noticed: that may be another one's. */
    private static final int TRIES_FOR_ROOM = 5;

    /** The same where by what it says there is room, so that it must be about to notice. */
    private static final int TRIES_FOR_ROOM_LEFT = 30;

    private static final long ROOM_MILLIS = 100;

    /** How long whoever has one for reading may have it before another one, for which there is no room, gives up. */
    private static final Duration RETURN = Duration.ofSeconds(10);

    private static final long RETURN_MILLIS = 20;

    private final MariaDbAddress address;
    private final String version;
    private final Opening opening;
    private final ConcurrentLinkedDeque<ServerConnection> readers = new ConcurrentLinkedDeque<>();
    private final ConcurrentLinkedDeque<ServerConnection> askers = new ConcurrentLinkedDeque<>();
    private final ConcurrentLinkedDeque<ServerConnection> movedAskers = new ConcurrentLinkedDeque<>();
    private final Set<ServerConnection> kept = ConcurrentHashMap.newKeySet();
    private final Set<Long> own;
    private final Set<ServerConnection> open;

    /** How many of those for reading somebody has. */
    private final AtomicInteger lent = new AtomicInteger();

    /** How many wait for room to write over: no room is taken from them for another one that only reads. */
    private final AtomicInteger writers = new AtomicInteger();

    private volatile @Nullable ServerLimits limits;

    private MariaDbServer(
            MariaDbAddress address,
            String version,
            Opening opening,
            ServerConnection first,
            @Nullable MariaDbServer other) {
        this.address = address;
        this.version = version;
        this.opening = opening;
        this.own = other == null ? ConcurrentHashMap.newKeySet() : other.own;
        this.open = other == null ? ConcurrentHashMap.newKeySet() : other.open;
        readers.add(first);
        own.add(first.id());
        open.add(first);
    }

    /**
     * Loads the driver and what stands on it, which takes longer than reaching for a server does: for a thread beside
     * one that still has something else to do.
     */
    public static void prepare() {
        Opening.prepare();
    }

    /** Reaches for the server; the connection made for it is kept for reading. */
    public static Connecting connect(MariaDbAddress address) {
        return connect(address, null);
    }

    /**
     * The same beside another one at the same place, such as under another account: neither takes the other's
     * connections for a stranger's.
     */
    public static Connecting connect(MariaDbAddress address, @Nullable MariaDbServer other) {
        try {
            var opening = new Opening(address);
            ServerConnection first = first(opening);
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
            return new Connecting.Connected(new MariaDbServer(address, version, opening, first, other));
        } catch (SQLException e) {
            return new Connecting.Failed(ConnectFailure.of(address, e));
        }
    }

    private static ServerConnection first(Opening opening) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                return opening.open(SessionSettings.READER, null);
            } catch (SQLException e) {
                if (!ConnectFailure.isForRoom(e.getErrorCode()) || tries == TRIES_FOR_ROOM || !pauses(ROOM_MILLIS)) {
                    throw e;
                }
            }
        }
    }

    /** Where it is. */
    public MariaDbAddress address() {
        return address;
    }

    /** What it calls itself, by whatever address it is reached: its host and port. */
    public String name() {
        return reading(reader -> reader.one("SELECT CONCAT(@@hostname, ':', @@port)", (row, ctx) -> row.getString(1)));
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
        return open(settings, new ConcurrentLinkedDeque<>());
    }

    /** A new one, or, where there is no room for it, one of these that has been given back meanwhile. */
    private ServerConnection open(SessionSettings settings, Deque<ServerConnection> instead) {
        ServerLimits known = limits;
        if (known == null && settings.writes()) {
            known = reading(ServerLimits::of);
            limits = known;
        }
        int waiting = 0;
        try {
            for (int tries = 1; ; tries++) {
                try {
                    ServerConnection made = opening.open(settings, known);
                    own.add(made.id());
                    open.removeIf(ServerConnection::closed);
                    open.add(made);
                    return made;
                } catch (SQLException e) {
                    boolean full = ConnectFailure.isForRoom(e.getErrorCode());
                    ServerConnection back = full ? instead.pollFirst() : null;
                    if (back != null) {
                        return back;
                    } else if (full && settings.writes() && waiting == 0) {
                        waiting = 1;
                        writers.incrementAndGet();
                    }
                    if (!full || !isPatient(tries, e) || !makesRoom(settings, instead)) {
                        throw new ConnectionLost(
                                ConnectFailure.of(address, e).message(), Math.max(0, e.getErrorCode()), e);
                    }
                }
            }
        } finally {
            writers.addAndGet(-waiting);
        }
    }

    /**
     * Whether it is tried once more: longer where fewer are open here than the account may have. What else counts then
     * are some that are ending, or a stranger's.
     */
    private boolean isPatient(int tries, SQLException refused) {
        ServerLimits known = limits;
        open.removeIf(ServerConnection::closed);
        boolean room = known != null && open.size() < known.connections() && ConnectFailure.isForAccount(refused);
        return tries < (room ? TRIES_FOR_ROOM_LEFT : TRIES_FOR_ROOM);
    }

    /** Ends what is only kept; false where it is not to be waited for until the server has noticed. */
    private boolean makesRoom(SessionSettings settings, Deque<ServerConnection> instead) {
        endKept();
        if (instead != readers) {
            // Who works over the new one has things looked up meanwhile: that must not be what it takes the room from.
            drop(readers, settings == SessionSettings.QUESTIONS ? 0 : 1);
        }
        drop(askers, 0);
        drop(movedAskers, 0);
        return pauses(ROOM_MILLIS);
    }

    private static boolean pauses(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
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

    /**
     * The same in a schema, to which {@code work} goes. It is kept apart: no connection can go back to having no
     * schema, and a question that names none must not find the one before.
     */
    public <T> T askingElsewhere(Function<ServerConnection, T> work) {
        return over(movedAskers, SessionSettings.QUESTIONS, work);
    }

    /**
     * Takes on a connection that it gave and that nobody works with: it is closed with the others, or where the server
     * has no room for one that is needed, unless it is {@link #forget forgotten}.
     */
    public void keep(ServerConnection connection) {
        kept.add(connection);
    }

    /** Gives a connection away again that it was to keep; false where that is closed by now. */
    public boolean forget(ServerConnection connection) {
        return kept.remove(connection);
    }

    /** Whether a connection was made here, by its number; those that have ended since count too. */
    public boolean made(long connection) {
        return own.contains(connection);
    }

    /** Closes what it keeps; connections that it gave are their takers' own. */
    @Override
    public void close() {
        drop(readers, 0);
        drop(askers, 0);
        drop(movedAskers, 0);
        endKept();
    }

    /** Whoever takes one away first has it: one that somebody has just taken to work with is not closed. */
    private void endKept() {
        for (ServerConnection connection : List.copyOf(kept)) {
            if (kept.remove(connection)) {
                connection.close();
            }
        }
    }

    private <T> T over(Deque<ServerConnection> kept, SessionSettings settings, Function<ServerConnection, T> work) {
        ServerConnection known = kept.pollFirst();
        if (known != null) {
            try {
                return over(kept, known, work);
            } catch (ConnectionLost e) {
                drop(kept, 0);
            }
        }
        return over(kept, another(kept, settings), work);
    }

    /** A new one, or, where the server takes no more, or no other one that only reads, the next that is given back. */
    private ServerConnection another(Deque<ServerConnection> kept, SessionSettings settings) {
        ServerConnection first = returned(kept, () -> writers.get() > 0);
        if (first != null) {
            return first;
        }
        try {
            return open(settings, kept);
        } catch (ConnectionLost e) {
            ServerConnection back = ConnectFailure.isForRoom(e.code()) ? returned(kept, () -> true) : null;
            if (back == null) {
                throw e;
            }
            return back;
        }
    }

    /** One that whoever has it gives back, as long as that is waited for; else null. */
    private @Nullable ServerConnection returned(Deque<ServerConnection> kept, BooleanSupplier waits) {
        long until = System.nanoTime() + RETURN.toNanos();
        while (lent.get() > 0 && waits.getAsBoolean() && System.nanoTime() - until < 0) {
            ServerConnection back = kept.pollFirst();
            if (back != null) {
                return back;
            }
            if (!pauses(RETURN_MILLIS)) {
                return null;
            }
        }
        return kept.pollFirst();
    }

    private <T> T over(Deque<ServerConnection> kept, ServerConnection reader, Function<ServerConnection, T> work) {
        lent.incrementAndGet();
        try {
            return work.apply(reader);
        } finally {
            if (!reader.closed()) {
                kept.addFirst(reader);
            }
            lent.decrementAndGet();
        }
    }

    /** Ends all but so many. */
    private static void drop(Deque<ServerConnection> kept, int but) {
        while (kept.size() > but) {
            ServerConnection last = kept.pollLast();
            if (last != null) {
                last.close();
            }
        }
    }
}
