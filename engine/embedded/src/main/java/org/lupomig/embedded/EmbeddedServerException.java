package org.lupomig.embedded;

/** The embedded server could not be had. The message is one line for the user and says what to do about it. */
public final class EmbeddedServerException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is in the way. */
    public enum Problem {
        /** Another process uses the server of this directory. */
        IN_USE,
        /** There is no server for this platform: none bundled, none installed. */
        NO_SERVER,
        /** The server's program needs a library that this machine lacks. */
        MISSING_LIBRARY,
        /** The data was written by a newer or much older server than the one that is here. */
        OTHER_VERSION,
        /** Files could not be read or written. */
        FILES,
        /** The server ended, or said nothing for too long, while it was starting. */
        NO_START
    }

    private final Problem problem;

    EmbeddedServerException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    EmbeddedServerException(Problem problem, String message, Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    /** What is in the way. */
    public Problem problem() {
        return problem;
    }
}
