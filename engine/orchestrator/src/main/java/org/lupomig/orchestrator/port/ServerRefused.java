package org.lupomig.orchestrator.port;

/**
 * The server refused something of the engine's own: a read that the account may not make, a write that it has no room
 * for. Nothing of what was asked has happened, and the connection lives.
 */
public final class ServerRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String sqlState;
    private final String inTheWay;

    /**
     * With the server's answer.
     *
     * @param code the server's error number
     * @param sqlState five characters
     * @param message the server's text
     */
    public ServerRefused(int code, String sqlState, String message, Throwable cause) {
        this(code, sqlState, message, "", cause);
    }

    private ServerRefused(int code, String sqlState, String message, String inTheWay, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.sqlState = sqlState;
        this.inTheWay = inTheWay;
    }

    /** The same where it has waited for a lock, with who holds it, or perhaps does; empty where nothing is known. */
    public ServerRefused because(String others) {
        Throwable cause = getCause();
        return new ServerRefused(code, sqlState, String.valueOf(getMessage()), others, cause == null ? this : cause);
    }

    /** The server's error number. */
    public int code() {
        return code;
    }

    /** Five characters. */
    public String sqlState() {
        return sqlState;
    }

    /** Whether it waited longer than it may for a lock. */
    public boolean waited() {
        return StatementOutcome.LockTimeout.is(code);
    }

    /** Whether it was ended because its time was up, whatever it was doing. */
    public boolean outOfTime() {
        return code == StatementOutcome.Refused.OUT_OF_TIME;
    }

    /** The same as what is said of a statement. */
    public StatementOutcome outcome() {
        String message = String.valueOf(getMessage());
        if (waited()) {
            return new StatementOutcome.LockTimeout(message, inTheWay);
        }
        return new StatementOutcome.Refused(
                code,
                sqlState,
                inTheWay.isEmpty() ? message : message + "; if it waited for a lock, in the way: " + inTheWay);
    }
}
