package org.lupomig.store.scratch;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;
import org.lupomig.store.connect.SessionSettings;
import org.lupomig.store.scratch.ServerThings.Thing;

/**
 * What is put on a scratch server, and removed from it. Of a server that others can reach only that is ever removed
 * which was seen to come by a statement of the rehearsal's own: whatever else appears there is somebody's.
 */
public final class ScratchContents {
    private final MariaDbServer server;
    private final boolean shared;
    private final ServerThings atFirst;
    private final Set<Thing> made = new LinkedHashSet<>();

    private ScratchContents(MariaDbServer server, boolean shared) {
        this.server = server;
        this.shared = shared;
        this.atFirst = look();
    }

    /** Of a server that nobody else has any business with. Notes what it has of its own now. */
    public static ScratchContents ofOwn(MariaDbServer server) {
        return new ScratchContents(server, false);
    }

    /** Of a server that others may come to as well. Notes what is there now, and is not the rehearsal's. */
    public static ScratchContents ofShared(MariaDbServer server) {
        return new ScratchContents(server, true);
    }

    /** What is there now. */
    public ServerThings look() {
        return server.reading(ServerThings::read);
    }

    /** Whether an account or role was there before the rehearsal: what it may do is not the rehearsal's to change. */
    boolean hadAtFirst(String account) {
        return atFirst.hasAccount(account);
    }

    /** Whether it has to be noted what a statement makes. */
    public boolean isNoted(String sql) {
        return shared && ServerThings.makes(sql);
    }

    /** Takes what has come since {@code before}, and what a statement names that was sent meanwhile, for its doing. */
    public void note(ServerThings before, String sql) {
        Set<Thing> come = ServerThings.named(look().since(before), sql);
        come.removeIf(atFirst::has);
        synchronized (made) {
            made.addAll(come);
        }
    }

    /** Takes schemas for the rehearsal's own as soon as they are there; not those that are there already. */
    public void expect(Collection<String> schemas) {
        ServerThings now = look();
        synchronized (made) {
            schemas.stream().map(Thing::schema).filter(thing -> !now.has(thing)).forEach(made::add);
        }
    }

    /** Names of all schemas that are not the server's own. */
    public static List<String> schemas(MariaDbServer server) {
        return server.reading(Reading::schemas);
    }

    /** Whether two addresses lead to one server: a lock that is held there is held here. */
    public static boolean isSame(MariaDbServer one, MariaDbServer other, String token) {
        try (ServerConnection holder = one.open(SessionSettings.READER)) {
            holder.list("SELECT GET_LOCK(?, 0)", (row, context) -> row.getInt(1), "lupomig/rehearsal/" + token);
            String owner = other.reading(connection -> connection.one(
                    "SELECT IS_USED_LOCK(?)",
                    (row, context) -> String.valueOf(row.getString(1)),
                    "lupomig/rehearsal/" + token));
            return !owner.equals("null");
        }
    }

    /**
     * Sends statements one after the other, as the client would, under the server's own settings.
     *
     * @return what the server said of the first that it refused; null where it took all
     */
    public @Nullable Refusal send(List<String> statements) {
        return send(SessionSettings.FORWARD, statements);
    }

    /** The same of definitions and rows as they were read elsewhere. */
    public @Nullable Refusal put(List<String> statements) {
        return send(SessionSettings.UNDO, statements);
    }

    private @Nullable Refusal send(SessionSettings settings, List<String> statements) {
        try (ServerConnection connection = server.open(settings);
                Statement statement = connection.driver().createStatement()) {
            statement.setEscapeProcessing(false);
            for (int i = 0; i < statements.size(); i++) {
                String sql = statements.get(i);
                ServerThings before = isNoted(sql) ? look() : null;
                try {
                    statement.execute(sql);
                    if (before != null) {
                        note(before, sql);
                    }
                } catch (SQLException e) {
                    if (ServerError.lost(e, connection.driver())) {
                        throw ServerError.translated(e, connection.driver());
                    }
                    return new Refusal(i, ServerError.text(e) + " (error " + e.getErrorCode() + ")");
                }
            }
            return null;
        } catch (SQLException e) {
            throw new IllegalStateException("a statement that was not closed", e);
        }
    }

    /**
     * What the server refused.
     *
     * @param statement which, from 0
     * @param sentence the server's own
     */
    public record Refusal(int statement, String sentence) {}

    /**
     * Removes it: from a server of our own all that was not there at first, from another what the rehearsal has made.
     */
    public void clear() {
        try (ServerConnection connection = server.open(SessionSettings.UNDO)) {
            connection.update("SET SESSION lock_wait_timeout = 60");
            ServerThings now = ServerThings.read(connection);
            for (Thing thing : now.since(ServerThings.NONE)) {
                if (shared ? isMade(thing) : thing.kind() == ServerThings.Kind.SCHEMA || !atFirst.has(thing)) {
                    connection.update(thing.drop());
                }
            }
        } catch (ServerRefused e) {
            throw new IllegalStateException("the scratch server cannot be emptied: " + e.getMessage(), e);
        }
    }

    private boolean isMade(Thing thing) {
        synchronized (made) {
            return made.contains(thing);
        }
    }

    /** What is there, was not at first, and is not known to be the rehearsal's: for people, sorted. */
    public List<String> strangers() {
        Set<Thing> others = look().since(atFirst);
        others.removeIf(this::isMade);
        return ServerThings.shown(others);
    }
}
