package org.lupomig.orchestrator.journal;

/** How a run stands or ended. */
public enum RunStatus {
    /** Under way, or its process is dead. */
    RUNNING,
    /** Everything it was asked for is done. */
    COMPLETED,
    /** It failed, and what failed is as before; steps that were committed by themselves may stay. */
    FAILED,
    /** It failed and something could not be put back: a person is needed. */
    BROKEN,
    /** Its process died; the next command put everything back, or finished it. */
    RECOVERED;

    /** The word in the store and in output. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
