package org.lupomig.store.target;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation.DropSchema;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.SessionSettings;

/**
 * Drops a schema if nothing is in it. The server has no such statement, and a look before {@code DROP SCHEMA} leaves a
 * moment in which somebody may put something there.
 *
 * <p>So the statement itself is held up: it first locks the schema, against everybody who wants to create something in
 * it, and then waits for each table, of which {@link SchemaGuard one} is kept in use. While it waits the schema is
 * looked at. Then either the table is let go, or the statement is ended, before it has dropped anything.
 *
 * <p>Whatever dies of this, the schema stays: a statement whose client is gone ends in about a second, one that nobody
 * decides about after {@code lock_wait_timeout}, and the table is kept in use for longer than either. So nobody ends
 * that use where the statement's answer was lost. What is ended by its number is ended over a connection that was there
 * before the number was given: one that is made later may meet a server that was restarted and counts anew.
 */
final class SchemaRemoval {
    private static final int HOLD_SECONDS = 60;
    private static final long POLL_MILLIS = 2;

    /** The server's word for having locked the schema, and not yet all of its tables. */
    private static final String LOCKED = "Waiting for table metadata lock";

    private static final String HOLDING = "User sleep";

    private final MariaDbServer server;
    private final ServerConnection connection;
    private final Catalogue catalogue;
    private final SchemaGuard guard;
    private final String schema;

    /** Over a session's connection. */
    SchemaRemoval(MariaDbServer server, ServerConnection connection, Catalogue catalogue, String schema) {
        this.server = server;
        this.connection = connection;
        this.catalogue = catalogue;
        this.guard = new SchemaGuard(schema);
        this.schema = schema;
    }

    /** Sends it; {@link DropSchema#NOT_EMPTY} is the code where anything is in it. */
    StatementOutcome drop(String sql) {
        List<String> found = contents();
        if (!found.isEmpty()) {
            return notEmpty(found);
        }
        if (!(catalogue.describeSchema(schema) instanceof SchemaState.Present) || !guard.make(connection)) {
            return Answer.to(sql, connection);
        }
        String options = options();
        StatementOutcome outcome;
        try (ServerConnection control = server.open(SessionSettings.READER)) {
            // A statement must have gone over the session since: both are then of one life of the server.
            connection.list("SELECT 1", (row, ctx) -> 1);
            // closed by the thread that uses it: to close it sooner would end the use
            ServerConnection holder = server.open(SessionSettings.READER);
            outcome = hold(holder, control) ? guarded(sql, holder.id(), control) : null;
        }
        if (outcome == null) {
            // This account may not read in it: what is left is to look just before.
            guard.drop(connection);
            return Answer.to(sql, connection);
        }
        if (!(outcome instanceof StatementOutcome.Accepted || outcome instanceof StatementOutcome.Lost)) {
            // The server forgets a schema's defaults before it drops the first table. As long as the guard is there,
            // a later run knows that they may be missing.
            connection.update(options);
            guard.drop(connection);
        }
        return outcome;
    }

    private StatementOutcome guarded(String sql, long holder, ServerConnection control) {
        AtomicBoolean answered = new AtomicBoolean();
        Decision decision = new Decision(holder, control, answered);
        Thread decider = new Thread(decision, "lupomig-schema-guard");
        decider.setDaemon(true);
        decider.start();
        StatementOutcome outcome = null;
        try {
            outcome = Answer.to(sql, connection);
        } finally {
            answered.set(true);
            join(decider);
            if (outcome != null && !(outcome instanceof StatementOutcome.Lost)) {
                kill(holder, control);
            }
        }
        List<String> found = decision.found;
        return outcome instanceof StatementOutcome.Refused && found != null && !found.isEmpty()
                ? notEmpty(found)
                : outcome;
    }

    /** Whether the guard is in use now. */
    private boolean hold(ServerConnection holder, ServerConnection control) {
        AtomicBoolean ended = new AtomicBoolean();
        Thread thread = new Thread(
                () -> {
                    try (holder) {
                        holder.list(guard.hold(HOLD_SECONDS), (row, ctx) -> 1);
                    } catch (RuntimeException e) {
                        // ended, lost, or not allowed: in each case it is not in use
                    } finally {
                        ended.set(true);
                    }
                },
                "lupomig-schema-hold");
        thread.setDaemon(true);
        thread.start();
        while (!ended.get()) {
            if (HOLDING.equals(state(holder.id(), control))) {
                return true;
            }
            pause();
        }
        return false;
    }

    /** Looks once the schema is locked, and lets the statement go on, or ends it. */
    private final class Decision implements Runnable {
        private final long holder;
        private final ServerConnection control;
        private final AtomicBoolean answered;
        private volatile @Nullable List<String> found;

        Decision(long holder, ServerConnection control, AtomicBoolean answered) {
            this.holder = holder;
            this.control = control;
            this.answered = answered;
        }

        @Override
        public void run() {
            try {
                while (!answered.get()) {
                    if (LOCKED.equals(state(connection.id(), control))) {
                        List<String> contents = contents();
                        found = contents;
                        kill(contents.isEmpty() ? holder : connection.id(), control);
                        return;
                    }
                    pause();
                }
            } catch (ServerRefused | ConnectionLost e) {
                // not decided: the statement gives up waiting
            }
        }
    }

    private List<String> contents() {
        return catalogue.describeSchema(schema) instanceof SchemaState.Present present ? present.contents() : List.of();
    }

    private StatementOutcome notEmpty(List<String> contents) {
        return new StatementOutcome.Refused(DropSchema.NOT_EMPTY, "HY000", DropSchema.notEmpty(schema, contents));
    }

    /** What gives the schema its defaults back. */
    private String options() {
        return server.reading(reader -> reader.one(
                "SELECT DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME, SCHEMA_COMMENT"
                        + " FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?",
                (row, ctx) -> "ALTER SCHEMA " + SqlQuoting.identifier(schema) + " DEFAULT CHARACTER SET "
                        + row.getString(1) + " COLLATE " + row.getString(2)
                        + (row.getString(3).isEmpty() ? "" : " COMMENT = " + SqlQuoting.literal(row.getString(3))),
                schema));
    }

    private static @Nullable String state(long id, ServerConnection control) {
        return control.first(
                "SELECT COALESCE(STATE, '') FROM information_schema.PROCESSLIST WHERE ID = ?",
                (row, ctx) -> row.getString(1),
                id);
    }

    private static void kill(long id, ServerConnection control) {
        try {
            control.update("KILL QUERY " + id);
        } catch (ServerRefused | ConnectionLost e) {
            // it has ended
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
