package org.lupomig.orchestrator.machine;

/** What makes a step leave a state. */
public enum Event {
    /** A run takes the step up. */
    BEGUN,
    /** What it needs is there. */
    PREPARED,
    /** Its {@code when} does not hold. */
    SKIPPED,
    /** Nothing speaks against it. */
    CLEARED,
    /** It may not run; nothing was touched. */
    REFUSED,
    /** Its run died, or was stopped, before anything was touched. */
    ABANDONED,
    /** All its statements took effect. */
    MIGRATED,
    /** Something failed after the first statement may have been sent. */
    BROKEN_OFF,
    /** Its batch passed the commit point. */
    COMMITTED,
    /** Records are written, at once or when it was tried again. */
    COMPLETED,
    /** The server would not take the records. What the step did stays; they are tried again. */
    COMPLETION_FAILED,
    /** A completed step is taken back, or a failed undo is tried again. */
    REVERTED,
    /** Everything is as it was before. */
    UNDONE,
    /** Something could not be put back. */
    UNDO_FAILED,
    /** A failed step is taken up again. */
    RETRIED,
    /** Its undo failed, and a person says that its objects are as before it. */
    RESOLVED_AS_ROLLED_BACK,
    /** Its undo failed, and a person says that its objects are as after it. */
    RESOLVED_AS_COMPLETED
}
