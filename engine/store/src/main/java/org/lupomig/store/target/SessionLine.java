package org.lupomig.store.target;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/** The connection of a session: whether it lives, how long its statements may take, and what they mean. */
final class SessionLine {
    /** A bound that is one in name only: to lift it would cost each question a way to the server. */
    private static final Duration ENDLESS = Duration.ofDays(7);

    private final MariaDbServer server;
    private final ServerConnection connection;
    private final SessionContext first;
    private List<String> names;
    private final @Nullable String ownSchema;
    private @Nullable String schema;
    private @Nullable SessionContext context;
    private long limitMillis;
    private long asked;
    private boolean lost;
    private boolean traced;

    private SessionLine(MariaDbServer server, ServerConnection connection, List<String> names, SessionContext context) {
        this.server = server;
        this.connection = connection;
        this.names = List.copyOf(names);
        this.context = context;
        this.first = context;
        this.ownSchema = context.schema();
        this.schema = ownSchema;
    }

    /** Takes the locks by any of which a later run finds the session, and reads what the session is. */
    static SessionLine lockedUnder(List<String> names, ServerConnection connection, MariaDbServer server) {
        try {
            return new SessionLine(server, connection, names, SessionContext.lockedUnder(connection, names));
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    ServerConnection connection() {
        return connection;
    }

    /** Whether it can be found under this name. */
    boolean isNamed(String lockName) {
        return names.contains(lockName);
    }

    /** Whether everything that was sent over it has done what it was sent for, so that nothing of it is open. */
    boolean isTraceless() {
        return !lost && !traced && !connection.closed();
    }

    /**
     * Takes other names, as a session that was just made, which it must look like.
     *
     * @param wanted the default schema of what will be sent, null for none
     * @return false where it does not; it is of no use then
     */
    boolean again(List<String> next, @Nullable String wanted) {
        String other = wanted == null ? ownSchema : wanted;
        if (schema == null ? ownSchema != null : other == null) {
            return false; // it has lost its own, or would have to go back to having none, which no connection can
        }
        try {
            SessionContext.Renamed now = SessionContext.renamed(connection, names, next, schema);
            names = List.copyOf(next);
            if (now == null || !now.context().hasSettingsOf(first)) {
                return false;
            }
            context = now.context();
            if (schema != null && other != null && !(other.equals(schema) && now.inSchema())) {
                if (other.equals(schema)) {
                    // Others have given it another collation since: the server reads that where it is another's.
                    connection.update("USE information_schema");
                }
                connection.update("USE " + SqlQuoting.identifier(other));
                schema = other;
            }
            return true;
        } catch (ConnectionLost | ServerRefused e) {
            lost = true;
            return false;
        }
    }

    @Nullable
    String schema() {
        return schema;
    }

    /** The default schema is no more. */
    void losesSchema() {
        schema = null;
    }

    /** Makes a schema the default, where it is there; null means the connection's own. */
    void useSchema(@Nullable String wanted) {
        String next = wanted == null ? ownSchema : wanted;
        if (next == null || next.equals(schema)) {
            return;
        }
        own(() -> {
            try {
                connection.update("USE " + SqlQuoting.identifier(next));
                schema = next;
            } catch (ServerRefused e) {
                if (e.code() != ServerError.NO_SUCH_SCHEMA) {
                    throw e;
                }
            }
            return next;
        });
    }

    /** Sends, and turns what goes wrong with our own statements around it into an outcome too. */
    StatementOutcome sent(Supplier<StatementOutcome> work) {
        return sent("", work);
    }

    /**
     * The same of which it is known what is sent.
     *
     * @param sent names the tables that it waits for, where it does
     */
    StatementOutcome sent(String sent, Supplier<StatementOutcome> work) {
        asked++;
        if (lost) {
            return new StatementOutcome.Lost("the session was lost before");
        }
        StatementOutcome outcome;
        try {
            outcome = work.get();
        } catch (ConnectionLost e) {
            outcome = new StatementOutcome.Lost(Objects.requireNonNullElse(e.getMessage(), "the connection ended"));
        } catch (ServerRefused e) {
            outcome = e.getCause() instanceof SQLException sql
                    ? Answer.of(sql, connection.driver())
                    : new StatementOutcome.Refused(e.code(), e.sqlState(), String.valueOf(e.getMessage()));
        }
        traced |= !(outcome instanceof StatementOutcome.Accepted);
        if (outcome instanceof StatementOutcome.Lost) {
            lost = true;
            connection.close();
        }
        return withBystanders(outcome, sent);
    }

    private StatementOutcome withBystanders(StatementOutcome outcome, String sql) {
        if (outcome instanceof StatementOutcome.LockTimeout waited) {
            return new StatementOutcome.LockTimeout(waited.message(), inTheWay(sql), waited.behind());
        }
        // a short limit ends a statement before the wait for a lock does, and does not say what it was doing
        if (outcome instanceof StatementOutcome.Refused ended && ended.code() == StatementOutcome.Refused.OUT_OF_TIME) {
            String inTheWay = inTheWay(sql);
            return inTheWay.isEmpty()
                    ? ended
                    : new StatementOutcome.Refused(
                            ended.code(),
                            ended.sqlState(),
                            ended.message() + "; if it waited for a lock, in the way: " + inTheWay);
        }
        return outcome;
    }

    private String inTheWay(String sql) {
        return Bystanders.of(server, connection.id(), new WaitedFor(sql, schema));
    }

    /** Reads over the connection that statements are sent over. */
    <T> T own(Supplier<T> work) {
        return own("", work);
    }

    /**
     * The same of which it is known what is read.
     *
     * @param tables names those that it waits for, where it does
     */
    <T> T own(String tables, Supplier<T> work) {
        return read(tables, () -> {
            try {
                return work.get();
            } catch (ConnectionLost e) {
                lost = true;
                connection.close();
                throw e;
            } catch (RuntimeException e) {
                traced = true;
                throw e;
            }
        });
    }

    /** Reads over whichever connection, as long as this one lives. */
    <T> T read(Supplier<T> work) {
        return read("", work);
    }

    private <T> T read(String tables, Supplier<T> work) {
        asked++;
        if (lost) {
            throw new ConnectionLost("the session was lost before", new IllegalStateException(names.get(0)));
        }
        try {
            return work.get();
        } catch (ServerRefused e) {
            throw e.waited() || e.outOfTime() ? e.because(inTheWay(tables)) : e;
        }
    }

    /** How often something was asked or sent: what was seen with the last answer is as new as that. */
    long asked() {
        return asked;
    }

    /** What its statements mean. */
    SessionContext known() {
        SessionContext known = context == null ? SessionContext.of(connection) : context;
        context = known;
        return known;
    }

    /** The same as it was last seen, also of a session that is lost. */
    SessionContext seen() {
        SessionContext seen = context;
        return seen == null ? own(this::known) : seen;
    }

    /** A statement may have changed what the next ones mean. */
    void forget() {
        context = null;
    }

    /** Anything may have been set, and another schema made the default. */
    void readAnew() {
        limitMillis = 0;
        context = SessionContext.of(connection);
        schema = context.schema();
    }

    /** Whether it still has the locks by which a later run finds it. */
    boolean isLocked() {
        return connection.one(
                "SELECT " + SessionContext.eachOf(names, "COALESCE(IS_USED_LOCK(?) = CONNECTION_ID(), 0)"),
                (row, ctx) -> row.getBoolean(1),
                names.toArray());
    }

    /** The store is written under rules of its own where the author's would change what a text means. */
    void asStore(Runnable work) {
        SessionContext known = known();
        if (known.fitForStore()) {
            work.run();
            return;
        }
        connection.update("SET sql_mode = 'STRICT_ALL_TABLES'");
        try {
            work.run();
        } finally {
            if (!connection.closed()) {
                connection.update("SET sql_mode = ?", known.sqlMode());
            }
        }
    }

    /**
     * Bounds the statements that follow; zero does not. Long limits count in whole seconds: what is left of a step's
     * time changes with every statement, and setting it each time would cost each statement a way to the server.
     */
    private void limit(Duration limit) {
        long millis = Math.min(limit.toMillis(), Duration.ofDays(30).toMillis());
        if (millis > 2_000) {
            millis = (millis + 999) / 1_000 * 1_000;
        }
        if (millis != limitMillis) {
            BigDecimal seconds = BigDecimal.valueOf(millis, 3).setScale(3, RoundingMode.UNNECESSARY);
            connection.update("SET max_statement_time = " + seconds.toPlainString());
            limitMillis = millis;
        }
    }

    /** Bounds the statements that follow by what is left of a time, however little that is. */
    void bound(Duration left) {
        limit(left.toMillis() < 1 ? Duration.ofMillis(1) : left);
    }

    /** Lets the statements that follow take as long as they take, or as long as no statement takes. */
    void unbounded() {
        if (limitMillis < ENDLESS.toMillis()) {
            limit(Duration.ZERO);
        }
    }

    /** Ends the session and its locks. */
    void close() {
        if (!connection.closed()) {
            try {
                // closing alone frees it only when the server has noticed
                connection.update(
                        "DO " + String.join(", ", Collections.nCopies(names.size(), "RELEASE_LOCK(?)")),
                        names.toArray());
            } catch (ConnectionLost | ServerRefused e) {
                // the server frees the lock of a connection that ended
            }
        }
        connection.close();
    }
}
