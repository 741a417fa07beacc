package org.lupomig.orchestrator.port;

/** The connection to a server ended. What was under way there may still be going on. */
public final class ConnectionLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    /** With the driver's sentence, free of secrets. */
    public ConnectionLost(String message, Throwable cause) {
        this(message, 0, cause);
    }

    /**
     * For a connection that the server did not let come about.
     *
     * @param code the server's error number, 0 where it said nothing
     */
    public ConnectionLost(String message, int code, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The server's error number where it refused a connection; else 0. */
    public int code() {
        return code;
    }
}
