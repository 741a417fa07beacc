package org.lupomig.orchestrator.journal;

/** Titles of the alerts that the engine itself resolves, when what they say has passed. */
public final class Alerts {
    /** Something could not be put back. */
    public static final String UNDO_FAILED = "undo failed";
    /** A batch, or a part of it, went back. */
    public static final String BATCH_FAILED = "batch failed";
    /** Something is done, and its records are not written. */
    public static final String RECORDS_NOT_WRITTEN = "records not written";
    /** A freeze could not be lifted. */
    public static final String STILL_FROZEN = "still frozen";

    private Alerts() {}
}
