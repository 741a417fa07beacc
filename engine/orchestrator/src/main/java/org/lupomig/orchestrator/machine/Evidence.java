package org.lupomig.orchestrator.machine;

/** What is known of a step whose run has not ended. Asked in this order: the first that holds counts. */
public enum Evidence {
    /** Its run lives. */
    LOCK_HELD("the run's lock is held", Of.LIFE),
    /** Its run is dead, and what it had sent is not at an end. */
    SESSION_ALIVE("the server still works for it", Of.LIFE),
    /** It failed before anything was sent. */
    REFUSED("the journal says that it was refused", Of.JOURNAL),
    /** It failed behind its commit point. */
    RECORDS_REFUSED("the journal says that its records were refused", Of.JOURNAL),
    /** It failed on its way back. */
    UNDO_FAILED("the journal says that its undo failed", Of.JOURNAL),
    /** Nothing has taken effect, or all of it is gone again. */
    NONE("all is as before it", Of.SERVER),
    /** All has taken effect. */
    WHOLE("all is as after it", Of.SERVER),
    /** Some of it has taken effect, or is gone again. */
    PARTIAL("some is as before it, and some as after it", Of.SERVER),
    /** Something is there that it neither found nor made. */
    NEITHER("something is neither as before it nor as after it", Of.SERVER);

    private final String words;
    private final Of of;

    Evidence(String words, Of of) {
        this.words = words;
        this.of = of;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** What it is found by. */
    public Of of() {
        return of;
    }

    /** What evidence is found by. */
    public enum Of {
        /** Locks and sessions. */
        LIFE,
        /** What was written down. Asked of failed steps only. */
        JOURNAL,
        /** What is there. Not asked of failed steps. */
        SERVER
    }
}
