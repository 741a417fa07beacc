package org.lupomig.orchestrator.port;

/** The connection to a server ended. What was under way there may still be going on. */
public final class ConnectionLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the driver's sentence, free of secrets. */
    public ConnectionLost(String message, Throwable cause) {
        super(message, cause);
    }
}
