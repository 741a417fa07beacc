package org.lupomig.orchestrator.undo;

/** How the undo of something ended. */
public sealed interface UndoResult {
    /** Everything is as it was before. */
    record Restored() implements UndoResult {}

    /**
     * Something could not be put back; nothing was lost.
     *
     * @param reason one sentence with the evidence
     */
    record Stuck(String reason) implements UndoResult {}
}
