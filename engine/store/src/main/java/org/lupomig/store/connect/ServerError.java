package org.lupomig.store.connect;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;

/** What an answer of the driver means. */
public final class ServerError {
    /** A statement under LOCK TABLES names a table that is not locked. */
    public static final int NOT_LOCKED = 1100;
    /** Access to a schema denied. */
    public static final int SCHEMA_DENIED = 1044;
    /** No such schema. */
    public static final int NO_SUCH_SCHEMA = 1049;
    /** No such column. */
    public static final int NO_SUCH_COLUMN = 1054;
    /** A table or view denied. */
    public static final int TABLE_DENIED = 1142;
    /** Columns of a table denied. */
    public static final int COLUMN_DENIED = 1143;
    /** No such table. */
    public static final int NO_SUCH_TABLE = 1146;
    /** A lock was waited for longer than may be. */
    public static final int LOCK_WAIT = 1205;
    /** Texts of two collations that do not compare. */
    public static final int COLLATIONS_DIFFER = 1267;
    /** A row refers by a foreign key to one that is not there. */
    public static final int NO_PARENT = 1452;
    /** The transaction was rolled back, so that another one could go on. */
    public static final int DEADLOCK = 1213;
    /** Somebody ended the statement, and perhaps the connection with it. */
    public static final int STATEMENT_KILLED = StatementOutcome.Refused.ENDED;
    /** The same by the server, after {@code max_statement_time}. */
    public static final int STATEMENT_TIMEOUT = 1969;
    /** A table whose file is gone. */
    public static final int NO_SUCH_TABLE_IN_ENGINE = 1932;
    /** A right over the whole server is missing. */
    public static final int RIGHT_MISSING = 1227;
    /** Longer than the server takes in one piece. */
    public static final int TOO_LONG = 1153;

    /** How long a connection may take to show that it is there. */
    private static final int ANSWER_SECONDS = 10;

    private ServerError() {}

    /** The driver's exception within whatever wraps it, or null. */
    public static @Nullable SQLException within(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException e) {
                return e;
            }
        }
        return null;
    }

    /**
     * Whether the connection is gone, so that the answer tells nothing about what the server did.
     *
     * <p>The class alone does not tell: the driver gives connection exceptions for errors that it has no class for, and
     * for a statement that it did not send because it is longer than the server takes. Nor does the number: who ends a
     * connection first ends the statement under way, whose answer may still come through before the line is cut.
     */
    public static boolean lost(SQLException e, Connection connection) {
        if (closed(connection)) {
            return true;
        }
        return switch (e.getErrorCode()) {
            // shutdown in progress; what was sent could not be read or answered; killed
            case 1053, 1158, 1159, 1160, 1161, 1927 -> true;
            case STATEMENT_KILLED -> !answers(connection);
            default -> state(e).startsWith("08") && !tooLong(e);
        };
    }

    /** Whether the statement was not sent, or not taken, because of its length. */
    public static boolean tooLong(SQLException e) {
        if (e.getErrorCode() == TOO_LONG) {
            return true;
        }
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof IOException && t.getClass().getSimpleName().equals("MaxAllowedPacketException")) {
                return true;
            }
        }
        return false;
    }

    /** Whether an error says that the account may not. */
    public static boolean denied(int code) {
        return code == SCHEMA_DENIED || code == TABLE_DENIED || code == COLUMN_DENIED;
    }

    /**
     * The server's sentence, without the driver's {@code (conn=12)} before it; of a line that was cut also why, which
     * the driver's own words ("Socket error") do not tell.
     */
    public static String text(Throwable e) {
        String message = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        if (message.startsWith("(conn=")) {
            int end = message.indexOf(") ");
            message = end < 0 ? message : message.substring(end + 2);
        }
        String cause = e.getCause() instanceof IOException cut ? cut.getMessage() : null;
        return cause == null || message.contains(cause) ? message : message + ": " + cause;
    }

    /** Five characters, {@code HY000} where the driver has none. */
    public static String state(SQLException e) {
        return Objects.requireNonNullElse(e.getSQLState(), "HY000");
    }

    /** The exception of the engine's ports for an answer to a statement of our own. */
    public static RuntimeException translated(Throwable thrown, Connection connection) {
        SQLException e = within(thrown);
        if (e == null) {
            return thrown instanceof RuntimeException own ? own : new IllegalStateException(thrown);
        }
        if (lost(e, connection)) {
            return new ConnectionLost(text(e), e);
        }
        return new ServerRefused(tooLong(e) ? TOO_LONG : e.getErrorCode(), state(e), text(e), e);
    }

    private static boolean answers(Connection connection) {
        try {
            return connection.isValid(ANSWER_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    private static boolean closed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }
}
