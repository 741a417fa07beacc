package org.lupomig.orchestrator.port;

/**
 * The server refused something of the engine's own: a read that the account may not make, a write that it has no room
 * for. Nothing of what was asked has happened, and the connection lives.
 */
public final class ServerRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String sqlState;

    /**
     * With the server's answer.
     *
     * @param code the server's error number
     * @param sqlState five characters
     * @param message the server's text
     */
    public ServerRefused(int code, String sqlState, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.sqlState = sqlState;
    }

    /** The server's error number. */
    public int code() {
        return code;
    }

    /** Five characters. */
    public String sqlState() {
        return sqlState;
    }
}
