package org.lupomig.store.freeze;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.journal.Barrier;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.WriteBarrier.Found;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;
import org.lupomig.store.privilege.Grants;

/**
 * The server's {@code read_only}. It is for all schemas; a transaction that is open when it is set cannot commit what
 * it has changed. Accounts that may pass it write on, and so do events and procedures of such a definer, whoever calls
 * them: the engine's own must be one of them.
 */
final class ReadOnlyServer {
    private static final String RIGHT = "READ_ONLY ADMIN";
    private static final String OFF = "OFF";

    private static final String VALUE =
            "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_VARIABLES" + " WHERE VARIABLE_NAME = 'READ_ONLY'";

    /** Before 10.11 SUPER passes too, and later it does not. What comes from a role is not shown there. */
    private static final String PASSING = "SELECT DISTINCT GRANTEE FROM information_schema.USER_PRIVILEGES"
            + " WHERE PRIVILEGE_TYPE IN ('READ_ONLY ADMIN', 'READ ONLY ADMIN', IF(? < 10.11, 'SUPER', ''))"
            + " ORDER BY GRANTEE";

    private final MariaDbServer server;

    ReadOnlyServer(MariaDbServer server) {
        this.server = server;
    }

    Found look() {
        return server.reading(reader -> {
            Barrier barrier =
                    new Barrier.ReadOnly(value(reader), ServerStart.read(reader).text());
            Grants grants = Grants.of(reader);
            if (!passes(grants)) {
                return new Found(
                        barrier,
                        List.of(Problem.of(
                                EngineMessage.FREEZE_UNFIT,
                                Barrier.ReadOnly.WORD,
                                "the account " + grants.account() + " lacks " + RIGHT
                                        + ", without which it can neither set read_only nor write itself then",
                                "GRANT " + RIGHT + " ON *.* TO " + grants.account())),
                        List.of());
            }
            return new Found(barrier, List.of(), gaps(reader, grants.account()));
        });
    }

    private boolean passes(Grants grants) {
        return grants.allowEverywhere(RIGHT)
                || grants.allowEverywhere("READ ONLY ADMIN")
                || (release() < 10.11 && grants.allowEverywhere("SUPER"));
    }

    /** {@code 10.06}, {@code 10.11} or {@code 11.04} of a version. */
    private double release() {
        String[] parts = server.version().split("\\.", 3);
        return Integer.parseInt(parts[0]) + Integer.parseInt(parts[1]) / 100.0;
    }

    private List<Problem> gaps(ServerConnection reader, String own) {
        List<String> passing = new ArrayList<>();
        for (String grantee : reader.list(PASSING, (row, ctx) -> row.getString(1), release())) {
            if (!grantee.replace("'", "`").equals(own.replace("'", "`"))) {
                passing.add(grantee);
            }
        }
        String who = passing.isEmpty() ? "" : " (such as " + LockedAccounts.some(passing) + ")";
        return List.of(Problem.of(
                EngineMessage.FREEZE_HAS_GAPS,
                Barrier.ReadOnly.WORD,
                "accounts that have " + RIGHT + (release() < 10.11 ? " or SUPER" : "") + ", of their own or by a role"
                        + who + ", nor events and procedures that run as one of them"));
    }

    private static String value(ServerConnection reader) {
        return reader.one(VALUE, (row, ctx) -> row.getString(1));
    }

    /** It waits for statements that write, at most as long as a session of ours waits for a lock; then again. */
    @Nullable
    String raise(Barrier.ReadOnly barrier, Duration patience, BooleanSupplier due) {
        return RaiseTry.raised(server, patience, due, lone -> tried(lone, barrier));
    }

    private static RaiseTry tried(ServerConnection lone, Barrier.ReadOnly barrier) {
        if (!ServerStart.read(lone).is(barrier.server())) {
            // What it has now is not what is journaled.
            return RaiseTry.failed("the server was started again meanwhile");
        }
        try {
            if (value(lone).equals(OFF)) {
                lone.update("SET GLOBAL read_only = 1");
            }
        } catch (ServerRefused e) {
            if (e.code() != ServerError.LOCK_WAIT) {
                throw e;
            }
            return RaiseTry.waits("a statement that writes has not ended: the server says " + e.getMessage());
        }
        return value(lone).equals(OFF) ? RaiseTry.failed("read_only is OFF though it was set") : RaiseTry.HOLDS;
    }

    /** Why it does not hold: it is a variable, which a restart of the server sets to what its configuration says. */
    @Nullable
    String lapsed(Barrier.ReadOnly barrier) {
        return server.reading(reader -> {
            ServerStart start = ServerStart.read(reader);
            String value = value(reader);
            if (value.equals(OFF)) {
                return "read_only is OFF (the server was started " + start.says() + ")";
            }
            return start.is(barrier.server())
                    ? null
                    : "read_only is " + value + " by somebody else since the server was started (" + start.says() + ")";
        });
    }

    /** With what is there now, where that is not what was raised. */
    Barrier.ReadOnly renewed(Barrier.ReadOnly barrier) {
        return server.reading(reader -> {
            ServerStart start = ServerStart.read(reader);
            return start.is(barrier.server()) ? barrier : new Barrier.ReadOnly(value(reader), start.text());
        });
    }

    /** Whether the server is read-only by this, and was not before. */
    boolean isBy(Barrier.ReadOnly barrier) {
        return barrier.before().equals(OFF)
                && server.reading(reader -> ServerStart.read(reader).is(barrier.server()));
    }

    @Nullable
    static String lower(ServerConnection reader, Barrier.ReadOnly barrier) {
        if (!ServerStart.read(reader).is(barrier.server())) {
            return null;
        }
        String before = barrier.before();
        if (!value(reader).equals(before)) {
            reader.update("SET GLOBAL read_only = " + SqlQuoting.literal(before));
        }
        return value(reader).equals(before) ? null : "read_only is not " + before + " though it was set";
    }
}
