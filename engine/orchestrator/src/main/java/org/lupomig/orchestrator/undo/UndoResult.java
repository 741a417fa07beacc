package org.lupomig.orchestrator.undo;

import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;

/** How the undo of something ended. */
sealed interface UndoResult {
    /**
     * Everything is as it was before.
     *
     * @param counted rows that had to be counted again; null where none had
     */
    record Restored(@Nullable Counted counted) implements UndoResult {}

    /**
     * Something could not be put back; nothing was lost.
     *
     * @param reason one sentence with the evidence
     */
    record Stuck(String reason) implements UndoResult {}

    /**
     * Something cannot be put back before older statements are taken back.
     *
     * @param reason one sentence with the evidence
     */
    record Later(String reason) implements UndoResult {}

    /** As before, with nothing more to say. */
    static UndoResult restored() {
        return new Restored(null);
    }
}
