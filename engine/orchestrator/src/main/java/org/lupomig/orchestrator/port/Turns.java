package org.lupomig.orchestrator.port;

/**
 * Threads of which one at a time goes on. The others wait for their turn, or for a server that works for them: so what
 * they share needs no other guard, and only the server's time is spent side by side.
 */
public interface Turns {

    /** Starts work in a thread of its own, which goes on when it is its turn. It is the caller's turn, and stays so. */
    void start(Runnable work);

    /** Gives the caller's turn up: another one may go on. */
    void give();

    /** Returns when it is the caller's turn again. */
    void take();

    /**
     * Has something done beside the caller, who goes on. It takes no turn: what it shares with others it guards itself.
     *
     * @param work throws nothing
     * @return waits for its end
     */
    Runnable beside(Runnable work);

    /** Gives the turn up until work that was started has ended; each end is waited for once. */
    void awaitEnd();
}
