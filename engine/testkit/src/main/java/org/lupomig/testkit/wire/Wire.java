package org.lupomig.testkit.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * Stands between clients and a MariaDB server, on this machine, and counts the commands that may change something, over
 * all lines together. Each has two points: just before the server gets it, and when it is done but the client has not
 * heard of it. At one of them {@link Strike something happens}.
 *
 * <p>It reads what is said, so nobody may encrypt or compress it.
 */
public final class Wire implements AutoCloseable {
    private final TestDatabase behind;
    private final InetSocketAddress server;
    private final ServerSocket door;
    private final int point;
    private final Predicate<SentCommand> which;
    private final Next ofSuch;
    private final Strike strike;
    private final List<Line> lines = new ArrayList<>();
    private final List<SentCommand> commands = new ArrayList<>();
    private boolean closed;
    private boolean struck;
    private String unreadable = "";

    private Wire(TestDatabase behind, int point, Predicate<SentCommand> which, Next ofSuch, Strike strike) {
        this.behind = behind;
        this.point = point;
        this.which = which;
        this.ofSuch = ofSuch;
        this.strike = strike;
        URI address = URI.create(behind.jdbcUrl().substring("jdbc:".length()));
        this.server = new InetSocketAddress(address.getHost(), address.getPort());
        try {
            this.door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread("wire-door", this::welcome);
    }

    /** One where nothing happens. */
    public static Wire to(TestDatabase server) {
        return new Wire(server, 0, command -> false, Next.PASSES, new Strike.None());
    }

    /**
     * One where something happens once.
     *
     * @param point from 1; odd ones are before a command and even ones behind it
     */
    public static Wire to(TestDatabase server, int point, Strike strike) {
        return new Wire(server, point, command -> false, Next.PASSES, point % 2 == 0 ? ofDone(strike) : strike);
    }

    /** One where something happens once: just before the server gets the first of such commands. */
    public static Wire before(TestDatabase server, Predicate<SentCommand> which, Strike strike) {
        return new Wire(server, 0, which, Next.STRUCK_BEFORE, strike);
    }

    /** The same when the server has answered the first of such commands, and before the answer is given on. */
    public static Wire behind(TestDatabase server, Predicate<SentCommand> which, Strike strike) {
        return new Wire(server, 0, which, Next.STRUCK_BEHIND, ofDone(strike));
    }

    private static Strike ofDone(Strike strike) {
        if (strike instanceof Strike.Refuses) {
            throw new IllegalArgumentException("no server refuses what it has done");
        }
        return strike;
    }

    /** The server, as it is reached through this. */
    public TestDatabase database() {
        String host = door.getInetAddress().getHostAddress();
        return TestDatabase.at(
                "jdbc:mariadb://" + host + ":" + door.getLocalPort() + "/", behind.user(), behind.password());
    }

    /**
     * What was counted by now.
     *
     * @throws IllegalStateException where somebody came who was not understood
     */
    public synchronized List<SentCommand> commands() {
        if (!unreadable.isEmpty()) {
            throw new IllegalStateException(unreadable);
        }
        return List.copyOf(commands);
    }

    /** Whether the point was reached. */
    public synchronized boolean struck() {
        return struck;
    }

    /** Lets nobody in any more, and cuts all lines. */
    @Override
    public void close() {
        List<Line> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(lines);
        }
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            open.forEach(Line::cut);
        }
    }

    /** Counts a command that is on its way. */
    synchronized Next next(SentCommand command) {
        commands.add(command);
        int before = 2 * commands.size() - 1;
        Next next = point == before ? Next.STRUCK_BEFORE : point == before + 1 ? Next.STRUCK_BEHIND : Next.PASSES;
        if (!struck && which.test(command)) {
            next = ofSuch;
        }
        struck |= next != Next.PASSES;
        return next;
    }

    /** What becomes of a command. */
    enum Next {
        PASSES,
        STRUCK_BEFORE,
        STRUCK_BEHIND
    }

    /** Whether nothing passes any more: the lines are cut one after the other, and nobody is to know. */
    synchronized boolean isClosed() {
        return closed;
    }

    Strike strike() {
        return strike;
    }

    synchronized void notUnderstood(String why) {
        unreadable = why;
    }

    static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void welcome() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket end = new Socket();
                try {
                    end.connect(server);
                } catch (IOException e) {
                    client.close();
                    continue;
                }
                admit(client, end);
            }
        } catch (IOException e) {
            close(); // the door is closed
        }
    }

    private void admit(Socket client, Socket end) throws IOException {
        client.setTcpNoDelay(true);
        end.setTcpNoDelay(true);
        Line line;
        boolean late;
        synchronized (this) {
            line = new Line(this, lines.size() + 1, client, end);
            lines.add(line);
            late = closed;
        }
        if (late) {
            line.cut();
        } else {
            line.open();
        }
    }
}
