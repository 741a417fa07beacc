package org.lupomig.testkit.wire;

/** What happens to a command that is on its way: before the server gets it, or when it is done and nobody knows. */
public sealed interface Strike {
    /** Nothing. */
    record None() implements Strike {}

    /**
     * Somebody is ended; then nothing passes in either direction any more, and nobody gets a new line.
     *
     * @param end ends him, and waits until he is gone; does nothing where only the lines end
     */
    record Ends(Runnable end) implements Strike {}

    /** The line that the command is on is cut at both ends. A new one can be had. */
    record Cuts() implements Strike {}

    /**
     * The client is told that the server refuses, and the server does not get the command; never when it is done.
     *
     * @param code the number of the error
     * @param state five letters and digits
     * @param message what else is said
     */
    record Refuses(int code, String state, String message) implements Strike {}
}
